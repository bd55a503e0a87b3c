// Invitations for an address, at a server where people sign in at a real provider: only whoever it is for gets in.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { InvitedServer } from '../support/invited.ts';
import { CLIENT, Visitor, startProvider } from '../support/oidc-provider.ts';
import type { TestProvider } from '../support/oidc-provider.ts';
import { freePort } from '../support/server.ts';

let invited: InvitedServer;
let provider: TestProvider;

beforeAll(async () => {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  provider = await startProvider(
    {
      ann: { email: 'Ann@State.example', verified: true, name: 'Ann' },
      eve: { email: 'eve@elsewhere.example', verified: true },
    },
    `${origin}/api/auth/callback`,
  );
  const signIn = {
    issuer: provider.issuer,
    clientId: CLIENT.id,
    clientSecret: CLIENT.secret,
    assumeVerified: false,
    name: 'Test',
  };
  invited = await InvitedServer.start({ port, publicUrl: origin, signIn });
}, 60_000);

afterAll(async () => {
  await invited.close();
  await provider.close();
});

/** Goes to the provider and back. */
const signIn = async (visitor: Visitor, login: string, query = ''): Promise<void> => {
  const start = `${invited.origin}/api/auth/start?return=/invite${query}`;
  const back = await visitor.signIn(start, login, ({ pathname }) => pathname === '/invite');
  expect(back.search).toBe('?sign-in=done');
};

const accept = async (visitor: Visitor, secret: string): Promise<{ status: number; code?: string }> => {
  const response = await visitor.get(`${invited.origin}/api/invitations/accept`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: invited.origin },
    body: JSON.stringify({ secret, name: 'Somebody' }),
  });
  return { status: response.status, ...((await response.json()) as { code?: string }) };
};

const session = async (visitor: Visitor): Promise<unknown> =>
  (await visitor.get(`${invited.origin}/api/session`)).json();

it('are accepted by whoever signed in under it, once, and by nobody else', async () => {
  const { secret, invitation } = await invited.invite(invited.chair, {
    party: 'us',
    role: 'head',
    email: 'ANN@state.example',
  });
  expect(invitation.email).toBe('ann@state.example');
  const visitor = new Visitor();
  expect(await session(visitor)).toMatchObject({ signIn: { issuerName: 'Test' }, who: null });
  expect(await accept(visitor, secret)).toMatchObject({ status: 401, code: 'sign-in-first' });
  await signIn(visitor, 'eve');
  expect(await accept(visitor, secret)).toMatchObject({ status: 403, code: 'not-your-invitation' });
  await signIn(visitor, 'ann', '&anew=1');
  expect(await session(visitor)).toMatchObject({ who: { email: 'ann@state.example', name: 'Ann' } });
  expect(await accept(visitor, secret)).toMatchObject({ status: 201, seat: { party: 'us', role: 'head' } });
  expect(await accept(visitor, secret)).toMatchObject({ code: 'invitation-used' });
});

it('must say for whom they are where they open a seat that acts; observers need not be named', async () => {
  const asked = { party: 'drc', role: 'head', uses: 1, hours: 1 };
  expect(await invited.at(invited.chair, 'POST', '/invitations', asked)).toMatchObject({
    code: 'needs-address',
  });
  const { secret } = await invited.invite(invited.chair, { role: 'observer', uses: 5 });
  expect(await accept(new Visitor(), secret)).toMatchObject({ status: 201 });
});

it('no answer tells for whom an invitation is, but to whoever holds it', async () => {
  const { secret } = await invited.invite(invited.chair, {
    party: 'drc',
    role: 'member',
    email: 'x@y.example',
  });
  const look = await invited.ask('POST', '/invitations/look', { body: { secret } });
  expect(await look.json()).toMatchObject({ email: 'x@y.example' });
  const wrong = await invited.ask('POST', '/invitations/look', { body: { secret: 'A'.repeat(43) } });
  expect(await wrong.text()).not.toContain('y.example');
});
