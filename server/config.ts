// What the program is told by its environment, read once at the start: all of it is right, or nothing starts.
import { BlockList, isIP, isIPv6 } from 'node:net';
import { resolve } from 'node:path';
import { z } from 'zod';
import type { SeatsRule } from '../shared/seats.ts';
import type { SignInSettings } from './sign-in/sign-in.ts';
import { TRUSTED_RANGES, isProxyAddress } from './edges/address.ts';
import type { TrustProxy } from './edges/address.ts';

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export type Config = {
  /** 0: any free port, as tests want it. */
  port: number;
  host: string;
  /** The data folder, absolute. */
  data: string;
  /** The origin under which people reach the page, without a slash at its end; null: whatever they typed. */
  publicUrl: string | null;
  logLevel: LogLevel;
  /** `open`: anyone who reaches the page may take any free seat; `invite`: seats are given by invitation. */
  seats: SeatsRule;
  /** Where people can show who they are, by OpenID Connect; null: nowhere. */
  signIn: SignInSettings | null;
  /** Whose word on where a request comes from is believed: so many hops from here, or these proxies. */
  trustProxy: TrustProxy;
  /** Where health and metrics are asked for; null: where the page is. */
  watchPost: { host: string; port: number } | null;
};

export type ConfigOutcome = { ok: true; config: Config } | { ok: false; errors: string[] };

type Environment = Readonly<Record<string, string | undefined>>;

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** Whether only this machine can reach a server that listens on `host`. */
export const isLoopback = (host: string): boolean => {
  if (host.toLowerCase() === 'localhost') return true;
  return isIP(host) !== 0 && loopback.check(host, isIPv6(host) ? 'ipv6' : 'ipv4');
};

const HOST_NAME =
  /^(?!.*\.[0-9.]+$)(?![0-9]+$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/i;

/** The origin of a plain web address, or null where it is something else or says more than that. */
const originOf = (text: string): string | null => {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol)) return null;
  return url.href === `${url.origin}/` ? url.origin : null;
};

/** An issuer is compared letter by letter, so it stays as it is written; plain http only to this very machine. */
const issuerOf = (text: string): string | null => {
  const url = URL.parse(text);
  if (url === null || url.search !== '' || url.hash !== '' || url.username !== '') return null;
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname)) ? text : null;
};

const port = z
  .string()
  .regex(/^\d{1,5}$/)
  .transform(Number)
  .refine((number) => number <= 65_535);
const host = z.string().refine((name) => isIP(name) !== 0 || HOST_NAME.test(name));

const proxies = z
  .string()
  .transform((text): TrustProxy =>
    /^\d{1,2}$/.test(text) ? Number(text) : text.split(',').map((each) => each.trim()),
  )
  .refine((given) => typeof given === 'number' || given.every(isProxyAddress));

// Each variable with what it accepts; the sentence stands behind the value that was refused.
const variables = {
  PORT: port.default(3000),
  HOST: host.default('127.0.0.1'),
  DATA: z
    .string()
    .refine((folder) => !folder.includes('\0'))
    .default('./data'),
  PUBLIC_URL: z
    .string()
    .transform(originOf)
    .refine((origin) => origin !== null)
    .nullable()
    .default(null),
  LOG_LEVEL: z.enum(LOG_LEVELS).default('info'),
  /** Left out: open where only this machine can come. */
  SEATS: z.enum(['open', 'invite']).optional(),
  OIDC_ISSUER: z
    .string()
    .transform(issuerOf)
    .refine((issuer) => issuer !== null)
    .nullable()
    .default(null),
  OIDC_CLIENT_ID: z.string().nullable().default(null),
  OIDC_CLIENT_SECRET: z.string().nullable().default(null),
  OIDC_NAME: z.string().max(60).nullable().default(null),
  OIDC_EMAIL: z.enum(['verified', 'trusted']).default('verified'),
  TRUST_PROXY: proxies.default(0),
  METRICS_HOST: host.nullable().default(null),
  METRICS_PORT: port.nullable().default(null),
};

