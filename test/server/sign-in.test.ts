// Signing in at a real provider: who comes back is who the provider vouches for, and nobody else.
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSignIn } from '../../server/sign-in/sign-in.ts';
import type { SignIn } from '../../server/sign-in/sign-in.ts';
import { ShortLived } from '../../server/sign-in/who.ts';
import { CLIENT, Visitor, startProvider } from '../support/oidc-provider.ts';
import { freePort } from '../support/server.ts';
import type { TestProvider } from '../support/oidc-provider.ts';

const ACCOUNTS = {
  ann: { email: 'Ann.Smith@State.example', verified: true, name: 'Ann Smith' },
  eve: { email: 'ann.smith@state.example', verified: false },
  bob: { email: 'bob@state.example' },
};

let http: Server;
let origin = '';
let provider: TestProvider;
let signIn: SignIn;
let now = 1_700_000_000_000;
let log = '';

const start = (issuer: string, assumeVerified = false): SignIn =>
  createSignIn({
    settings: { issuer, clientId: CLIENT.id, clientSecret: CLIENT.secret, assumeVerified, name: 'Test' },
    origin: () => origin,
    secure: false,
    log: pino({ level: 'trace' }, { write: (line: string) => void (log += line) }),
    now: () => now,
    random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
  });

beforeEach(async () => {
  log = '';
  const app = express();
  app.use('/api/auth', (request, response, next) => signIn.router(request, response, next));
  http = createServer((request, response) => void app(request, response));
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  provider = await startProvider(ACCOUNTS, `${origin}/api/auth/callback`);
  signIn = start(provider.issuer);
});

afterEach(async () => {
  await provider.close();
  http.closeAllConnections();
  await new Promise((resolve) => http.close(resolve));
});

const isBack = (address: URL): boolean => address.origin === origin && !address.pathname.startsWith('/api/');

const go = (visitor: Visitor, login: string, returnTo = '/invite'): Promise<URL> =>
  visitor.signIn(`${origin}/api/auth/start?return=${encodeURIComponent(returnTo)}`, login, isBack);

