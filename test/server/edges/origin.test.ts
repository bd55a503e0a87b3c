// Which pages are our own.
import { describe, expect, it } from 'vitest';
import { fromOwnSite, isOwnOrigin } from '../../../server/edges/origin.ts';

const PUBLIC = { publicUrl: 'https://paraph.example.org', loopback: false };
const HERE = { publicUrl: null, loopback: true };
const NETWORK = { publicUrl: null, loopback: false };

describe('a page', () => {
  it.each([
    ['http://127.0.0.1:3000', '127.0.0.1:3000', HERE],
    ['http://localhost:3000', 'localhost:3000', HERE],
    ['http://[::1]:3000', '[::1]:3000', HERE],
    ['http://table.intra:3000', 'table.intra:3000', NETWORK],
    ['https://table.intra', 'Table.intra', NETWORK],
    ['https://paraph.example.org', 'backend:3000', PUBLIC],
    ['http://127.0.0.1:3000', '127.0.0.1:3000', PUBLIC],
  ])('of %s, asked of %s, is our own', (origin, host, site) => {
    expect(isOwnOrigin(origin, host, site)).toBe(true);
  });

  it.each([
    ['https://evil.example', '127.0.0.1:3000', HERE],
    ['http://127.0.0.1:4000', '127.0.0.1:3000', HERE],
    ['null', '127.0.0.1:3000', HERE],
    ['', '127.0.0.1:3000', HERE],
    // A stranger's name that was made to point at this machine.
    ['http://evil.example:3000', 'evil.example:3000', HERE],
    ['https://evil.example', 'evil.example', PUBLIC],
    ['http://paraph.example.org', 'backend:3000', PUBLIC],
    ['https://paraph.example.org.evil.example', 'paraph.example.org', PUBLIC],
    ['http://table.intra', undefined, NETWORK],
  ])('of %s, asked of %s, is not', (origin, host, site) => {
    expect(isOwnOrigin(origin, host, site)).toBe(false);
  });
});

it('the browser’s own word counts first', () => {
  const headers = { host: '127.0.0.1:3000', origin: 'http://127.0.0.1:3000' };
  expect(fromOwnSite(headers, HERE)).toBe(true);
  expect(fromOwnSite({ host: headers.host }, HERE)).toBe(true);
  for (const said of ['same-origin', 'none'])
    expect(fromOwnSite({ ...headers, 'sec-fetch-site': said }, HERE)).toBe(true);
  for (const said of ['cross-site', 'same-site', 'x'])
    expect(fromOwnSite({ ...headers, 'sec-fetch-site': said }, HERE)).toBe(false);
});
