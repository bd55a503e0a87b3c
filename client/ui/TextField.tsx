// A labelled field of one line or, with `rows`, of several.
import { FieldError, Input, Label, Text, TextArea, TextField as AriaTextField } from 'react-aria-components';
import type { TextFieldProps as AriaTextFieldProps } from 'react-aria-components';
import './ui.css';

export type TextFieldProps = Omit<AriaTextFieldProps, 'className' | 'children'> & {
  label: string;
  hint?: string;
  /** A sentence on what is wrong. */
  error?: string | null;
  rows?: number;
  placeholder?: string;
  lang?: string;
};

export const TextField = ({ label, hint, error, rows, placeholder, lang, ...props }: TextFieldProps) => {
  const given = {
    ...(placeholder === undefined ? {} : { placeholder }),
    ...(lang === undefined ? {} : { lang }),
  };
  return (
    <AriaTextField {...props} className="field" isInvalid={error !== undefined && error !== null}>
      <Label>{label}</Label>
      {rows === undefined ? <Input {...given} /> : <TextArea rows={rows} {...given} />}
      {hint !== undefined && <Text slot="description">{hint}</Text>}
      <FieldError>{error}</FieldError>
    </AriaTextField>
  );
};
