// An invitation's secret leaves the address before anything is drawn, and is told from no secret at all.
import { beforeEach, expect, test } from 'vitest';
import { isOfInvitation, whyOf } from '../../../client/invite/refused.ts';
import { keepSecret, keptSecret, takeSecret } from '../../../client/invite/secret.ts';
import { linkOf } from '../../../client/people/LinkOnce.tsx';

const SECRET = 'AbCdEfGhIjKlMnOpQrStUvWxYz0123456789_-AbCdE';

/** A window as far as the address goes. */
const windowAt = (address: string): { page: Window; replaced: string[] } => {
  const { pathname, hash, search } = new URL(address);
  const replaced: string[] = [];
  const history = {
    state: { idx: 3 },
    replaceState: (_: unknown, __: string, to: string) => replaced.push(to),
  };
  return { page: { location: { pathname, hash, search }, history } as unknown as Window, replaced };
};

beforeEach(() => keepSecret(null));

test('the link’s secret is taken, and the address has it no more', () => {
  const { page, replaced } = windowAt(linkOf('https://paraph.example.org', SECRET));
  takeSecret(page);
  expect(keptSecret()).toBe(SECRET);
  expect(replaced).toEqual(['/invite']);
});

test('half a secret is no secret, and goes from the address as well', () => {
  const { page, replaced } = windowAt('https://paraph.example.org/invite#AbC%20');
  takeSecret(page);
  expect(keptSecret()).toBe(null);
  expect(replaced).toEqual(['/invite']);
});

test('coming back from signing in keeps what was taken before', () => {
  takeSecret(windowAt(linkOf('https://paraph.example.org', SECRET)).page);
  const { page, replaced } = windowAt('https://paraph.example.org/invite');
  takeSecret(page);
  expect(keptSecret()).toBe(SECRET);
  expect(replaced).toEqual([]);
});

test('other pages’ fragments are theirs', () => {
  const { page, replaced } = windowAt(`https://paraph.example.org/b/x#${SECRET}`);
  takeSecret(page);
  expect(keptSecret()).toBe(null);
  expect(replaced).toEqual([]);
});

test('a server that cannot answer is not an invitation that is gone', () => {
  const codes = ['invitation-used', 'invitation-expired', 'invitation-revoked', 'no-invitation', 'offline'];
  expect(codes.map(whyOf)).toEqual(['used', 'expired', 'revoked', 'unknown', 'offline']);
  expect(['too-many-tries', 'store-unavailable'].map(whyOf)).toEqual(['later', 'later']);
  expect([...codes, 'head-taken'].map(isOfInvitation)).toEqual([true, true, true, true, false, false]);
});
