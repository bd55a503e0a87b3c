// Signing in by OpenID Connect: `GET /auth/start?return=/invite` sends the person to the provider (with `&anew=1` to sign in as
// somebody else), `GET /auth/callback` takes him back, `POST /auth/leave` forgets him. All that went wrong is told to the page by
// `?sign-in=`: `refused`, `unverified`, `late` or `away`. Only an invitation that names an e-mail address asks who somebody is.
import { Router } from 'express';
import type { Request, Response } from 'express';
import { parseCookie, stringifySetCookie } from 'cookie';
import type { Logger } from 'pino';
import { newToken } from '../tokens.ts';
import { Provider } from './provider.ts';
import type { Pending, ProviderSettings } from './provider.ts';
import { ShortLived, WHO_AGE_MS } from './who.ts';
import type { Who } from './who.ts';

export type SignInSettings = ProviderSettings & {
  /** What the button calls the provider. */
  name: string;
};

export type SignInTools = {
  settings: SignInSettings;
  /** Where people reach the page: the provider sends them back there. */
  origin(): string;
  secure: boolean;
  log: Logger;
  now(): number;
  random(bytes: number): Uint8Array;
};

/** What the other routes ask of it. */
export type SignIn = {
  name: string;
  router: Router;
  /** Who this browser has signed in as, by its `Cookie` header. */
  who(cookie: string | undefined): Who | null;
};

/** The way to the provider and back, with a password to look for and a second factor to fetch. */
const AWAY_MS = 15 * 60_000;
const AWAY_COOKIE = 'paraph_sign_in';
const WHO_COOKIE = 'paraph_who';

/** An address of this page, and never another site's: `//elsewhere` and `/\elsewhere` lead away. */
const ownPath = (wanted: unknown): string =>
  typeof wanted === 'string' && /^\/(?![/\\])[\w\-./~]*$/.test(wanted) && wanted.length < 200 ? wanted : '/';

export const createSignIn = (tools: SignInTools): SignIn => {
  const { settings, now, log } = tools;
  const provider = new Provider(settings);
  const away = new ShortLived<Pending>(AWAY_MS, now);
  const known = new ShortLived<Who>(WHO_AGE_MS, now);
  const callback = (): string => `${tools.origin()}/api/auth/callback`;

  const cookie = (name: string, value: string, path: string, ageMs: number): string =>
    stringifySetCookie({
      name,
      value,
      path,
      httpOnly: true,
      sameSite: 'lax',
      secure: tools.secure,
      maxAge: Math.floor(ageMs / 1000),
    });
  const read = (header: string | undefined, name: string): string => parseCookie(header ?? '')[name] ?? '';

  const start = async (request: Request, response: Response): Promise<void> => {
    const returnTo = ownPath(request.query.return);
    try {
      const anew = request.query.anew === '1';
      const { address, pending } = await provider.begin(callback(), returnTo, { anew });
      const secret = newToken(tools.random);
      away.keep(secret, pending);
      response.append('Set-Cookie', cookie(AWAY_COOKIE, secret, '/api/auth', AWAY_MS));
      response.redirect(303, address.href);
    } catch (error) {
      log.error({ err: reasonOf(error) }, 'the sign-in provider cannot be reached');
      response.redirect(303, `${returnTo}?sign-in=away`);
    }
  };

  const finish = async (request: Request, response: Response): Promise<void> => {
    const secret = read(request.headers.cookie, AWAY_COOKIE);
    const pending = away.take(secret);
    response.append('Set-Cookie', cookie(AWAY_COOKIE, '', '/api/auth', 0));
    // Nobody left from here, or too long ago.
    if (pending === null) return response.redirect(303, '/invite?sign-in=late');
    const back = (how: string): void => response.redirect(303, `${pending.returnTo}?sign-in=${how}`);
    try {
      const signed = await provider.finish(new URL(request.originalUrl, tools.origin()), pending);
      if (!signed.ok) return back(signed.why);
      const token = newToken(tools.random);
      known.keep(token, signed.who);
      response.append('Set-Cookie', cookie(WHO_COOKIE, token, '/api', WHO_AGE_MS));
      return back('done');
    } catch (error) {
      log.warn({ err: reasonOf(error) }, 'somebody could not sign in');
      return back('refused');
    }
  };

  const router = Router();
  router.get('/start', (request, response) => start(request, response));
  router.get('/callback', (request, response) => finish(request, response));
  router.post('/leave', (request, response) => {
    known.drop(read(request.headers.cookie, WHO_COOKIE));
    response.append('Set-Cookie', cookie(WHO_COOKIE, '', '/api', 0));
    response.status(204).end();
  });
  return { name: settings.name, router, who: (header) => known.get(read(header, WHO_COOKIE)) };
};

/** What may be logged of it: a library's error can carry the provider's whole answer, and that a token. */
const reasonOf = (error: unknown): { message: string; code?: unknown } =>
  error instanceof Error
    ? { message: error.message, ...('code' in error ? { code: error.code } : {}) }
    : { message: 'unknown' };
