// One of a list, in a button that opens it.
import {
  Button,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Select as AriaSelect,
  SelectValue,
} from 'react-aria-components';
import './ui.css';

export type Choice<Id extends string> = { id: Id; label: string };

export const Select = <Id extends string>({
  label,
  choices,
  value,
  onChange,
  isDisabled = false,
}: {
  label: string;
  choices: readonly Choice<Id>[];
  value: Id | null;
  onChange: (value: Id) => void;
  isDisabled?: boolean;
}) => (
  <AriaSelect
    className="field"
    value={value}
    isDisabled={isDisabled}
    onChange={(key) => {
      const chosen = choices.find((choice) => choice.id === key);
      if (chosen !== undefined) onChange(chosen.id);
    }}
  >
    <Label>{label}</Label>
    <Button className="button plain select-button">
      <SelectValue />
      <span aria-hidden="true" className="select-arrow" />
    </Button>
    <Popover className="popover menu-popover">
      <ListBox className="menu">
        {choices.map((choice) => (
          <ListBoxItem key={choice.id} id={choice.id} className="menu-item">
            {choice.label}
          </ListBoxItem>
        ))}
      </ListBox>
    </Popover>
  </AriaSelect>
);
