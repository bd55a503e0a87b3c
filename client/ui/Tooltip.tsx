// A few words about a control, on hover and on focus. The child is the control.
import type { ReactElement, ReactNode } from 'react';
import { Tooltip as AriaTooltip, TooltipTrigger } from 'react-aria-components';
import './ui.css';

export const Tooltip = ({ text, children }: { text: ReactNode; children: ReactElement }) => (
  <TooltipTrigger delay={350} closeDelay={80}>
    {children}
    <AriaTooltip className="tooltip" offset={6}>
      {text}
    </AriaTooltip>
  </TooltipTrigger>
);
