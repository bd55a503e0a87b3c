// The seats of a board. One click on a seat is to sit down.
import { useTranslation } from 'react-i18next';
import type { PartyId } from '../../shared/board.ts';
import type { Role } from '../../shared/seats.ts';
import { useLanguage } from '../i18n/i18n.ts';
import { Button } from '../ui/Button.tsx';
import type { BoardSummary } from './boards.ts';

type Sit = (asked: { party: PartyId | null; role: Role }) => void;

export const Seats = ({ board, busy, sit }: { board: BoardSummary; busy: boolean; sit: Sit }) => {
  const { t } = useTranslation();
  return (
    <section className="seats" aria-label={t('lobby.seats')} aria-busy={busy}>
      {Object.keys(board.seats).map((party) => (
        <Delegation key={party} board={board} party={party} sit={sit} />
      ))}
      <div className="seats-beside">
        <Seat
          name={t('lobby.sitChair')}
          note={board.chairFree ? t('lobby.chairNote') : t('lobby.headTaken')}
          isTaken={!board.chairFree}
          onPress={() => sit({ party: null, role: 'chair' })}
        />
        <Seat
          name={t('lobby.sitObserver')}
          note={t('lobby.observerNote')}
          onPress={() => sit({ party: null, role: 'observer' })}
        />
      </div>
    </section>
  );
};

const Delegation = ({ board, party, sit }: { board: BoardSummary; party: PartyId; sit: Sit }) => {
  const { t } = useTranslation();
  const language = useLanguage();
  const known = board.parties.find((each) => each.id === party);
  const { headFree = false, members = 0 } = board.seats[party] ?? {};
  const label = known?.label[language] ?? party.toUpperCase();
  return (
    <div className="seats-party" data-party={party}>
      <h4>
        <span className="label">{label}</span> {known?.name[language]}
      </h4>
      <Seat
        name={t('lobby.sitHead')}
        of={label}
        note={headFree ? null : t('lobby.headTaken')}
        isTaken={!headFree}
        onPress={() => sit({ party, role: 'head' })}
      />
      <Seat
        name={t('lobby.sitMember')}
        of={label}
        note={members === 0 ? t('lobby.noMembers') : t('lobby.members', { count: members })}
        onPress={() => sit({ party, role: 'member' })}
      />
    </div>
  );
};

const Seat = ({
  name,
  of,
  note,
  isTaken = false,
  onPress,
}: {
  name: string;
  /** Whose seat it is, for who cannot see where it stands. */
  of?: string;
  note: string | null;
  isTaken?: boolean;
  onPress: () => void;
}) => (
  <Button className="seat-button" isDisabled={isTaken} onPress={onPress}>
    <span>
      {name}
      {of !== undefined && <span className="unseen">{` (${of})`}</span>}
    </span>
    {note !== null && <small>{note}</small>}
  </Button>
);
