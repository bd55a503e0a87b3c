// The browsers and programs that hold a seat: since when, when last used; each can be ended.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Person, SeatSession } from '../../shared/invitations.ts';
import { formatMoment, formatWhen, isoTime } from '../i18n/format.ts';
import { useLanguage } from '../i18n/i18n.ts';
import { Button } from '../ui/Button.tsx';
import { Disclosure } from '../ui/Disclosure.tsx';
import { Asking, useRefusal } from './Asking.tsx';
import { mayEndSession } from './offered.ts';
import type { Scope } from './scope.ts';
import { useWording } from './wording.ts';

export const Sessions = ({ scope, person }: { scope: Scope; person: Person }) => {
  const { t } = useTranslation();
  const wording = useWording(scope);
  const [ending, end] = useState<SeatSession | null>(null);
  const { sessions } = person;
  if (sessions.length === 0) return <p className="quiet people-sessions">{t('people.sessions.none')}</p>;
  return (
    <div className="people-sessions">
      <Disclosure title={t('people.sessions.count', { count: sessions.length })}>
        <ul className="plain-list" aria-label={t('people.sessions.of', { person: wording.person(person) })}>
          {sessions.map((session) => (
            <Session
              key={session.id}
              session={session}
              now={scope.now}
              end={mayEndSession(scope.me, person) ? () => end(session) : null}
            />
          ))}
        </ul>
      </Disclosure>
      {ending !== null && <Ending scope={scope} session={ending} close={() => end(null)} />}
    </div>
  );
};

const Session = ({
  session: { createdAt, lastUsedAt },
  now,
  end,
}: {
  session: SeatSession;
  now: number;
  end: (() => void) | null;
}) => {
  const { t } = useTranslation();
  const language = useLanguage();
  const since = formatMoment(createdAt, language);
  return (
    <li>
      <time dateTime={isoTime(lastUsedAt)}>
        {t('people.sessions.since', { since, used: formatWhen(lastUsedAt, now, language) })}
      </time>
      {end !== null && (
        <Button variant="small" aria-label={t('people.sessions.revokeThis', { since })} onPress={end}>
          {t('people.sessions.revoke')}
        </Button>
      )}
    </li>
  );
};

const Ending = ({ scope, session, close }: { scope: Scope; session: SeatSession; close: () => void }) => {
  const { t } = useTranslation();
  const refusal = useRefusal();
  return (
    <Asking
      title={t('people.sessions.title')}
      act={t('people.sessions.act')}
      done={t('people.sessions.done')}
      does={async () => {
        const refused = refusal(await scope.routes.revokeSession(session.id));
        if (refused === null) scope.again();
        return refused;
      }}
      close={close}
    >
      <p>{t('people.sessions.text')}</p>
    </Asking>
  );
};
