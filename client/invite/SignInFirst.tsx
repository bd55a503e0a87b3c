// An invitation that names an e-mail is accepted by whoever signed in under it.
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import type { InvitationLook, SessionAnswer } from '../../shared/invitations.ts';

const sameAddress = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

export const mustSignIn = ({ email }: InvitationLook, { who }: SessionAnswer): boolean =>
  email !== null && (who === null || !sameAddress(who.email, email));

const FAILURES = ['refused', 'unverified', 'late', 'away'] as const;

export const SignInFirst = ({
  invitation,
  session,
}: {
  invitation: InvitationLook;
  session: SessionAnswer;
}) => {
  const { t } = useTranslation();
  const [search] = useSearchParams();
  const { signIn, who } = session;
  // How it went, where one comes back without having signed in.
  const failure = FAILURES.find((each) => each === search.get('sign-in'));
  const email = invitation.email ?? '';
  return (
    <div className="invite-form">
      <p>
        {who === null
          ? t('invite.forWhom', { email })
          : t('invite.signedInAs', { email: who.email, asked: email })}{' '}
        {signIn === null ? t('invite.noSignIn') : who === null && t('invite.signInFirst')}
      </p>
      {failure !== undefined && <p role="alert">{t(`invite.signInFailed.${failure}`)}</p>}
      {signIn !== null && (
        // A page of the server's, not of this program: the browser goes there. The secret stays in the tab.
        <a
          className="button main"
          href={`/api/auth/start?return=/invite${who === null && failure === undefined ? '' : '&anew=1'}`}
        >
          {t('invite.signInWith', { issuer: signIn.issuerName })}
        </a>
      )}
    </div>
  );
};
