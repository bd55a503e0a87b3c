// The page on which one chooses a board and sits down: two clicks from the address to the table.
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { BoardId } from '../../shared/board.ts';
import type { OwnSeat } from '../session/view.ts';
import { LanguageSwitch } from '../ui/LanguageSwitch.tsx';
import { recall, remember } from '../ui/memory.ts';
import { TextField } from '../ui/TextField.tsx';
import { BoardCard } from './BoardCard.tsx';
import { fetchBoards, fetchSeat, hasSat } from './boards.ts';
import type { BoardSummary } from './boards.ts';
import './lobby.css';

const NAME = 'paraph.name';
const AGAIN = 8000;

type List = { kind: 'asking' } | { kind: 'unreachable' } | { kind: 'read'; boards: readonly BoardSummary[] };

/** The boards, asked for again every few seconds while the page is in view. */
const useBoards = (): List => {
  const [list, setList] = useState<List>({ kind: 'asking' });
  useEffect(() => {
    const gone = new AbortController();
    const read = async (): Promise<void> => {
      if (document.hidden) return;
      const boards = await fetchBoards(gone.signal);
      if (gone.signal.aborted) return;
      setList((last) => {
        if (boards !== null) return { kind: 'read', boards };
        return last.kind === 'read' ? last : { kind: 'unreachable' };
      });
    };
    void read();
    const timer = setInterval(() => void read(), AGAIN);
    return () => {
      gone.abort();
      clearInterval(timer);
    };
  }, []);
  return list;
};

/** The seats that this tab holds already, by board. */
const useHeldSeats = (boards: readonly BoardSummary[]): ReadonlyMap<BoardId, OwnSeat> => {
  const [held, setHeld] = useState<ReadonlyMap<BoardId, OwnSeat>>(new Map());
  const ids = boards.map(({ id }) => id).join(' ');
  useEffect(() => {
    const gone = new AbortController();
    for (const id of ids.split(' ').filter(hasSat))
      void fetchSeat(id, gone.signal).then((seat) => {
        if (seat !== null && !gone.signal.aborted) setHeld((last) => new Map(last).set(id, seat));
      });
    return () => gone.abort();
  }, [ids]);
  return held;
};

export const Lobby = () => {
  const { t } = useTranslation();
  const list = useBoards();
  const boards = list.kind === 'read' ? list.boards : [];
  const held = useHeldSeats(boards);
  const [name, setName] = useState(() => recall(NAME) ?? '');
  const [nameError, setNameError] = useState<string | null>(null);
  const field = useRef<HTMLDivElement>(null);
  useEffect(() => {
    document.title = t('common.program');
  }, [t]);

  /** The name to sit down under, or null after having asked for one. */
  const claimName = (fallback: string | null): string | null => {
    const given = name.trim() === '' ? fallback : name.trim();
    if (given === null) {
      setNameError(t('lobby.nameMissing'));
      field.current?.querySelector('input')?.focus();
      return null;
    }
    if (name.trim() !== '') remember(NAME, given);
    return given;
  };

  return (
    <div className="lobby">
      <header className="lobby-top">
        <LanguageSwitch />
      </header>
      <main className="lobby-page">
        <h1>{t('common.program')}</h1>
        <p className="lead">{t('lobby.lead')}</p>
        <div ref={field} className="lobby-name">
          <TextField
            label={t('lobby.name')}
            hint={t('lobby.nameHint')}
            value={name}
            error={nameError}
            autoComplete="name"
            maxLength={80}
            onChange={(value) => {
              setName(value);
              setNameError(null);
            }}
          />
        </div>
        <h2 className="unseen">{t('lobby.boards')}</h2>
        <Boards list={list} held={held} claimName={claimName} />
        <p>
          <Link to="/new">{t('exports.new.link')}</Link>
        </p>
      </main>
    </div>
  );
};

const Boards = ({
  list,
  held,
  claimName,
}: {
  list: List;
  held: ReadonlyMap<BoardId, OwnSeat>;
  claimName: (fallback: string | null) => string | null;
}) => {
  const { t } = useTranslation();
  if (list.kind === 'asking') return <output>{t('common.loading')}</output>;
  if (list.kind === 'unreachable') return <p role="alert">{t('lobby.unreachable')}</p>;
  if (list.boards.length === 0) return <p>{t('lobby.noBoards')}</p>;
  return list.boards.map((board) => (
    <BoardCard key={board.id} board={board} held={held.get(board.id) ?? null} claimName={claimName} />
  ));
};
