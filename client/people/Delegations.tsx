// Everybody that this seat may see, by delegation; the chair sees the chairs and the observers as well.
import { useTranslation } from 'react-i18next';
import type { Person } from '../../shared/invitations.ts';
import { partiesFrom } from '../article/parties.ts';
import { useLanguage } from '../i18n/i18n.ts';
import { PartyLabel } from '../table/PartyLabel.tsx';
import { seesEverybody } from './offered.ts';
import { byRank, isListed } from './rank.ts';
import { PersonRow } from './PersonRow.tsx';
import type { Scope } from './scope.ts';

export const Delegations = ({ scope, people }: { scope: Scope; people: readonly Person[] }) => {
  const { t } = useTranslation();
  const language = useLanguage();
  const { view, board, me } = scope;
  const parties = seesEverybody(me) ? partiesFrom(board, null) : partiesFrom(board, me.party).slice(0, 1);
  const of = (right: (person: Person) => boolean): Person[] =>
    people.filter((person) => right(person) && isListed(person)).sort(byRank);
  return (
    <>
      {parties.map((party) => (
        <section key={party} data-party={party} className="people-group" aria-labelledby={`people-${party}`}>
          <h2 id={`people-${party}`}>
            <PartyLabel view={view} party={party} />{' '}
            {board.parties.find(({ id }) => id === party)?.name[language]}
          </h2>
          <Rows scope={scope} people={of((person) => person.party === party)} none={t('people.noMembers')} />
        </section>
      ))}
      {seesEverybody(me) && (
        <>
          <section className="people-group" aria-labelledby="people-chair">
            <h2 id="people-chair">{t('table.roster.chair')}</h2>
            <Rows
              scope={scope}
              people={of(({ role }) => role === 'chair')}
              none={t('table.roster.noChair')}
            />
          </section>
          <section className="people-group" aria-labelledby="people-observers">
            <h2 id="people-observers">{t('people.observers')}</h2>
            <Rows
              scope={scope}
              people={of(({ role }) => role === 'observer')}
              none={t('people.noObservers')}
            />
          </section>
        </>
      )}
    </>
  );
};

const Rows = ({ scope, people, none }: { scope: Scope; people: readonly Person[]; none: string }) =>
  people.length === 0 ? (
    <p className="quiet">{none}</p>
  ) : (
    <ul className="plain-list people-rows">
      {people.map((person) => (
        <PersonRow key={person.seat} scope={scope} person={person} />
      ))}
    </ul>
  );
