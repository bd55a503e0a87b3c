// The row of moves under an article. Each is live only where the rules of the table allow it, and says why where not.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PartyId } from '../../shared/board.ts';
import { cleanHash } from '../../shared/clause.ts';
import type { ClauseView } from '../../shared/clause.ts';
import type { BoardState, ClauseState } from '../../shared/state.ts';
import { standingRevision } from '../../shared/state.ts';
import { labelOf, otherParty } from '../article/parties.ts';
import { useLanguage } from '../i18n/i18n.ts';
import type { TableView } from '../session/view.ts';
import { MoveButton } from '../ui/MoveButton.tsx';
import { useSlice } from '../ui/useSlice.ts';
import { AcceptBracketsDialog } from './AcceptBracketsDialog.tsx';
import { AcceptDialog } from './AcceptDialog.tsx';
import { bracketsToAccept } from './changes.ts';
import { InitialDialog, NO_HASH } from './InitialDialog.tsx';
import { ProposeDialog } from './ProposeDialog.tsx';
import { ReasonDialog } from './ReasonDialog.tsx';
import type { ReasonMove } from './ReasonDialog.tsx';
import './moves.css';

type Open =
  { kind: 'propose' | 'accept' | 'brackets' | 'initial' } | { kind: 'reason'; move: ReasonMove } | null;

export type ActsProps = {
  view: TableView;
  state: BoardState;
  clause: ClauseState;
  seen: ClauseView;
  number: number;
  own: PartyId;
};

type RowProps = ActsProps & { other: PartyId; open: (what: Open) => void };

const useGapWords = (seen: ClauseView): string => {
  const { t } = useTranslation();
  const { brackets, figures } = seen.gap;
  const parts = [
    ...(brackets > 0 ? [t('common.brackets', { count: brackets })] : []),
    ...(figures > 0 ? [t('common.figures', { count: figures })] : []),
  ];
  return parts.length === 0 ? t('moves.notCleanWords') : t('moves.notClean', { gap: parts.join(', ') });
};

const OpenActs = ({ view, state, clause, seen, own, other, open }: RowProps) => {
  const { t } = useTranslation();
  const lang = useLanguage();
  const gap = useGapWords(seen);
  const theirs = standingRevision(clause, other);
  const ours = standingRevision(clause, own);
  const revision = clause.revisions.length + 1;
  const label = { party: labelOf(state.board, other, lang) };
  const [first] = bracketsToAccept(state, seen, clause, own, other);
  const hash = cleanHash(state, clause, seen);
  return (
    <>
      <MoveButton
        view={view}
        variant={seen.clean ? 'plain' : 'main'}
        move={{ kind: 'propose', clause: clause.id }}
        onPress={() => open({ kind: 'propose' })}
      >
        {t(theirs === undefined ? 'moves.propose.button' : 'moves.propose.counterButton', { revision })}
      </MoveButton>
      {theirs !== undefined && (
        <MoveButton
          view={view}
          move={{ kind: 'accept', clause: clause.id, revision: theirs.revision, hash: theirs.hash }}
          onPress={() => open({ kind: 'accept' })}
        >
          {t('moves.accept.button', { ...label, revision: theirs.revision })}
        </MoveButton>
      )}
      {first !== undefined && (
        <MoveButton
          view={view}
          move={{ kind: 'adopt', clause: clause.id, lang: first.lang, ranges: [...first.adopt] }}
          onPress={() => open({ kind: 'brackets' })}
        >
          {t('moves.brackets.button', label)}
        </MoveButton>
      )}
      <MoveButton
        view={view}
        variant={seen.clean ? 'main' : 'plain'}
        move={{ kind: 'initial', clause: clause.id, hash: hash ?? NO_HASH }}
        onPress={() => open({ kind: 'initial' })}
      >
        {t('moves.initial.button')}
      </MoveButton>
      {!seen.clean && <small>{gap}</small>}
      {ours !== undefined && (
        <ReasonButton
          view={view}
          move={{ kind: 'withdraw', clause: clause.id, revision: ours.revision }}
          open={open}
        >
          {t('moves.withdraw.button', { revision: ours.revision })}
        </ReasonButton>
      )}
    </>
  );
};

const ReasonButton = ({
  view,
  move,
  open,
  children,
}: {
  view: TableView;
  move: ReasonMove;
  open: (what: Open) => void;
  children: string;
}) => (
  <MoveButton
    view={view}
    variant={move.kind === 'confirm' ? 'plain' : 'quiet'}
    // The rules want a reason for a reserve; the dialog asks for it.
    move={move.kind === 'reserve' ? { ...move, reason: '…' } : move}
    onPress={() => open({ kind: 'reason', move })}
  >
    {children}
  </MoveButton>
);

