// The lobby where anybody may take a free seat.
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { BoardId } from '../../shared/board.ts';
import type { OwnSeat } from '../session/view.ts';
import { LanguageSwitch } from '../ui/LanguageSwitch.tsx';
import { recallName, rememberName } from '../ui/name.ts';
import { TextField } from '../ui/TextField.tsx';
import { BoardCard } from './BoardCard.tsx';
import { hasSat } from './boards.ts';
import { Seats } from './Seats.tsx';
import { useBoards, useHeldSeats } from './useBoards.ts';
import type { List } from './useBoards.ts';
import { useJoin } from './useJoin.ts';
import type { ClaimName } from './useJoin.ts';
import type { BoardSummary } from './boards.ts';

export const OpenLobby = () => {
  const { t } = useTranslation();
  const list = useBoards();
  const boards = list.kind === 'read' ? list.boards : [];
  const held = useHeldSeats(boards, hasSat);
  const [name, setName] = useState(recallName);
  const [nameError, setNameError] = useState<string | null>(null);
  const field = useRef<HTMLDivElement>(null);

  const claimName: ClaimName = (fallback) => {
    const given = name.trim() === '' ? fallback : name.trim();
    if (given === null) {
      setNameError(t('lobby.nameMissing'));
      field.current?.querySelector('input')?.focus();
      return null;
    }
    if (name.trim() !== '') rememberName(given);
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
          <Link to="/new">{t('newBoard.link')}</Link>
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
  claimName: ClaimName;
}) => {
  const { t } = useTranslation();
  if (list.kind === 'asking') return <output>{t('common.loading')}</output>;
  if (list.kind !== 'read') return <p role="alert">{t('lobby.unreachable')}</p>;
  if (list.boards.length === 0) return <p>{t('lobby.noBoards')}</p>;
  return list.boards.map((board) => (
    <Board key={board.id} board={board} held={held.get(board.id) ?? null} claimName={claimName} />
  ));
};

const Board = ({
  board,
  held,
  claimName,
}: {
  board: BoardSummary;
  held: OwnSeat | null;
  claimName: ClaimName;
}) => {
  const { busy, error, sit } = useJoin(board, claimName);
  return (
    <BoardCard board={board} held={held}>
      <Seats board={board} busy={busy} sit={(asked) => void sit(asked)} />
      <p role="alert" className="board-error">
        {error}
      </p>
    </BoardCard>
  );
};
