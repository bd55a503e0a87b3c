// What every move's dialog is: what it means, what it would change, and the one button that sends it. A refusal stays in
// the dialog, as a sentence.
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Move } from '../../shared/moves.ts';
import type { TableView } from '../session/view.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog, DialogActs } from '../ui/Dialog.tsx';
import { MoveButton } from '../ui/MoveButton.tsx';
import { useSend } from './useSend.ts';
import './moves.css';

export type MoveDialogProps = {
  view: TableView;
  title: string;
  /** What is sent, in order; where one is refused the rest is not. The first decides whether the button is live. */
  moves: readonly [Move, ...Move[]];
  /** What the button says. */
  act: string;
  shape?: 'plain' | 'wide' | 'page';
  onClose: () => void;
  children?: ReactNode;
};

export const MoveDialog = ({
  view,
  title,
  moves,
  act,
  shape = 'plain',
  onClose,
  children,
}: MoveDialogProps) => {
  const { t } = useTranslation();
  const send = useSend(view);
  const [refused, setRefused] = useState<string | null>(null);
  const [sending, setSending] = useState(false);
  const sendAll = async (): Promise<void> => {
    if (sending) return;
    setSending(true);
    for (const move of moves) {
      // In order: a move that follows rests on the one before.
      // eslint-disable-next-line no-await-in-loop
      const sent = await send(move);
      if (sent.refused === null) continue;
      setRefused(sent.refused);
      setSending(false);
      return;
    }
    onClose();
  };
  return (
    <Dialog
      title={title}
      shape={shape}
      isOpen
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <div className="move-dialog">
        {children}
        {refused !== null && (
          <p role="alert" className="move-refused">
            {refused}
          </p>
        )}
        <DialogActs>
          <MoveButton view={view} move={moves[0]} variant="main" onPress={() => void sendAll()}>
            {sending ? t('moves.sending') : act}
          </MoveButton>
          <Button onPress={onClose}>{t('moves.cancel')}</Button>
        </DialogActs>
      </div>
    </Dialog>
  );
};
