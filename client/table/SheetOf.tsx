// What stands beside the page where there is room, slid in where there is none.
import type { ReactNode } from 'react';
import { Dialog } from '../ui/Dialog.tsx';

export const SheetOf = ({
  name,
  title,
  isOpen,
  close,
  children,
}: {
  name: string;
  title: string;
  isOpen: boolean;
  close: () => void;
  children: ReactNode;
}): ReactNode => (
  <Dialog
    title={title}
    shape="edge"
    isOpen={isOpen}
    onOpenChange={(open) => {
      if (!open) close();
    }}
  >
    <div className={`sheet-of ${name}`}>{children}</div>
  </Dialog>
);
