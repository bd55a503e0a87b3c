// Whose address a request is counted under, whatever its sender says of it.
import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { addressOf, countedAs, isProxyAddress, trusting } from '../../../server/edges/address.ts';
import type { TrustProxy } from '../../../server/edges/address.ts';

const from = (remoteAddress: string, forwarded?: string): IncomingMessage =>
  ({
    socket: { remoteAddress },
    connection: { remoteAddress },
    headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
  }) as unknown as IncomingMessage;

const seen = (proxies: TrustProxy, remote: string, forwarded?: string): string =>
  addressOf(from(remote, forwarded), trusting(proxies));

describe('the address of a request', () => {
  it('is the caller’s own where nobody is trusted, whatever the caller says', () => {
    expect(seen(0, '203.0.113.9')).toBe('203.0.113.9');
    expect(seen(0, '203.0.113.9', '198.51.100.1')).toBe('203.0.113.9');
  });

  it('is what the trusted hops say, and nothing that stands before them', () => {
    expect(seen(1, '10.0.0.1', '6.6.6.6, 198.51.100.1')).toBe('198.51.100.1');
    expect(seen(2, '10.0.0.1', '198.51.100.1, 10.0.0.2')).toBe('198.51.100.1');
  });

  it('is believed of the proxies named, and of nobody else', () => {
    const proxies = ['loopback', '10.0.0.0/8'];
    expect(seen(proxies, '127.0.0.1', '198.51.100.1, 10.1.2.3')).toBe('198.51.100.1');
    expect(seen(proxies, '203.0.113.9', '198.51.100.1')).toBe('203.0.113.9');
  });

  it('is plain, and empty where it is none', () => {
    expect(seen(0, '::ffff:203.0.113.9')).toBe('203.0.113.9');
    expect(seen(1, '10.0.0.1', 'unknown')).toBe('');
  });
});

describe('what is counted', () => {
  it.each([
    ['203.0.113.9', '203.0.113.9'],
    ['2001:db8:0:1::5', '2001:db8:0:1::/64'],
    ['2001:DB8:0:1:9:8:7:6', '2001:db8:0:1::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['', 'unknown'],
  ])('%s counts as %s', (address, counted) => {
    expect(countedAs(address)).toBe(counted);
  });

  it.each(['127.0.0.1', '127.9.9.9', '::1'])(
    '%s is this machine itself, and counts for nobody',
    (address) => {
      expect(countedAs(address)).toBeNull();
    },
  );
});

it('knows what can be trusted', () => {
  for (const good of ['loopback', '10.0.0.1', '10.0.0.0/8', '2001:db8::/32'])
    expect(isProxyAddress(good), good).toBe(true);
  for (const bad of ['', '*', '100', 'proxy', '10.0.0.0/33', '10.0.0'])
    expect(isProxyAddress(bad), bad).toBe(false);
});
