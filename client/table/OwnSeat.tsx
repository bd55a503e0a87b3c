// One's own seat in the bar, and how to leave it.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { LeaveDialog } from '../people/LeaveDialog.tsx';
import { PeopleLink } from '../people/PeopleLink.tsx';
import type { TableView } from '../session/view.ts';
import { Button } from '../ui/Button.tsx';
import { PopoverButton } from '../ui/Popover.tsx';
import { useSlice } from '../ui/useSlice.ts';
import { PartyLabel } from './PartyLabel.tsx';

export const OwnSeatWords = ({ view }: { view: TableView }) => {
  const { t } = useTranslation();
  const { party, role } = useSlice(view, (snapshot) => snapshot.seat);
  const seats = useSlice(view, (snapshot) => snapshot.state.seats);
  const id = useSlice(view, (snapshot) => snapshot.seat.id);
  const now = seats.get(id)?.role ?? role;
  return (
    <>
      {party !== null && (
        <>
          <PartyLabel view={view} party={party} />{' '}
        </>
      )}
      {t(`common.role.${now}`)}
    </>
  );
};

export const OwnSeat = ({ view }: { view: TableView }) => {
  const { t } = useTranslation();
  const [leaving, setLeaving] = useState(false);
  return (
    <>
      <PopoverButton
        label={t('table.seat.label')}
        button={
          <Button variant="quiet" className="own-seat">
            <span className="unseen">{`${t('table.seat.label')}, `}</span>
            <span>
              <OwnSeatWords view={view} />
            </span>
            <span className="arrow" aria-hidden="true" />
          </Button>
        }
      >
        {(close) => (
          <Leaving
            view={view}
            leave={() => {
              close();
              setLeaving(true);
            }}
          />
        )}
      </PopoverButton>
      {leaving && <LeaveOwn view={view} close={() => setLeaving(false)} />}
    </>
  );
};

export const LeaveOwn = ({ view, close }: { view: TableView; close: () => void }) => {
  const seat = useSlice(view, (snapshot) => snapshot.seat.id);
  return <LeaveDialog board={view.board} seat={seat} close={close} />;
};

/** Standing up keeps the seat for this browser; leaving it gives it away. */
export const Leaving = ({ view, leave }: { view: TableView; leave: () => void }) => {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const name = useSlice(view, (snapshot) => snapshot.seat.name);
  return (
    <div className="stack">
      <p>
        <strong>{name}</strong>
        <br />
        <OwnSeatWords view={view} />
      </p>
      <PeopleLink view={view} />
      <Button onPress={() => void navigate('/')}>{t('table.seat.leave')}</Button>
      <p className="quiet">{t('table.seat.keep')}</p>
      <Button variant="quiet" className="underlined" onPress={leave}>
        {t('table.seat.give')}
      </Button>
    </div>
  );
};
