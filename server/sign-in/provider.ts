// The sign-in provider as the server speaks to it: OpenID Connect's authorization code flow with PKCE, state and nonce
// (OpenID Connect Core 1.0, section 3.1), by a certified library. Found when somebody first signs in, so that a provider that
// is away keeps nobody from a table who has a seat already.
import * as client from 'openid-client';
import { z } from 'zod';
import { isLoopback } from '../config.ts';
import type { Who } from './who.ts';

export type ProviderSettings = {
  issuer: string;
  clientId: string;
  /** Null for a public client: PKCE alone then proves that who fetches the token has asked for it. */
  clientSecret: string | null;
  /** The provider says nothing of whether an address is verified, and is known to verify them all. */
  assumeVerified: boolean;
};

/** What has to be remembered of a sign-in while the person is away at the provider. */
export type Pending = { state: string; nonce: string; verifier: string; returnTo: string };

export type SignedIn =
  | { ok: true; who: Who }
  /** `refused`: the provider or the person said no; `unverified`: nobody vouches for the address. */
  | { ok: false; why: 'refused' | 'unverified' };

const Claims = z.object({
  email: z.email().optional(),
  email_verified: z.union([z.boolean(), z.stringbool()]).optional(),
  name: z.string().max(200).optional(),
});

export class Provider {
  readonly #settings: ProviderSettings;
  #found: Promise<client.Configuration> | null = null;

  constructor(settings: ProviderSettings) {
    this.#settings = settings;
  }

  /**
   * Where the person is sent, and what to remember meanwhile.
   * @param anew whether the provider is to ask who it is, although it knows somebody
   * @throws where the provider cannot be reached
   */
  async begin(
    redirectUri: string,
    returnTo: string,
    { anew }: { anew: boolean },
  ): Promise<{ address: URL; pending: Pending }> {
    const provider = await this.#find();
    const pending = {
      state: client.randomState(),
      nonce: client.randomNonce(),
      verifier: client.randomPKCECodeVerifier(),
      returnTo,
    };
    const address = client.buildAuthorizationUrl(provider, {
      redirect_uri: redirectUri,
      scope: 'openid email profile',
      state: pending.state,
      nonce: pending.nonce,
      code_challenge: await client.calculatePKCECodeChallenge(pending.verifier),
      code_challenge_method: 'S256',
      ...(anew ? { prompt: 'login' } : {}),
    });
    return { address, pending };
  }

  /** @param came the whole address to which the provider sent the person back */
  async finish(came: URL, { state, nonce, verifier }: Pending): Promise<SignedIn> {
    const provider = await this.#find();
    const checks = {
      expectedState: state,
      expectedNonce: nonce,
      pkceCodeVerifier: verifier,
      idTokenExpected: true,
    };
    const tokens = await client.authorizationCodeGrant(provider, came, checks);
    const claims = tokens.claims();
    if (claims === undefined) return { ok: false, why: 'refused' };
    const said = Claims.parse(claims);
    // Many providers tell the address only where they are asked for it with the token.
    const more =
      said.email === undefined
        ? Claims.parse(await client.fetchUserInfo(provider, tokens.access_token, claims.sub))
        : said;
    const verified = more.email_verified ?? this.#settings.assumeVerified;
    if (more.email === undefined || !verified) return { ok: false, why: 'unverified' };
    return { ok: true, who: { email: more.email.toLowerCase(), name: more.name ?? said.name ?? null } };
  }

  #find(): Promise<client.Configuration> {
    this.#found ??= this.#discover().catch((error: unknown) => {
      this.#found = null; // the next who signs in asks again
      throw error;
    });
    return this.#found;
  }

  #discover(): Promise<client.Configuration> {
    const { issuer, clientId, clientSecret } = this.#settings;
    const url = new URL(issuer);
    const proof = clientSecret === null ? client.None() : client.ClientSecretPost(clientSecret);
    // Plain http only to this very machine, as in a test.
    const execute =
      url.protocol === 'http:' && isLoopback(url.hostname) ? [client.allowInsecureRequests] : [];
    return client.discovery(url, clientId, undefined, proof, { execute, timeout: 10 });
  }
}
