// An invitation that holds: what it is to, and how it is accepted.
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InvitationLook, SessionAnswer } from '../../shared/invitations.ts';
import { asRefusalCode, refusalSentence } from '../../shared/refusals.ts';
import type { BoardId } from '../../shared/board.ts';
import { formatMoment, isoTime } from '../i18n/format.ts';
import { useLanguage } from '../i18n/i18n.ts';
import { keepSeat } from '../lobby/boards.ts';
import { accept } from '../people/routes.ts';
import { Button } from '../ui/Button.tsx';
import { TextField } from '../ui/TextField.tsx';
import { recallName, rememberName } from '../ui/name.ts';
import { isOfInvitation } from './refused.ts';
import { keepSecret } from './secret.ts';
import { SignInFirst, mustSignIn } from './SignInFirst.tsx';

type Props = {
  invitation: InvitationLook;
  session: SessionAnswer;
  secret: string;
  /** The invitation does not hold any more; by its code. */
  refused: (code: string) => void;
  seated: (board: BoardId) => void;
};

export const InvitationForm = (props: Props) => {
  const { t } = useTranslation();
  const { invitation, session } = props;
  return (
    <>
      <h1>{t('invite.title')}</h1>
      <What invitation={invitation} />
      {mustSignIn(invitation, session) ? (
        <SignInFirst invitation={invitation} session={session} />
      ) : (
        <Accept {...props} />
      )}
    </>
  );
};

/** "Member, DRC". */
const useSeatWords = ({ role, partyLabel }: InvitationLook): string => {
  const { t } = useTranslation();
  const language = useLanguage();
  const named = t(`common.role.${role}`);
  return partyLabel === null ? named : t('invite.of', { role: named, party: partyLabel[language] });
};

const What = ({ invitation }: { invitation: InvitationLook }) => {
  const { t } = useTranslation();
  const language = useLanguage();
  const seat = useSeatWords(invitation);
  const { title, board, role, expiresAt } = invitation;
  return (
    <dl className="invite-what">
      <dt>{t('invite.to')}</dt>
      <dd className="invite-board">{title?.[language] ?? board}</dd>
      <dt>{t('invite.seat')}</dt>
      <dd>
        <strong>{seat}</strong>
        <small>{t(`invite.does.${role}`)}</small>
      </dd>
      <dt>{t('invite.until')}</dt>
      <dd>
        <time dateTime={isoTime(expiresAt)}>{formatMoment(expiresAt, language)}</time>
      </dd>
    </dl>
  );
};

const Accept = ({ invitation, session, secret, refused, seated }: Props) => {
  const { t } = useTranslation();
  const language = useLanguage();
  const seat = useSeatWords(invitation);
  const [name, setName] = useState(() => recallName() || (session.who?.name ?? ''));
  const [error, setError] = useState<string | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);

  const sit = async (): Promise<void> => {
    const given = name.trim();
    if (busy) return;
    if (given === '') {
      setError(t('invite.nameMissing'));
      form.current?.querySelector('input')?.focus();
      return;
    }
    setBusy(true);
    setFailed(null);
    const answer = await accept(secret, given);
    setBusy(false);
    if (answer.ok) {
      rememberName(given);
      keepSeat(answer.value.board, answer.value.seat.id);
      keepSecret(null);
      seated(answer.value.board);
    } else if (isOfInvitation(answer.code)) refused(answer.code);
    else
      setFailed(
        answer.code === 'offline'
          ? t('invite.refused.offline.text')
          : refusalSentence(asRefusalCode(answer.code), language),
      );
  };

  return (
    <form
      ref={form}
      className="invite-form"
      onSubmit={(event) => {
        event.preventDefault();
        void sit();
      }}
    >
      <TextField
        label={t('invite.name')}
        hint={`${t(`invite.seenBy.${invitation.role}`, { seat })} ${t('invite.keeps')}`}
        value={name}
        error={error}
        autoComplete="name"
        maxLength={80}
        onChange={(value) => {
          setName(value);
          setError(null);
        }}
      />
      <p>
        <Button variant="main" type="submit" isDisabled={busy}>
          {busy ? t('invite.accepting') : t('invite.accept')}
        </Button>
      </p>
      <p role="alert" className="board-error">
        {failed}
      </p>
    </form>
  );
};
