// One board in the lobby: what it is, how far it has come, and its seats.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { refusalSentence, asRefusalCode } from '../../shared/refusals.ts';
import type { PartyId } from '../../shared/board.ts';
import { useSince } from '../doors/words.ts';
import { formatOrdinal } from '../i18n/format.ts';
import { useLanguage } from '../i18n/i18n.ts';
import type { OwnSeat } from '../session/view.ts';
import { join } from './boards.ts';
import type { Asked, BoardSummary } from './boards.ts';
import { ProgressLine } from './ProgressLine.tsx';
import { Seats } from './Seats.tsx';

/** Sitting down at one board: what is under way, what went wrong. */
const useJoin = (board: BoardSummary, claimName: (fallback: string | null) => string | null) => {
  const { t } = useTranslation();
  const language = useLanguage();
  const navigate = useNavigate();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const sit = async ({ role, party }: Pick<Asked, 'role' | 'party'>): Promise<void> => {
    const name = claimName(role === 'observer' ? t('lobby.observerName') : null);
    if (name === null || busy) return;
    setBusy(true);
    setError(null);
    const joined = await join(board.id, { name, party, role });
    setBusy(false);
    if (joined.ok) await navigate(`/b/${board.id}`);
    else
      setError(
        joined.code === 'offline'
          ? t('lobby.offline')
          : refusalSentence(asRefusalCode(joined.code), language),
      );
  };
  return { busy, error, sit };
};

export const BoardCard = ({
  board,
  held,
  claimName,
}: {
  board: BoardSummary;
  held: OwnSeat | null;
  /** The name to sit down under, or null after having asked for one. */
  claimName: (fallback: string | null) => string | null;
}) => {
  const { t } = useTranslation();
  const language = useLanguage();
  const { busy, error, sit } = useJoin(board, claimName);
  const since = useSince();
  return (
    <section className="board" aria-labelledby={`board-${board.id}`}>
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
      <Seats board={board} busy={busy} sit={(asked) => void sit(asked)} />
      <p role="alert" className="board-error">
        {error}
      </p>
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
      <Link className="button main" to={`/b/${board.id}`}>
        {t('lobby.return')}
      </Link>
    </p>
  );
};

const partyLabel = (board: BoardSummary, party: PartyId | null, language: 'en' | 'fr'): string | null =>
  party === null ? null : (board.parties.find((each) => each.id === party)?.label[language] ?? party);
