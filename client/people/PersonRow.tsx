// One person: name, role, whether they are here, where they may write, the sessions, and what can be done.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Person } from '../../shared/invitations.ts';
import { may } from '../../shared/seats.ts';
import { formatWhen } from '../i18n/format.ts';
import { useLanguage } from '../i18n/i18n.ts';
import { AuthorityLine } from '../table/AuthorityLine.tsx';
import { MemberActs } from '../table/MemberActs.tsx';
import type { Person as RosterPerson } from '../table/people.ts';
import { Button } from '../ui/Button.tsx';
import { MenuButton } from '../ui/Menu.tsx';
import type { MenuAct } from '../ui/Menu.tsx';
import { mayRename, removalOf } from './offered.ts';
import { isVacant, lastUsed } from './rank.ts';
import { RemoveDialog } from './RemoveDialog.tsx';
import { RenameDialog } from './RenameDialog.tsx';
import type { Scope } from './scope.ts';
import { Sessions } from './Sessions.tsx';
import { useWording } from './wording.ts';

export const PersonRow = ({ scope, person }: { scope: Scope; person: Person }) => {
  const { t } = useTranslation();
  const { me } = scope;
  const named = person.name !== null && person.name !== '';
  return (
    <li className={person.present ? 'people-row' : 'people-row away'}>
      <div className="people-who">
        <strong className={named ? undefined : 'quiet'}>
          {named
            ? person.name
            : isVacant(person)
              ? t('people.vacant')
              : t('people.noName', { seat: person.seat })}
        </strong>
        {person.seat === me.id && <span className="quiet">{` (${t('common.you')})`}</span>}
        <span className="people-role">{t(`common.role.${person.role}`)}</span>
      </div>
      <div className="people-state">
        <Presence person={person} now={scope.now} />
        {person.role === 'member' && person.authority !== null && (
          <AuthorityLine authority={person.authority} />
        )}
      </div>
      <div className="people-sessions-cell">
        {person.seat !== me.id && !isVacant(person) && <Sessions scope={scope} person={person} />}
      </div>
      <div className="people-acts">
        <Acts scope={scope} person={person} />
      </div>
    </li>
  );
};

const Presence = ({ person, now }: { person: Person; now: number }) => {
  const { t } = useTranslation();
  const language = useLanguage();
  const last = lastUsed(person);
  if (isVacant(person)) return null;
  if (person.present) return <span className="people-here">{t('people.at')}</span>;
  return (
    <span className="quiet">
      {last === null ? t('people.away') : t('people.lastHere', { when: formatWhen(last, now, language) })}
    </span>
  );
};

/** As the roster knows a member. */
const asMember = (person: Person): RosterPerson | null =>
  person.role !== 'member'
    ? null
    : {
        id: person.seat,
        role: 'member',
        name: person.name === '' ? null : person.name,
        present: person.present,
        authority: person.authority ?? [],
      };

const Acts = ({ scope, person }: { scope: Scope; person: Person }) => {
  const { t } = useTranslation();
  const wording = useWording(scope);
  const [asking, ask] = useState<'rename' | 'remove' | null>(null);
  const { view, me } = scope;
  const removal = removalOf(me, person);
  const who = wording.person(person);
  const member = asMember(person);
  const more: MenuAct[] = [
    ...(mayRename(me, person) && !isVacant(person)
      ? [{ id: 'rename', label: t('people.act.rename'), onAction: () => ask('rename') }]
      : []),
    ...(removal === null
      ? []
      : [{ id: 'remove', label: t('people.act.remove'), onAction: () => ask('remove') }]),
  ];
  const heads =
    member !== null && view.acts !== null && may(me, 'authorise', { party: person.party, role: person.role });
  return (
    <>
      {heads ? (
        <MemberActs view={view} person={member} more={more} />
      ) : (
        more.length > 0 && (
          <MenuButton
            label={who}
            button={
              <Button variant="quiet" aria-label={t('people.acts', { person: who })}>
                <span aria-hidden="true">⋯</span>
              </Button>
            }
            acts={more}
          />
        )
      )}
      {asking === 'rename' && (
        <RenameDialog
          scope={scope}
          person={person}
          title={t('people.rename.title', { person: who })}
          close={() => ask(null)}
        />
      )}
      {asking === 'remove' && removal !== null && (
        <RemoveDialog scope={scope} person={person} how={removal} close={() => ask(null)} />
      )}
    </>
  );
};
