// Reads what this tab was invited to; again where another link is opened in it.
import { useCallback, useEffect, useState } from 'react';
import type { InvitationLook, SessionAnswer } from '../../shared/invitations.ts';
import { askSession, lookAt } from '../people/routes.ts';
import { keptSecret, takeSecret } from './secret.ts';

export type Look =
  | { kind: 'asking' }
  | { kind: 'refused'; code: string }
  | { kind: 'open'; invitation: InvitationLook; session: SessionAnswer; secret: string };

const read = async (secret: string | null, signal: AbortSignal): Promise<Look> => {
  if (secret === null) return { kind: 'refused', code: 'no-invitation' };
  const [invitation, session] = await Promise.all([lookAt(secret, signal), askSession(signal)]);
  if (!invitation.ok) return { kind: 'refused', code: invitation.code };
  if (!session.ok) return { kind: 'refused', code: session.code };
  return { kind: 'open', invitation: invitation.value, session: session.value, secret };
};

export const useInvitation = (): { look: Look; again: () => void } => {
  const [look, setLook] = useState<Look>({ kind: 'asking' });
  const [asking, ask] = useState(() => ({ secret: keptSecret() }));
  const again = useCallback(() => {
    setLook({ kind: 'asking' });
    ask({ secret: keptSecret() });
  }, []);
  useEffect(() => {
    const gone = new AbortController();
    void read(asking.secret, gone.signal).then((found) => {
      if (!gone.signal.aborted) setLook(found);
    });
    return () => gone.abort();
  }, [asking]);
  useEffect(() => {
    const another = (): void => {
      if (window.location.hash === '') return;
      takeSecret(window);
      again();
    };
    window.addEventListener('hashchange', another);
    return () => window.removeEventListener('hashchange', another);
  }, [again]);
  return { look, again };
};
