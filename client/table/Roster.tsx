// Who is at the table, by delegation: a line in the bar, and behind it everybody by seat, with names where the reader may
// know them.
import { useTranslation } from 'react-i18next';
import { partiesFrom } from '../article/parties.ts';
import { useLanguage } from '../i18n/i18n.ts';
import { PeopleLink } from '../people/PeopleLink.tsx';
import type { TableView } from '../session/view.ts';
import { Button } from '../ui/Button.tsx';
import { PopoverButton } from '../ui/Popover.tsx';
import { useSlice } from '../ui/useSlice.ts';
import { AuthorityLine } from './AuthorityLine.tsx';
import { PartyLabel } from './PartyLabel.tsx';
import { peopleOf } from './people.ts';
import type { Delegation, People, Person } from './people.ts';
import { MemberActs } from './MemberActs.tsx';

export const usePeople = (view: TableView): People => {
  const state = useSlice(view, (snapshot) => snapshot.state);
  const roster = useSlice(view, (snapshot) => snapshot.roster);
  const seat = useSlice(view, (snapshot) => snapshot.seat);
  return peopleOf(state, roster, partiesFrom(state.board, seat.party));
};

/** Whether this view is not told who is here: observers, where they see less than everybody. */
const usePresenceHidden = (view: TableView): boolean =>
  useSlice(view, ({ state, seat }) => {
    const live =
      state.doors.kind === 'open' && state.sight.sees === 'brackets' && state.sight.delayMinutes === 0;
    return seat.role === 'observer' && !live;
  });

export const RosterLine = ({ view }: { view: TableView }) => {
  const { t } = useTranslation();
  const people = usePeople(view);
  const observers = useSlice(view, (snapshot) => snapshot.observers);
  const chair = people.chairs.some((person) => person.present);
  const hidden = usePresenceHidden(view);
  return (
    <PopoverButton
      label={t('table.roster.label')}
      button={
        <Button variant="quiet" className="people">
          <span className="people-full">
            {hidden && t('doors.presenceHidden')}
            {!hidden &&
              people.delegations.map((delegation) => (
                <DelegationLine key={delegation.party} view={view} delegation={delegation} />
              ))}
            {!hidden && chair && <span>{t('table.roster.chair')}</span>}
            {!hidden && observers > 0 && <span>{t('table.roster.observers', { count: observers })}</span>}
          </span>
          <span className="people-short">{t('table.roster.label')}</span>
        </Button>
      }
    >
      <Roster view={view} />
      <p className="roster-more">
        <PeopleLink view={view} />
      </p>
    </PopoverButton>
  );
};

const DelegationLine = ({ view, delegation }: { view: TableView; delegation: Delegation }) => {
  const { t } = useTranslation();
  const members = delegation.members.filter((person) => person.present).length;
  const head = delegation.head?.present === true ? t('table.roster.head') : t('table.roster.headAway');
  return (
    <span>
      <PartyLabel view={view} party={delegation.party} />{' '}
      {members === 0 ? head : `${head}, ${t('table.roster.members', { count: members })}`}
    </span>
  );
};

export const Roster = ({ view }: { view: TableView }) => {
  const { t } = useTranslation();
  const people = usePeople(view);
  const board = useSlice(view, (snapshot) => snapshot.state.board);
  const language = useLanguage();
  const observers = useSlice(view, (snapshot) => snapshot.observers);
  const hidden = usePresenceHidden(view);
  return (
    <div className="roster">
      {people.delegations.map((delegation) => (
        <section key={delegation.party} data-party={delegation.party}>
          <h3>
            <PartyLabel view={view} party={delegation.party} />{' '}
            {board?.parties.find((party) => party.id === delegation.party)?.name[language]}
          </h3>
          <ul className="plain-list">
            {delegation.head === null ? (
              <li className="quiet">{t('table.roster.noHead')}</li>
            ) : (
              <Row view={view} person={delegation.head} />
            )}
            {delegation.members.map((person) => (
              <Row key={person.id} view={view} person={person} />
            ))}
          </ul>
        </section>
      ))}
      <section>
        <h3>{t('table.roster.chair')}</h3>
        <ul className="plain-list">
          {people.chairs.length === 0 && <li className="quiet">{t('table.roster.noChair')}</li>}
          {people.chairs.map((person) => (
            <Row key={person.id} view={view} person={person} />
          ))}
        </ul>
      </section>
      <p className="quiet">
        {hidden ? t('doors.presenceNote') : `${t('table.roster.observers', { count: observers })}. `}
        {!hidden && t('table.roster.namesNote')}
      </p>
    </div>
  );
};

const Row = ({ view, person }: { view: TableView; person: Person }) => {
  const { t } = useTranslation();
  const own = useSlice(view, (snapshot) => snapshot.seat);
  const me = own.id === person.id;
  const hidden = usePresenceHidden(view);
  return (
    <li className={person.present || hidden ? 'person' : 'person away'}>
      <span className="person-role">{t(`common.role.${person.role}`)}</span>
      <span>
        {person.name}
        {me && <span className="quiet">{` (${t('common.you')})`}</span>}
        {!person.present && !hidden && <span className="quiet">{` ${t('table.roster.away')}`}</span>}
        {person.role === 'member' && person.name !== null && <AuthorityLine authority={person.authority} />}
      </span>
      {own.role === 'head' && person.role === 'member' && person.name !== null && view.acts !== null && (
        <MemberActs view={view} person={person} />
      )}
    </li>
  );
};