describe('signing in at a provider', () => {
  it('tells who came back, by the address that the provider vouches for', async () => {
    const visitor = new Visitor();
    const back = await go(visitor, 'ann');
    expect(back.pathname + back.search).toBe('/invite?sign-in=done');
    expect(signIn.who(visitor.cookie(origin))).toEqual({
      email: 'ann.smith@state.example',
      name: 'Ann Smith',
    });
    expect(signIn.who(undefined)).toBeNull();
    expect(signIn.who('paraph_who=anything')).toBeNull();
    expect(log).not.toContain(CLIENT.secret);
  });

  it('believes no address that nobody has verified, unless told that the provider verifies them all', async () => {
    const visitor = new Visitor();
    expect((await go(visitor, 'eve')).search).toBe('?sign-in=unverified');
    expect((await go(new Visitor(), 'bob')).search).toBe('?sign-in=unverified');
    expect(signIn.who(visitor.cookie(origin))).toBeNull();
    signIn = start(provider.issuer, true);
    expect((await go(new Visitor(), 'bob')).search).toBe('?sign-in=done');
    expect((await go(new Visitor(), 'eve')).search).toBe('?sign-in=unverified');
  });

  it('asks anew who it is where somebody wants to be another', async () => {
    const visitor = new Visitor();
    await go(visitor, 'bob');
    expect(signIn.who(visitor.cookie(origin))).toBeNull();
    // The provider remembers bob, and would not ask.
    expect((await go(visitor, 'ann')).search).toBe('?sign-in=unverified');
    const back = await visitor.signIn(`${origin}/api/auth/start?return=/invite&anew=1`, 'ann', isBack);
    expect(back.search).toBe('?sign-in=done');
    expect(signIn.who(visitor.cookie(origin))?.email).toBe('ann.smith@state.example');
  });

  it('forgets who it was after an hour, and at once when asked', async () => {
    const visitor = new Visitor();
    await go(visitor, 'ann');
    const cookie = visitor.cookie(origin);
    now += 3_599_000;
    expect(signIn.who(cookie)).not.toBeNull();
    now += 2000;
    expect(signIn.who(cookie)).toBeNull();
    await go(visitor, 'ann');
    const again = visitor.cookie(origin);
    expect(signIn.who(again)).not.toBeNull();
    expect((await visitor.get(`${origin}/api/auth/leave`, { method: 'POST' })).status).toBe(204);
    expect(signIn.who(again)).toBeNull();
  });

  it('takes nobody back who did not leave from this browser, nor twice, nor after a quarter of an hour', async () => {
    const ann = new Visitor();
    const callback = await ann.signIn(
      `${origin}/api/auth/start?return=/invite`,
      'ann',
      (address) => address.pathname === '/api/auth/callback',
    );
    const stranger = await new Visitor().get(callback.href);
    expect(stranger.headers.get('location')).toBe('/invite?sign-in=late');
    const headers = { cookie: ann.cookie(origin) };
    const first = await fetch(callback, { headers, redirect: 'manual' });
    expect(first.headers.get('location')).toBe('/invite?sign-in=done');
    const second = await fetch(callback, { headers, redirect: 'manual' });
    expect(second.headers.get('location')).toBe('/invite?sign-in=late');

    const slow = new Visitor();
    const late = await slow.signIn(
      `${origin}/api/auth/start`,
      'ann',
      (at) => at.pathname === '/api/auth/callback',
    );
    now += 15 * 60_000 + 1;
    expect((await slow.get(late.href)).headers.get('location')).toBe('/invite?sign-in=late');
  });

  it('refuses a forged state, another browser’s code, and an answer with no code', async () => {
    const paths = {
      forged: (at: URL) => at.searchParams.set('state', 'x'),
      none: (at: URL) => at.searchParams.delete('code'),
    };
    for (const spoil of Object.values(paths)) {
      const visitor = new Visitor();
      const at = await visitor.signIn(
        `${origin}/api/auth/start`,
        'ann',
        (to) => to.pathname === '/api/auth/callback',
      );
      spoil(at);
      expect((await visitor.get(at.href)).headers.get('location')).toBe('/?sign-in=refused');
      expect(signIn.who(visitor.cookie(origin))).toBeNull();
    }
    // Login forgery: the victim's browser is given the attacker's code with the victim's own state.
    const [victim, attacker] = [new Visitor(), new Visitor()];
    const atCallback = (to: URL): boolean => to.pathname === '/api/auth/callback';
    const own = await victim.signIn(`${origin}/api/auth/start`, 'ann', atCallback);
    const others = await attacker.signIn(`${origin}/api/auth/start`, 'ann', atCallback);
    own.searchParams.set('code', others.searchParams.get('code') ?? '');
    expect((await victim.get(own.href)).headers.get('location')).toBe('/?sign-in=refused');
  });

  it('leads back to no other site', async () => {
    for (const elsewhere of [
      'https://evil.example',
      '//evil.example',
      '/\\evil.example',
      'invite',
      '/a?b=c',
      '/a\nb',
    ]) {
      const visitor = new Visitor();
      expect((await go(visitor, 'ann', elsewhere)).pathname).toBe('/');
    }
    const visitor = new Visitor();
    expect((await go(visitor, 'ann', '/b/drc-us')).pathname).toBe('/b/drc-us');
  });

  it('says so where the provider is away, and finds it once it is there', async () => {
    const port = await freePort();
    signIn = start(`http://127.0.0.1:${port}`);
    const answer = await new Visitor().get(`${origin}/api/auth/start?return=/invite`);
    expect(answer.headers.get('location')).toBe('/invite?sign-in=away');
    expect(log).toContain('cannot be reached');
    await provider.close();
    provider = await startProvider(ACCOUNTS, `${origin}/api/auth/callback`, port);
    expect((await go(new Visitor(), 'ann')).search).toBe('?sign-in=done');
  });
});

describe('what is kept for a while', () => {
  it('is given once, and not when its time has come', () => {
    let at = 0;
    const kept = new ShortLived<string>(10, () => at);
    kept.keep('a', 'one');
    expect(kept.take('a')).toBe('one');
    expect(kept.take('a')).toBeNull();
    kept.keep('b', 'two');
    at = 10;
    expect(kept.get('b')).toBeNull();
  });
});
