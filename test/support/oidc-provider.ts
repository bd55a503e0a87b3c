// A real OpenID Connect provider for a test, on a free port of this machine: a certified one, from the registry. It believes
// whoever signs in to be who he says, and knows the addresses that the test gives it.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';

export type Account = { email: string; verified?: boolean; name?: string };

export type TestProvider = { issuer: string; close(): Promise<void> };

export const CLIENT = { id: 'paraph', secret: 'a-secret-that-only-the-two-know' };

/** @param accounts by the login that one types into the provider's form */
export const startProvider = async (
  accounts: Readonly<Record<string, Account>>,
  redirectUri: string,
  port = 0,
): Promise<TestProvider> => {
  const http = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => http.listen(port, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT.id,
        client_secret: CLIENT.secret,
        redirect_uris: [redirectUri],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    claims: { email: ['email', 'email_verified'], profile: ['name'] },
    cookies: { keys: ['of-this-test-alone'] },
    ttl: { Interaction: 600, Session: 600, Grant: 600, AccessToken: 600, IdToken: 600 },
    pkce: { required: () => true },
    findAccount: (_context, login) => {
      const account = accounts[login];
      return account === undefined
        ? undefined
        : {
            accountId: login,
            claims: () => ({
              sub: login,
              email: account.email,
              ...(account.verified === undefined ? {} : { email_verified: account.verified }),
              ...(account.name === undefined ? {} : { name: account.name }),
            }),
          };
    },
  });
  const handle = provider.callback();
  return {
    issuer,
    close: () =>
      new Promise((resolve) => {
        http.closeAllConnections();
        http.close(() => resolve());
      }),
  };
};

/** What a form sends along unseen. */
const hiddenIn = (page: string): [string, string][] =>
  [...page.matchAll(/<input[^>]*type="hidden"[^>]*>/g)].map(([input]) => {
    const of = (name: string): string => new RegExp(`${name}="([^"]*)"`).exec(input)?.[1] ?? '';
    return [of('name'), of('value')];
  });

/** Follows redirects and fills the provider's forms as a browser would, with a cookie jar a host; returns where it ends. */
export class Visitor {
  readonly #jars = new Map<string, Map<string, string>>();

  cookie(origin: string): string {
    return [...(this.#jars.get(origin) ?? [])].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  async get(address: string, init: RequestInit = {}): Promise<Response> {
    const { origin } = new URL(address);
    const headers = new Headers(init.headers);
    headers.set('cookie', this.cookie(origin));
    const response = await fetch(address, { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) this.#keep(origin, line);
    return response;
  }

  /** Goes on until an address of `end`, which it does not ask for. */
  async signIn(from: string, login: string, end: (address: URL) => boolean): Promise<URL> {
    let at = new URL(from);
    let response = await this.get(at.href);
    for (let i = 0; i < 20; i += 1) {
      const to = response.headers.get('location');
      if (to !== null) {
        at = new URL(to, at);
        if (end(at)) return at;
        response = await this.get(at.href);
        continue;
      }
      const page = await response.text();
      const action = /<form[^>]*action="([^"]+)"/.exec(page)?.[1];
      if (action === undefined) throw new Error(`${at.href} led nowhere: ${page.slice(0, 300)}`);
      at = new URL(action.replaceAll('&amp;', '&'), at);
      const body = new URLSearchParams(hiddenIn(page));
      if (/name="login"/.test(page))
        for (const [name, value] of [
          ['login', login],
          ['password', 'any'],
        ] as const)
          body.set(name, value);
      response = await this.get(at.href, { method: 'POST', body });
    }
    throw new Error('it never ended');
  }

  #keep(origin: string, line: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    const jar = this.#jars.get(origin) ?? new Map<string, string>();
    this.#jars.set(origin, jar);
    if (value === '' || /max-age=0|expires=Thu, 01 Jan 1970/i.test(line)) jar.delete(name);
    else jar.set(name, value);
  }
}
