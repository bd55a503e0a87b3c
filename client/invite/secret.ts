// The secret of an invitation on its way from the link to the server. A fragment is not sent anywhere by itself; it is
// taken out of the address bar before anything is drawn, and kept for the life of the tab, since signing in leads away
// from the page and back to it.
import { Secret } from '../../shared/invitations.ts';
import { recall, remember } from '../ui/memory.ts';

const KEPT = 'paraph.invitation';

/** Where a browser keeps nothing, as long as the page lives. */
let held: string | null = null;

/** Takes the secret from the address, if there is one. To be called before the first thing is drawn. */
export const takeSecret = (page: Window): void => {
  const { pathname, hash, search } = page.location;
  if (pathname !== '/invite' || hash === '') return;
  const secret = Secret.safeParse(hash.slice(1)).data ?? null;
  // The fragment goes whatever it was: half a secret is not to stand there either.
  page.history.replaceState(page.history.state, '', pathname + search);
  keepSecret(secret);
};

export const keepSecret = (secret: string | null): void => {
  held = secret;
  remember(KEPT, secret, 'tab');
};

export const keptSecret = (): string | null => held ?? recall(KEPT, 'tab');
