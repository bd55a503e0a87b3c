// The page behind an invitation's link: what one is invited to, under which name one sits down, who will see it, and Accept.
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { asRefusalCode, refusalSentence } from '../../shared/refusals.ts';
import { useLanguage } from '../i18n/i18n.ts';
import { Waiting } from '../routes/Waiting.tsx';
import { LanguageSwitch } from '../ui/LanguageSwitch.tsx';
import { Button } from '../ui/Button.tsx';
import { InvitationForm } from './InvitationForm.tsx';
import { whyOf } from './refused.ts';
import { useInvitation } from './useInvitation.ts';
import '../lobby/lobby.css';
import './invite.css';

export const InvitePage = () => {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { look, again } = useInvitation();
  // An invitation that was good when it was read may be gone when it is accepted.
  const [refused, setRefused] = useState<string | null>(null);
  useEffect(() => {
    document.title = `${t('invite.title')} · ${t('common.program')}`;
  }, [t]);
  if (look.kind === 'asking') return <Waiting>{t('invite.asking')}</Waiting>;
  const code = refused ?? (look.kind === 'refused' ? look.code : null);
  return (
    <div className="lobby">
      <header className="lobby-top">
        <LanguageSwitch />
      </header>
      <main className="lobby-page invite">
        {look.kind === 'open' && code === null ? (
          <InvitationForm
            invitation={look.invitation}
            session={look.session}
            secret={look.secret}
            refused={setRefused}
            seated={(board) => void navigate(`/b/${board}`, { replace: true })}
          />
        ) : (
          <Refused
            code={code ?? 'no-invitation'}
            again={() => {
              setRefused(null);
              again();
            }}
          />
        )}
      </main>
    </div>
  );
};

const Refused = ({ code, again }: { code: string; again: () => void }) => {
  const { t } = useTranslation();
  const language = useLanguage();
  const why = whyOf(code);
  return (
    <>
      <h1>{t(`invite.refused.${why}.title`)}</h1>
      <p className="lead" role="alert">
        {why === 'later' ? refusalSentence(asRefusalCode(code), language) : t(`invite.refused.${why}.text`)}
      </p>
      {why === 'offline' || why === 'later' ? (
        <Button variant="main" onPress={again}>
          {t('invite.again')}
        </Button>
      ) : (
        why === 'used' && <Link to="/">{t('invite.lobby')}</Link>
      )}
    </>
  );
};