const RestActs = ({ view, state, clause, seen, own, open }: RowProps) => {
  const { t } = useTranslation();
  const { phase, id } = clause;
  if (phase.kind === 'open') return null;
  const mine = phase.initials.find((each) => each.party === own);
  const hash = cleanHash(state, clause, seen) ?? NO_HASH;
  const reason = (move: ReasonMove, label: string) => (
    <ReasonButton view={view} move={move} open={open}>
      {label}
    </ReasonButton>
  );
  return (
    <>
      {phase.kind !== 'locked' && mine === undefined && (
        <MoveButton
          view={view}
          variant="main"
          move={{ kind: 'initial', clause: id, hash }}
          onPress={() => open({ kind: 'initial' })}
        >
          {t('moves.initial.button')}
        </MoveButton>
      )}
      {phase.kind === 'held' &&
        mine === undefined &&
        reason({ kind: 'decline', clause: id }, t('moves.decline.button'))}
      {phase.kind === 'held' &&
        mine !== undefined &&
        reason({ kind: 'withdrawInitials', clause: id }, t('moves.withdrawInitials.button'))}
      {mine?.adReferendum === true &&
        !mine.confirmed &&
        reason({ kind: 'confirm', clause: id, hash: mine.hash }, t('moves.confirm.button'))}
      {phase.kind !== 'held' &&
        !(phase.kind === 'frozen' && phase.asking.includes(own)) &&
        reason({ kind: 'reopen', clause: id }, t('moves.reopen.button'))}
    </>
  );
};

const Dialogs = ({
  what,
  close,
  view,
  clause,
  number,
  own,
  other,
}: RowProps & { what: Open; close: () => void }) => {
  if (what === null) return null;
  const dialog = { view, clause, number, own, other, onClose: close };
  switch (what.kind) {
    case 'propose':
      return <ProposeDialog {...dialog} />;
    case 'accept': {
      const revision = standingRevision(clause, other);
      return revision === undefined ? null : <AcceptDialog {...dialog} revision={revision} />;
    }
    case 'brackets':
      return <AcceptBracketsDialog {...dialog} />;
    case 'initial':
      return <InitialDialog {...dialog} />;
    case 'reason':
      return <ReasonDialog view={view} move={what.move} number={number} onClose={close} />;
  }
};

/** The moves of a delegation's head; a member sees what a member may do, and who does the rest. */
export const ArticleActs = (props: ActsProps) => {
  const { view, state, clause, number, own, seen } = props;
  const { t } = useTranslation();
  const lang = useLanguage();
  const [what, open] = useState<Open>(null);
  const other = otherParty(state.board, own) ?? own;
  const row: RowProps = { ...props, other, open };
  const head = useSlice(view, (snapshot) => snapshot.seat.role) === 'head';
  const [first] = bracketsToAccept(state, seen, clause, own, other);
  const reserved = clause.reserves.some((each) => each.party === own);
  return (
    // A row of buttons is no form.
    // eslint-disable-next-line jsx-a11y/prefer-tag-over-role
    <div className="acts" role="group" aria-label={t('moves.label', { number })}>
      {head && clause.phase.kind === 'open' && <OpenActs {...row} />}
      {head && <RestActs {...row} />}
      {head && (
        <ReasonButton
          view={view}
          move={
            reserved
              ? { kind: 'liftReserve', clause: clause.id }
              : // Whether one may at all is asked with some reason; the dialog puts the delegate's in its place.
                { kind: 'reserve', clause: clause.id, reason: '…' }
          }
          open={open}
        >
          {t(reserved ? 'moves.liftReserve.button' : 'moves.reserve.button')}
        </ReasonButton>
      )}
      {!head && clause.phase.kind === 'open' && first !== undefined && (
        <MoveButton
          view={view}
          move={{ kind: 'adopt', clause: clause.id, lang: first.lang, ranges: [...first.adopt] }}
          onPress={() => open({ kind: 'brackets' })}
        >
          {t('moves.brackets.button', { party: labelOf(state.board, other, lang) })}
        </MoveButton>
      )}
      {!head && <small>{t('moves.headOnly')}</small>}
      <Dialogs {...row} what={what} close={() => open(null)} />
    </div>
  );
};
