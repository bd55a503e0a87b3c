// The moves that need no more than a word of why: withdraw, decline, withdraw initials, confirm, reopen, reserve, lift.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MAX_NOTE } from '../../shared/moves.ts';
import type { Move } from '../../shared/moves.ts';
import type { TableView } from '../session/view.ts';
import { TextField } from '../ui/TextField.tsx';
import { MoveDialog } from './MoveDialog.tsx';

export type ReasonMove = Extract<
  Move,
  {
    kind: 'withdraw' | 'decline' | 'withdrawInitials' | 'confirm' | 'reopen' | 'reserve' | 'liftReserve';
  }
>;

/** `withdraw`, `withdrawInitials` and `confirm` take no reason. */
const takesReason = (move: ReasonMove): boolean =>
  move.kind === 'decline' || move.kind === 'reopen' || move.kind === 'reserve' || move.kind === 'liftReserve';

const withReason = (move: ReasonMove, reason: string): ReasonMove => {
  switch (move.kind) {
    case 'decline':
    case 'reopen':
    case 'liftReserve':
      return reason.trim() === '' ? move : { ...move, reason: reason.trim() };
    case 'reserve':
      return { ...move, reason: reason.trim() };
    case 'withdraw':
    case 'withdrawInitials':
    case 'confirm':
      return move;
  }
};

export const ReasonDialog = ({
  view,
  move,
  number,
  onClose,
}: {
  view: TableView;
  move: ReasonMove;
  number: number;
  onClose: () => void;
}) => {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const revision = move.kind === 'withdraw' ? move.revision : 0;
  return (
    <MoveDialog
      view={view}
      title={t(`moves.${move.kind}.title`, { number, revision })}
      moves={[withReason(move, reason)]}
      act={t(`moves.${move.kind}.act`)}
      onClose={onClose}
    >
      <p className="move-lead">{t(`moves.${move.kind}.lead`)}</p>
      {takesReason(move) && (
        <TextField
          label={t(move.kind === 'reserve' ? 'moves.reasonNeeded' : 'moves.reason')}
          hint={t('moves.reasonHint')}
          value={reason}
          onChange={setReason}
          maxLength={MAX_NOTE}
          rows={2}
        />
      )}
    </MoveDialog>
  );
};
