// The lobby where seats are given by invitation: one's own boards, or nothing.
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Waiting } from '../routes/Waiting.tsx';
import { LanguageSwitch } from '../ui/LanguageSwitch.tsx';
import { BoardCard } from './BoardCard.tsx';
import { useBoards, useHeldSeats } from './useBoards.ts';

/** Every board in the list is one at which this browser has a seat. */
const always = (): boolean => true;

export const InvitedLobby = ({ mayMakeBoards }: { mayMakeBoards: boolean }) => {
  const { t } = useTranslation();
  const list = useBoards();
  const boards = list.kind === 'read' ? list.boards : [];
  const held = useHeldSeats(boards, always);
  if (list.kind === 'asking') return <Waiting />;
  return (
    <div className="lobby">
      <header className="lobby-top">
        <LanguageSwitch />
      </header>
      {list.kind === 'unreachable' || boards.length > 0 ? (
        <main className="lobby-page">
          <h1>{t('common.program')}</h1>
          <h2 className="unseen">{t('lobby.boards')}</h2>
          {list.kind === 'unreachable' && <p role="alert">{t('lobby.unreachable')}</p>}
          {boards.map((board) => (
            <BoardCard key={board.id} board={board} held={held.get(board.id) ?? null} />
          ))}
          {mayMakeBoards && (
            <p>
              <Link to="/new">{t('newBoard.link')}</Link>
            </p>
          )}
        </main>
      ) : (
        <main className="lobby-page">
          <h1>{t('lobby.byInvitation')}</h1>
          <p className="lead">{t('lobby.byInvitationText')}</p>
        </main>
      )}
    </div>
  );
};
