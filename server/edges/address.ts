// Whose address a request comes from: what the nearest proxy that we trust says, or who it was that called. Limits are
// counted by it, so nobody else may choose it.
import type { IncomingMessage } from 'node:http';
import { BlockList, isIP, isIPv6 } from 'node:net';
import proxyAddr from 'proxy-addr';

/** Which senders of `X-Forwarded-For` are believed: so many hops from here, or these addresses. */
export type TrustProxy = number | readonly string[];

export type Trust = (address: string, hop: number) => boolean;

/** The addresses behind these names, as Express has them too. */
export const TRUSTED_RANGES: readonly string[] = ['loopback', 'linklocal', 'uniquelocal'];

/** @throws where one of the addresses is none; `isProxyAddress` says so beforehand */
export const trusting = (proxies: TrustProxy): Trust =>
  typeof proxies === 'number' ? (_address, hop) => hop < proxies : proxyAddr.compile([...proxies]);

/** Whether this can stand in `TRUST_PROXY`: an address, a range of them (`10.0.0.0/8`), or the name of some. */
export const isProxyAddress = (text: string): boolean => {
  if (!TRUSTED_RANGES.includes(text) && isIP(text.split('/', 1)[0] ?? '') === 0) return false;
  try {
    proxyAddr.compile([text]);
    return true;
  } catch {
    return false; // which is what was asked
  }
};

/** The address that the request comes from, plain. */
export const addressOf = (request: IncomingMessage, trust: Trust): string => {
  const address = proxyAddr(request, trust);
  const plain = typeof address === 'string' && isIP(address) !== 0 ? address : '';
  return plain.replace(/^::ffff:(?=[\d.]+$)/i, '');
};

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/**
 * Under what an address is counted: an IPv6 customer has a whole /64 to choose from. Null for this machine itself: who is
 * here already has it, and behind a proxy that we were not told of, everybody would be counted as one.
 */
export const countedAs = (address: string): string | null => {
  if (isIP(address) === 0) return 'unknown';
  if (!isIPv6(address)) return loopback.check(address, 'ipv4') ? null : address;
  if (loopback.check(address, 'ipv6')) return null;
  const [head = '', tail] = address.toLowerCase().replace(/%.*$/, '').split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros =
    tail === undefined ? [] : Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0');
  return `${[...left, ...zeros, ...right]
    .slice(0, 4)
    .map((part) => Number.parseInt(part, 16).toString(16))
    .join(':')}::/64`;
};
