// Leaves a seat for good: this browser is signed out of it. Asks first, and says what it takes to come back.
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { BoardId } from '../../shared/board.ts';
import type { SeatId } from '../../shared/seats.ts';
import { forgetSeat } from '../lobby/boards.ts';
import { useEntry } from '../lobby/useEntry.ts';
import { Asking, useRefusal } from './Asking.tsx';
import { peopleRoutes } from './routes.ts';

export const LeaveDialog = ({ board, seat, close }: { board: BoardId; seat: SeatId; close: () => void }) => {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const refusal = useRefusal();
  const entry = useEntry();
  const open = entry.kind === 'known' && entry.session.seats === 'open';
  return (
    <Asking
      title={t('people.leave.title')}
      act={t('people.leave.act')}
      does={async () => {
        const refused = refusal(await peopleRoutes(board, seat).leave());
        if (refused !== null) return refused;
        forgetSeat(board);
        await navigate('/');
        return null;
      }}
      close={close}
    >
      <p>{t(open ? 'people.leave.open' : 'people.leave.text')}</p>
      <p className="quiet">{t('people.leave.drafts')}</p>
    </Asking>
  );
};