const ACCEPTED: Record<keyof typeof variables, string> = {
  PORT: 'a whole number from 0 to 65535 is accepted (0: any free port)',
  HOST: 'an IP address without brackets, or a host name, is accepted',
  DATA: 'the path of a folder is accepted',
  PUBLIC_URL:
    'an http or https address with nothing behind the host and port is accepted, such as https://paraph.example.org',
  LOG_LEVEL: `one of ${LOG_LEVELS.join(', ')} is accepted`,
  SEATS: '“invite” or “open” is accepted',
  OIDC_ISSUER:
    'the https address of an OpenID Connect provider is accepted (http only on this machine), such as https://login.example.org/realms/x',
  OIDC_CLIENT_ID: 'the name under which the provider knows this server is accepted',
  OIDC_CLIENT_SECRET: 'the secret that goes with it is accepted',
  OIDC_NAME: 'up to 60 characters for the button are accepted',
  OIDC_EMAIL: '“verified” or “trusted” is accepted',
  TRUST_PROXY: `a number of hops, or addresses and ranges with commas between them (${TRUSTED_RANGES.join(', ')} are names of ranges), is accepted`,
  METRICS_HOST: 'an IP address without brackets, or a host name, is accepted',
  METRICS_PORT: 'a whole number from 0 to 65535 is accepted (0: any free port)',
};

const HOST_WITHOUT_PORT =
  'METRICS_HOST says where health and metrics are asked for, and needs METRICS_PORT beside it.';

const openToAll = (host: string): string =>
  `SEATS=open lets anyone who reaches the page take any free seat, so it is refused with HOST=${JSON.stringify(host)}, which other machines may reach. Leave SEATS out (or set SEATS=invite), so that people come by invitation, or set HOST to a loopback address (127.0.0.1, ::1 or localhost).`;

const SIGN_IN_HALF =
  'OIDC_ISSUER says where people sign in, and needs OIDC_CLIENT_ID and PUBLIC_URL beside it: the provider sends people back to PUBLIC_URL/api/auth/callback.';

const isNamed = (value: string | undefined): boolean => value !== undefined && value !== '';

/** What the environment says, or a sentence for everything in it that cannot be. An empty value counts as none. */
export const readConfig = (env: Environment): ConfigOutcome => {
  const errors: string[] = [];
  const read = <Value>(name: keyof typeof variables, accepts: z.ZodType<Value>): Value | null => {
    const value = env[name] === '' ? undefined : env[name];
    const parsed = accepts.safeParse(value);
    if (parsed.success) return parsed.data;
    errors.push(`${name}=${JSON.stringify(value)} is refused: ${ACCEPTED[name]}.`);
    return null;
  };
  const port = read('PORT', variables.PORT);
  const host = read('HOST', variables.HOST);
  const data = read('DATA', variables.DATA);
  const publicUrl = read('PUBLIC_URL', variables.PUBLIC_URL);
  const logLevel = read('LOG_LEVEL', variables.LOG_LEVEL);
  const seats = read('SEATS', variables.SEATS);
  const trustProxy = read('TRUST_PROXY', variables.TRUST_PROXY);
  const metricsHost = read('METRICS_HOST', variables.METRICS_HOST);
  const metricsPort = read('METRICS_PORT', variables.METRICS_PORT);
  if (metricsHost !== null && !isNamed(env.METRICS_PORT)) errors.push(HOST_WITHOUT_PORT);
  if (seats === 'open' && host !== null && !isLoopback(host)) errors.push(openToAll(host));
  const issuer = read('OIDC_ISSUER', variables.OIDC_ISSUER);
  const clientId = read('OIDC_CLIENT_ID', variables.OIDC_CLIENT_ID);
  const clientSecret = read('OIDC_CLIENT_SECRET', variables.OIDC_CLIENT_SECRET);
  const providerName = read('OIDC_NAME', variables.OIDC_NAME);
  const email = read('OIDC_EMAIL', variables.OIDC_EMAIL);
  if (issuer !== null && (clientId === null || !isNamed(env.PUBLIC_URL))) errors.push(SIGN_IN_HALF);
  const rule = seats ?? (host !== null && isLoopback(host) ? 'open' : 'invite');
  // `errors` is empty exactly when none of them is null; the compiler wants to see it.
  if (
    errors.length > 0 ||
    port === null ||
    host === null ||
    data === null ||
    logLevel === null ||
    seats === null ||
    trustProxy === null
  )
    return { ok: false, errors };
  const watchPost = metricsPort === null ? null : { host: metricsHost ?? '127.0.0.1', port: metricsPort };
  const signIn =
    issuer === null || clientId === null
      ? null
      : {
          issuer,
          clientId,
          clientSecret,
          assumeVerified: email === 'trusted',
          name: providerName ?? new URL(issuer).hostname,
        };
  return {
    ok: true,
    config: {
      port,
      host,
      data: resolve(data),
      publicUrl,
      logLevel,
      seats: rule,
      signIn,
      trustProxy,
      watchPost,
    },
  };
};
