// The first page. Where seats are open, one chooses a board and sits down: two clicks from the address to the table. Where
// they are given by invitation, one comes back to one's own boards, and a stranger learns nothing but that.
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Plain } from '../routes/Plain.tsx';
import { Waiting } from '../routes/Waiting.tsx';
import { InvitedLobby } from './InvitedLobby.tsx';
import { OpenLobby } from './OpenLobby.tsx';
import { useEntry } from './useEntry.ts';
import './lobby.css';

export const Lobby = () => {
  const { t } = useTranslation();
  const entry = useEntry();
  useEffect(() => {
    document.title = t('common.program');
  }, [t]);
  if (entry.kind === 'asking') return <Waiting />;
  if (entry.kind === 'unreachable')
    return (
      <Plain title={t('common.program')}>
        <p role="alert">{t('lobby.unreachable')}</p>
      </Plain>
    );
  const { seats, mayMakeBoards } = entry.session;
  return seats === 'open' ? <OpenLobby /> : <InvitedLobby mayMakeBoards={mayMakeBoards} />;
};
