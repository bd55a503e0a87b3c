// One board in the lobby: what it is, how far it has come, and the seat that one holds there; what else is offered comes
// from the page.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { PartyId } from '../../shared/board.ts';
import { useSince } from '../doors/words.ts';
import { formatOrdinal } from '../i18n/format.ts';
import { useLanguage } from '../i18n/i18n.ts';
import { usePartyColours } from '../parties/colours.ts';
import { seesOthers } from '../people/offered.ts';
import type { OwnSeat } from '../session/view.ts';
import type { BoardSummary } from './boards.ts';
import { ProgressLine } from './ProgressLine.tsx';

export const BoardCard = ({
  board,
  held,
  children,
}: {
  board: BoardSummary;
  held: OwnSeat | null;
  children?: ReactNode;
}) => {
  const { t } = useTranslation();
  const language = useLanguage();
  const since = useSince();
  usePartyColours(board.parties, `[data-board='${board.id}']`);
  return (
    <section className="board" data-board={board.id} aria-labelledby={`board-${board.id}`}>
      <h3 id={`board-${board.id}`}>{board.title[language]}</h3>
      {board.notice !== null && <p className="board-notice">{board.notice[language]}</p>}
      <ProgressLine progress={board.progress} />
      <p className="board-now">
        {board.sitting === null
          ? t('lobby.noSitting')
          : t('lobby.sitting', { ordinal: formatOrdinal(board.sitting, language) })}
        {board.observers > 0 && <span>{t('lobby.observers', { count: board.observers })}</span>}
        {board.closedSince !== null && <span>{t('doors.lobby', { when: since(board.closedSince) })}</span>}
      </p>
      {held !== null && <Held board={board} held={held} />}
      {children}
    </section>
  );
};

const Held = ({ board, held }: { board: BoardSummary; held: OwnSeat }) => {
  const { t } = useTranslation();
  const party = partyLabel(board, held.party, useLanguage());
  const role = t(`common.role.${held.role}`);
  return (
    <p className="board-held">
      <span>{t('lobby.yourSeat', { seat: party === null ? role : `${party}, ${role}` })}</span>
      <span className="board-held-ways">
        {seesOthers(held) && <Link to={`/b/${board.id}/people`}>{t('lobby.people')}</Link>}
        <Link className="button main" to={`/b/${board.id}`}>
          {t('lobby.return')}
        </Link>
      </span>
    </p>
  );
};

const partyLabel = (board: BoardSummary, party: PartyId | null, language: 'en' | 'fr'): string | null =>
  party === null ? null : (board.parties.find((each) => each.id === party)?.label[language] ?? party);
