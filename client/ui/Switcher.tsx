// A few words side by side of which one holds: EN | FR.
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import './ui.css';

/** `name` is what a screen reader says where the label is short ("English" for "EN"). */
export type SwitcherChoice<Id extends string> = { id: Id; label: string; name?: string; lang?: string };

export const Switcher = <Id extends string>({
  label,
  choices,
  value,
  onChange,
}: {
  label: string;
  choices: readonly SwitcherChoice<Id>[];
  value: Id;
  onChange: (value: Id) => void;
}) => (
  <ToggleButtonGroup
    className="switcher"
    aria-label={label}
    selectionMode="single"
    disallowEmptySelection
    selectedKeys={[value]}
    onSelectionChange={(keys) => {
      const chosen = choices.find((choice) => keys.has(choice.id));
      if (chosen !== undefined) onChange(chosen.id);
    }}
  >
    {choices.map((choice) => (
      <ToggleButton
        key={choice.id}
        id={choice.id}
        className="switch"
        {...(choice.name === undefined ? {} : { 'aria-label': choice.name })}
      >
        <span lang={choice.lang}>{choice.label}</span>
      </ToggleButton>
    ))}
  </ToggleButtonGroup>
);
