// The invitations: how one is made, those that are open, and those that are past.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Invitation, Person } from '../../shared/invitations.ts';
import { useEntry } from '../lobby/useEntry.ts';
import { Disclosure } from '../ui/Disclosure.tsx';
import { InvitationRow } from './InvitationRow.tsx';
import { LinkOnce } from './LinkOnce.tsx';
import type { Made } from './LinkOnce.tsx';
import { NewInvitation } from './NewInvitation.tsx';
import type { Scope } from './scope.ts';
import { standingOf } from './standing.ts';
import { useList } from './useList.ts';

export const Invitations = ({ scope, people }: { scope: Scope; people: readonly Person[] }) => {
  const { t } = useTranslation();
  const entry = useEntry();
  // People who come have used an invitation.
  const { list, again: askAgain } = useList(scope.routes.invitations, people);
  const again = (): void => {
    askAgain();
    scope.again();
  };
  const [made, setMade] = useState<Made | null>(null);
  const all = list.kind === 'read' ? list.items.toSorted((a, b) => b.createdAt - a.createdAt) : [];
  const isOpen = (invitation: Invitation): boolean => standingOf(invitation, scope.now).kind === 'open';
  const past = all.filter((invitation) => !isOpen(invitation));
  const here = { scope, people, again };
  return (
    <section aria-labelledby="invitations" className="people-invitations">
      <h2 id="invitations">{t('people.invitations.title')}</h2>
      <NewInvitation
        scope={scope}
        signIn={entry.kind === 'known' && entry.session.signIn !== null}
        made={(next) => {
          setMade(next);
          again();
        }}
      />
      <h3>{t('people.invitations.open')}</h3>
      {list.kind === 'unreachable' && <p role="alert">{t('people.unreachable')}</p>}
      {list.kind === 'read' && all.length === past.length && (
        <p className="quiet">{t('people.invitations.none')}</p>
      )}
      <Rows {...here} label={t('people.invitations.open')} invitations={all.filter(isOpen)} />
      {past.length > 0 && (
        <Disclosure title={`${t('people.invitations.past')} (${past.length})`}>
          <Rows {...here} label={t('people.invitations.past')} invitations={past} />
        </Disclosure>
      )}
      {made !== null && <LinkOnce scope={scope} made={made} close={() => setMade(null)} />}
    </section>
  );
};

const Rows = ({
  invitations,
  label,
  ...here
}: {
  scope: Scope;
  people: readonly Person[];
  again: () => void;
  label: string;
  invitations: readonly Invitation[];
}) =>
  invitations.length === 0 ? null : (
    <ul className="plain-list invitation-rows" aria-label={label}>
      {invitations.map((invitation) => (
        <InvitationRow key={invitation.id} {...here} invitation={invitation} />
      ))}
    </ul>
  );
