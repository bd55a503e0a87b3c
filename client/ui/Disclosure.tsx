// Words that are there for who asks for them.
import type { ReactNode } from 'react';
import { Button, Disclosure as AriaDisclosure, DisclosurePanel } from 'react-aria-components';
import './ui.css';

export const Disclosure = ({ title, children }: { title: ReactNode; children: ReactNode }) => (
  <AriaDisclosure className="disclosure">
    <Button slot="trigger" className="disclosure-button">
      {title}
    </Button>
    <DisclosurePanel className="disclosure-panel">{children}</DisclosurePanel>
  </AriaDisclosure>
);
