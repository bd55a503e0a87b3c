// Whether it is our own page that asks. A browser sends our cookies also with what another site's page asks for, but it
// says which page that is; whoever is no browser says nothing, and has no cookies that it did not bring itself.
import type { IncomingHttpHeaders } from 'node:http';
import { isIP } from 'node:net';

export type OwnSite = {
  /** Where people reach the page, if that was said. */
  publicUrl: string | null;
  /** Whether only this machine can reach the server. */
  loopback: boolean;
};

/** A name that no stranger can point here: an address itself, or this machine’s own. */
const isPlainHost = (hostname: string): boolean =>
  isIP(hostname.replace(/^\[|\]$/g, '')) !== 0 || /^(.*\.)?localhost$/i.test(hostname);

/**
 * Whether a page of this origin is our own: that of `PUBLIC_URL`, or the host that was called. Where the public address is
 * known, or nobody but this machine is expected, another name for the host is a stranger’s that was pointed at it.
 */
export const isOwnOrigin = (origin: string, host: string | undefined, site: OwnSite): boolean => {
  if (origin === site.publicUrl) return true;
  const url = URL.parse(origin);
  if (url === null || host === undefined || url.host !== host.toLowerCase()) return false;
  return isPlainHost(url.hostname) || (site.publicUrl === null && !site.loopback);
};

/** For a socket, and for Engine.IO's requests in its place: no page that asks, or our own. */
export const fromOwnPage = (headers: IncomingHttpHeaders, site: OwnSite): boolean =>
  headers.origin === undefined || isOwnOrigin(headers.origin, headers.host, site);

/** A request over HTTP: the browser’s own word on it counts where there is one. */
export const fromOwnSite = (headers: IncomingHttpHeaders, site: OwnSite): boolean => {
  const said = headers['sec-fetch-site'];
  if (said !== undefined && said !== 'same-origin' && said !== 'none') return false;
  return fromOwnPage(headers, site);
};
