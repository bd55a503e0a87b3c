// One invitation: to which seat, how often used, until when, by whom; and how it is taken back.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Invitation, Person } from '../../shared/invitations.ts';
import { formatMoment, formatWhen, isoTime } from '../i18n/format.ts';
import { useLanguage } from '../i18n/i18n.ts';
import { Button } from '../ui/Button.tsx';
import { Asking, useRefusal } from './Asking.tsx';
import type { Scope } from './scope.ts';
import { standingOf } from './standing.ts';
import { useWording } from './wording.ts';

type Props = {
  scope: Scope;
  people: readonly Person[];
  again: () => void;
  invitation: Invitation;
};

export const InvitationRow = ({ scope, people, again, invitation }: Props) => {
  const { t } = useTranslation();
  const wording = useWording(scope);
  const refusal = useRefusal();
  const [asking, ask] = useState(false);
  const { uses, used, email, createdBy, party } = invitation;
  const what = wording.seat(invitation);
  const open = standingOf(invitation, scope.now).kind === 'open';
  return (
    <li className="invitation-row" data-party={party ?? undefined}>
      <strong>{what}</strong>
      <span className="figure">{t('people.invitations.used', { used, count: uses })}</span>
      <Standing invitation={invitation} now={scope.now} />
      <span className="quiet">
        {createdBy === scope.me.id
          ? t('people.invitations.byYou')
          : t('people.invitations.by', { who: wording.who(createdBy, people) })}
        {email !== null && `, ${t('people.invitations.forEmail', { email })}`}
      </span>
      {open && (
        <Button
          variant="small"
          aria-label={t('people.invitations.revokeThis', { what })}
          onPress={() => ask(true)}
        >
          {t('people.invitations.revoke')}
        </Button>
      )}
      {asking && (
        <Asking
          title={t('people.invitations.revokeTitle')}
          act={t('people.invitations.revokeAct')}
          done={t('people.invitations.revoked_done')}
          does={async () => {
            const refused = refusal(await scope.routes.revokeInvitation(invitation.id));
            if (refused === null) again();
            return refused;
          }}
          close={() => ask(false)}
        >
          <p>
            <strong>{what}</strong>, {t('people.invitations.used', { used, count: uses })}
          </p>
          <p>{t('people.invitations.revokeText')}</p>
        </Asking>
      )}
    </li>
  );
};

const Standing = ({ invitation, now }: { invitation: Invitation; now: number }) => {
  const { t } = useTranslation();
  const language = useLanguage();
  const standing = standingOf(invitation, now);
  switch (standing.kind) {
    case 'open':
      return (
        <time dateTime={isoTime(invitation.expiresAt)}>
          {t('people.invitations.until', { when: formatMoment(invitation.expiresAt, language) })}
        </time>
      );
    case 'usedUp':
      return <span className="quiet">{t('people.invitations.usedUp')}</span>;
    case 'expired':
    case 'revoked':
      return (
        <span className="quiet">
          {t(`people.invitations.${standing.kind}`, { when: formatWhen(standing.at, now, language) })}
        </span>
      );
  }
};
