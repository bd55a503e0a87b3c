// `/new`: a new board, for whoever may make one here.
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import type { SeatsRule } from '../../shared/seats.ts';
import { keepSeat } from '../lobby/boards.ts';
import { useEntry } from '../lobby/useEntry.ts';
import { Plain } from '../routes/Plain.tsx';
import { Waiting } from '../routes/Waiting.tsx';
import { Button } from '../ui/Button.tsx';
import { LanguageSwitch } from '../ui/LanguageSwitch.tsx';
import type { Created } from './create.ts';
import { NewBoardForm } from './NewBoardForm.tsx';
import '../lobby/lobby.css';
import './new-board.css';

export const NewBoardPage = () => {
  const { t } = useTranslation();
  const entry = useEntry();
  useEffect(() => {
    document.title = `${t('newBoard.title')} · ${t('common.program')}`;
  }, [t]);
  switch (entry.kind) {
    case 'asking':
      return <Waiting />;
    case 'unreachable':
      return (
        <Plain title={t('newBoard.title')}>
          <p role="alert">{t('lobby.offline')}</p>
        </Plain>
      );
    case 'known':
      return entry.session.mayMakeBoards ? <Making seats={entry.session.seats} /> : <ForChairs />;
  }
};

const ForChairs = () => {
  const { t } = useTranslation();
  return (
    <Plain title={t('newBoard.forChairs')}>
      <p>{t('newBoard.forChairsText')}</p>
      <Link to="/" className="button main">
        {t('table.closed.lobby')}
      </Link>
    </Plain>
  );
};

const Making = ({ seats }: { seats: SeatsRule }) => {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [laid, setLaid] = useState<string | null>(null);
  const done = ({ board, seat }: Extract<Created, { ok: true }>, title: string): void => {
    if (seat === null) {
      setLaid(title);
      return;
    }
    // Whoever made it sits there as its chair: the next thing to do is to let people in.
    keepSeat(board, seat);
    void navigate(`/b/${board}/people`);
  };
  return (
    <div className="lobby new-board">
      <header className="lobby-top">
        <LanguageSwitch />
      </header>
      <main className="lobby-page">
        <h1>{t('newBoard.title')}</h1>
        {laid === null ? (
          <NewBoardForm seats={seats} done={done} />
        ) : (
          <Laid title={laid} again={() => setLaid(null)} />
        )}
      </main>
    </div>
  );
};

const Laid = ({ title, again }: { title: string; again: () => void }) => {
  const { t } = useTranslation();
  return (
    <div className="new-board-laid">
      <p>
        <output>{t('newBoard.done', { title })}</output>
      </p>
      <p>
        <Link to="/" className="button main">
          {t('newBoard.lobby')}
        </Link>{' '}
        <Button onPress={again}>{t('newBoard.another')}</Button>
      </p>
    </div>
  );
};
