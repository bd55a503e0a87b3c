// The address of a board's past: `/b/:board/replay?at=`, with a row's number or a time.
import { useTranslation } from 'react-i18next';
import { Link, useParams, useSearchParams } from 'react-router';
import { BoardId } from '../../shared/board.ts';
import { asRefusalCode, refusalSentence } from '../../shared/refusals.ts';
import { useLanguage } from '../i18n/i18n.ts';
import { NotFound } from '../routes/NotFound.tsx';
import { Plain } from '../routes/Plain.tsx';
import { Waiting } from '../routes/Waiting.tsx';
import { Button } from '../ui/Button.tsx';
import { ReplayDesk } from './ReplayDesk.tsx';
import { useReplay } from './useReplay.ts';

export const ReplayPage = () => {
  const params = useParams();
  const board = BoardId.safeParse(params['board']);
  if (!board.success) return <NotFound />;
  return <OpenedReplay key={board.data} board={board.data} />;
};

const OpenedReplay = ({ board }: { board: BoardId }) => {
  const { t } = useTranslation();
  const [search] = useSearchParams();
  const opening = useReplay(board, search.get('at'));
  switch (opening.kind) {
    case 'asking':
      return <Waiting>{t('replay.opening')}</Waiting>;
    case 'loading':
      return <Waiting>{t('replay.loading', { rows: opening.rows, of: opening.of })}</Waiting>;
    case 'noSeat':
      return <Unseen code="no-token" />;
    case 'failed':
      return <Unseen code={opening.code} />;
    case 'open':
      return <ReplayDesk replay={opening.replay} />;
  }
};

/** Why there is nothing to see: no seat here, no answer, or a record that makes no sense. */
const Unseen = ({ code }: { code: string }) => {
  const { t } = useTranslation();
  const language = useLanguage();
  if (code === 'offline' || code === 'unreadable')
    return (
      <Plain title={t('replay.failed.title')}>
        <p>{t(`replay.failed.${code}`)}</p>
        <Button variant="main" onPress={() => window.location.reload()}>
          {t('replay.failed.again')}
        </Button>
      </Plain>
    );
  return (
    <Plain title={t('replay.failed.title')}>
      <p>{refusalSentence(asRefusalCode(code), language)}</p>
      <Link to="/" className="button main">
        {t('table.closed.lobby')}
      </Link>
    </Plain>
  );
};
