// Makes an invitation: to which seat, for how many people, for how long.
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/Button.tsx';
import { Select } from '../ui/Select.tsx';
import { TextField } from '../ui/TextField.tsx';
import { useRefusal } from './Asking.tsx';
import { CountField } from './CountField.tsx';
import type { Made } from './LinkOnce.tsx';
import { invitable } from './offered.ts';
import type { SeatKind } from './offered.ts';
import type { Scope } from './scope.ts';
import { useWording } from './wording.ts';

const HOURS = ['1', '24', '72', '168', '720', '2160'] as const;
type Hours = (typeof HOURS)[number];

const keyOf = ({ party, role }: SeatKind): string => `${party ?? ''}:${role}`;
/** There is one head a delegation, and one chair. */
const isForOne = ({ role }: SeatKind): boolean => role === 'head' || role === 'chair';
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

export const NewInvitation = ({
  scope,
  signIn,
  made,
}: {
  scope: Scope;
  /** Whether people can sign in here, so that an invitation can name whom it is for. */
  signIn: boolean;
  made: (made: Made) => void;
}) => {
  const { t } = useTranslation();
  const wording = useWording(scope);
  const heading = useId();
  const kinds = invitable(scope.me, scope.board);
  const [key, setKey] = useState<string | null>(null);
  const kind = kinds.find((each) => keyOf(each) === key) ?? kinds[0];
  const [people, setPeople] = useState(1);
  const [hours, setHours] = useState<Hours>('168');
  const [email, setEmail] = useState('');
  const [tried, setTried] = useState(false);
  const asking = useAsking(scope, made, () => {
    setPeople(1);
    setEmail('');
    setTried(false);
  });
  if (kind === undefined) return null;
  // Who acts is asked who he is, where that can be asked: each such invitation is for one address.
  const named = signIn && kind.role !== 'observer';
  const uses = named || isForOne(kind) ? 1 : people;
  const address = signIn && uses === 1 ? email.trim() : '';
  const badEmail = (named || address !== '') && !EMAIL.test(address);
  return (
    <form
      className="new-invitation"
      aria-labelledby={heading}
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (!badEmail)
          void asking.invite({
            ...kind,
            uses,
            hours: Number(hours),
            ...(address === '' ? {} : { email: address }),
          });
      }}
    >
      <h3 id={heading}>{t('people.invitations.new')}</h3>
      <div className="new-invitation-fields">
        <Select
          label={t('people.invitations.seat')}
          choices={kinds.map((each) => ({ id: keyOf(each), label: wording.seat(each) }))}
          value={keyOf(kind)}
          onChange={setKey}
        />
        {!named && !isForOne(kind) && (
          <CountField
            label={t('people.invitations.uses')}
            hint={t('people.invitations.usesHint')}
            value={people}
            most={500}
            onChange={setPeople}
          />
        )}
        <Select
          label={t('people.invitations.hours')}
          choices={HOURS.map((id) => ({ id, label: t(`people.invitations.for.${id}`) }))}
          value={hours}
          onChange={setHours}
        />
        {signIn && uses === 1 && (
          <TextField
            label={t('people.invitations.email')}
            hint={t('people.invitations.emailHint')}
            type="email"
            autoComplete="off"
            value={email}
            maxLength={200}
            isRequired={named}
            validationBehavior="aria"
            error={badEmail && tried ? t('people.invitations.badEmail') : null}
            onChange={setEmail}
          />
        )}
      </div>
      {kind.role === 'member' && <p className="quiet">{t('people.invitations.notAuthorised')}</p>}
      <p role="alert" className="board-error">
        {asking.refused}
      </p>
      <Button variant="main" type="submit" isDisabled={asking.busy}>
        {t('people.invitations.make')}
      </Button>
    </form>
  );
};

const useAsking = (scope: Scope, made: (made: Made) => void, clear: () => void) => {
  const refusal = useRefusal();
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const invite = async (asked: Parameters<Scope['routes']['invite']>[0]): Promise<void> => {
    setBusy(true);
    const answer = await scope.routes.invite(asked);
    setBusy(false);
    setRefused(refusal(answer));
    if (!answer.ok) return;
    made(answer.value);
    clear();
  };
  return { busy, refused, invite };
};
