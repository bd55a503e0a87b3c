// One of a few, all in view.
import { Label, Radio, RadioGroup as AriaRadioGroup } from 'react-aria-components';
import type { Choice } from './Select.tsx';
import './ui.css';

export const RadioGroup = <Id extends string>({
  label,
  choices,
  value,
  onChange,
}: {
  label: string;
  choices: readonly Choice<Id>[];
  value: Id;
  onChange: (value: Id) => void;
}) => (
  <AriaRadioGroup
    className="field radios"
    value={value}
    onChange={(key) => {
      const chosen = choices.find((choice) => choice.id === key);
      if (chosen !== undefined) onChange(chosen.id);
    }}
  >
    <Label>{label}</Label>
    {choices.map((choice) => (
      <Radio key={choice.id} value={choice.id} className="radio">
        {choice.label}
      </Radio>
    ))}
  </AriaRadioGroup>
);
