// What opens beside a button and says more about it: a small dialog that covers nothing else.
import type { ReactElement, ReactNode } from 'react';
import { Dialog, DialogTrigger, Popover as AriaPopover } from 'react-aria-components';
import './ui.css';

export const PopoverButton = ({
  button,
  label,
  children,
}: {
  button: ReactElement;
  /** What the popover is called. */
  label: string;
  children: ReactNode | ((close: () => void) => ReactNode);
}) => (
  <DialogTrigger>
    {button}
    <AriaPopover className="popover" placement="bottom end" offset={8}>
      <Dialog className="popover-body" aria-label={label}>
        {({ close }) => (typeof children === 'function' ? children(close) : children)}
      </Dialog>
    </AriaPopover>
  </DialogTrigger>
);
