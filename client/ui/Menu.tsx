// A menu of acts under a button.
import type { ReactElement, ReactNode } from 'react';
import { Menu as AriaMenu, MenuItem as AriaMenuItem, MenuTrigger, Popover } from 'react-aria-components';
import './ui.css';

export type MenuAct = {
  id: string;
  label: ReactNode;
  /** For type-ahead and screen readers, where the label is not plain words. */
  text?: string;
  /** Why it cannot be done now; the act then stays in the menu, barred, with its reason under it. */
  why?: string | null;
  onAction: () => void;
};

export const MenuButton = ({
  button,
  label,
  acts,
}: {
  button: ReactElement;
  label: string;
  acts: readonly MenuAct[];
}) => (
  <MenuTrigger>
    {button}
    <Popover className="popover menu-popover" placement="bottom end" offset={6}>
      <AriaMenu aria-label={label} className="menu" disabledKeys={acts.filter(isBarred).map((act) => act.id)}>
        {acts.map((act) => (
          <AriaMenuItem
            key={act.id}
            id={act.id}
            className="menu-item"
            textValue={act.text ?? (typeof act.label === 'string' ? act.label : act.id)}
            onAction={act.onAction}
          >
            <span>{act.label}</span>
            {isBarred(act) && <small>{act.why}</small>}
          </AriaMenuItem>
        ))}
      </AriaMenu>
    </Popover>
  </MenuTrigger>
);

const isBarred = (act: MenuAct): boolean => act.why !== undefined && act.why !== null;
