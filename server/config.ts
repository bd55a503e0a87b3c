// What the program is told by its environment, read once at the start: all of it is right, or nothing starts.
import { BlockList, isIP, isIPv6 } from 'node:net';
import { resolve } from 'node:path';
import { z } from 'zod';
import type { SeatsRule } from '../shared/seats.ts';

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

// Each variable with what it accepts; the sentence stands behind the value that was refused.
const variables = {
  PORT: z
    .string()
    .regex(/^\d{1,5}$/)
    .transform(Number)
    .refine((port) => port <= 65_535)
    .default(3000),
  HOST: z
    .string()
    .refine((host) => isIP(host) !== 0 || HOST_NAME.test(host))
    .default('127.0.0.1'),
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
};

const ACCEPTED: Record<keyof typeof variables, string> = {
  PORT: 'a whole number from 0 to 65535 is accepted (0: any free port)',
  HOST: 'an IP address without brackets, or a host name, is accepted',
  DATA: 'the path of a folder is accepted',
  PUBLIC_URL:
    'an http or https address with nothing behind the host and port is accepted, such as https://paraph.example.org',
  LOG_LEVEL: `one of ${LOG_LEVELS.join(', ')} is accepted`,
  SEATS: '“invite” or “open” is accepted',
};

const openToAll = (host: string): string =>
  `SEATS=open lets anyone who reaches the page take any free seat, so it is refused with HOST=${JSON.stringify(host)}, which other machines may reach. Leave SEATS out (or set SEATS=invite), so that people come by invitation, or set HOST to a loopback address (127.0.0.1, ::1 or localhost).`;

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
  if (seats === 'open' && host !== null && !isLoopback(host)) errors.push(openToAll(host));
  const rule = seats ?? (host !== null && isLoopback(host) ? 'open' : 'invite');
  // `errors` is empty exactly when none of them is null; the compiler wants to see it.
  if (
    errors.length > 0 ||
    port === null ||
    host === null ||
    data === null ||
    logLevel === null ||
    seats === null
  )
    return { ok: false, errors };
  return { ok: true, config: { port, host, data: resolve(data), publicUrl, logLevel, seats: rule } };
};
