// A dialog on a veil: a heading, what it says, its acts. `Sheet` is the same along the right edge (a narrow screen's
// history), `DialogButton` a button that opens a dialog.
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog as AriaDialog, DialogTrigger, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { Button } from './Button.tsx';
import './ui.css';

export type DialogProps = {
  title: ReactNode;
  /** Given how to close it. */
  children: ReactNode | ((close: () => void) => ReactNode);
  /** `wide` for texts side by side, `edge` along the right edge. */
  shape?: 'plain' | 'wide' | 'edge' | 'page';
  isOpen?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
};

export const Dialog = ({ title, children, shape = 'plain', isOpen, onOpenChange }: DialogProps) => {
  const { t } = useTranslation();
  const controlled = {
    ...(isOpen === undefined ? {} : { isOpen }),
    ...(onOpenChange === undefined ? {} : { onOpenChange }),
  };
  return (
    <ModalOverlay className={`veil ${shape}`} isDismissable {...controlled}>
      <Modal className={`dialog ${shape}`}>
        <AriaDialog className="dialog-body">
          {({ close }) => (
            <>
              <div className="dialog-head">
                <Heading slot="title">{title}</Heading>
                <Button
                  variant="quiet"
                  className="dialog-close"
                  aria-label={t('common.close')}
                  onPress={close}
                >
                  <span aria-hidden="true">×</span>
                </Button>
              </div>
              {typeof children === 'function' ? children(close) : children}
            </>
          )}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
};

/** The child is the button that opens the dialog. */
export const DialogButton = ({ button, ...dialog }: DialogProps & { button: ReactElement }) => (
  <DialogTrigger>
    {button}
    <Dialog {...dialog} />
  </DialogTrigger>
);

/** The row of acts at the foot of a dialog. */
export const DialogActs = ({ children }: { children: ReactNode }) => (
  <div className="dialog-acts">{children}</div>
);
