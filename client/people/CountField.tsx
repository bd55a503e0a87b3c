// A whole number from 1 up.
import { FieldError, Input, Label, NumberField, Text } from 'react-aria-components';
import '../ui/ui.css';

export const CountField = ({
  label,
  hint,
  value,
  most,
  onChange,
}: {
  label: string;
  hint: string;
  value: number;
  most: number;
  onChange: (value: number) => void;
}) => (
  <NumberField
    className="field count-field"
    value={value}
    minValue={1}
    maxValue={most}
    step={1}
    onChange={(next) => onChange(Number.isFinite(next) ? next : 1)}
  >
    <Label>{label}</Label>
    <Input />
    <Text slot="description">{hint}</Text>
    <FieldError />
  </NumberField>
);
