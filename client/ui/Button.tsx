// A button in the house's look. `main` is the one act that stands out on a page, `quiet` looks like a word.
import { Button as AriaButton } from 'react-aria-components';
import type { ButtonProps as AriaButtonProps } from 'react-aria-components';
import './ui.css';

export type ButtonVariant = 'main' | 'plain' | 'quiet' | 'small';
export type ButtonProps = Omit<AriaButtonProps, 'className'> & {
  variant?: ButtonVariant;
  className?: string;
};

export const Button = ({ variant = 'plain', className = '', ...props }: ButtonProps) => (
  <AriaButton {...props} className={`button ${variant} ${className}`} />
);
