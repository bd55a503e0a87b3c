// The environment: sensible without a word said, and every wrong word answered in one go.
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isLoopback, readConfig } from '../../server/config.ts';

const errorsOf = (env: Record<string, string>): string[] => {
  const outcome = readConfig(env);
  return outcome.ok ? [] : outcome.errors;
};

describe('the configuration', () => {
  it('needs nothing', () => {
    const config = {
      port: 3000,
      host: '127.0.0.1',
      data: resolve('data'),
      publicUrl: null,
      logLevel: 'info',
      seats: 'open',
      signIn: null,
      trustProxy: 0,
      watchPost: null,
    };
    expect(readConfig({})).toEqual({ ok: true, config });
    expect(readConfig({ PORT: '', HOST: '', DATA: '', PUBLIC_URL: '', LOG_LEVEL: '', SEATS: '' })).toEqual({
      ok: true,
      config,
    });
  });

  it('takes what it is told', () => {
    const env = {
      PORT: '0',
      HOST: '::1',
      DATA: '/var/lib/paraph',
      PUBLIC_URL: 'https://Paraph.example.org:8443/',
      LOG_LEVEL: 'debug',
      SEATS: 'open',
      OIDC_ISSUER: 'https://login.example.org/realms/x',
      OIDC_CLIENT_ID: 'paraph',
      OIDC_CLIENT_SECRET: 'kept',
      OIDC_NAME: 'The Ministry',
      OIDC_EMAIL: 'trusted',
      TRUST_PROXY: 'loopback, 10.0.0.0/8,2001:db8::1',
      METRICS_HOST: '0.0.0.0',
      METRICS_PORT: '9464',
      HOME: '/root',
    };
    expect(readConfig(env)).toEqual({
      ok: true,
      config: {
        port: 0,
        host: '::1',
        data: '/var/lib/paraph',
        publicUrl: 'https://paraph.example.org:8443',
        logLevel: 'debug',
        seats: 'open',
        signIn: {
          issuer: 'https://login.example.org/realms/x',
          clientId: 'paraph',
          clientSecret: 'kept',
          assumeVerified: true,
          name: 'The Ministry',
        },
        trustProxy: ['loopback', '10.0.0.0/8', '2001:db8::1'],
        watchPost: { host: '0.0.0.0', port: 9464 },
      },
    });
  });

  it('lets people sign in only where it is said who asks the provider, and where that sends them back to', () => {
    const issuer = { OIDC_ISSUER: 'http://127.0.0.1:4000' };
    const half = [expect.stringContaining('needs OIDC_CLIENT_ID and PUBLIC_URL')];
    expect(errorsOf({ ...issuer, PUBLIC_URL: 'https://a.org' })).toEqual(half);
    expect(errorsOf({ ...issuer, OIDC_CLIENT_ID: 'paraph' })).toEqual(half);
    expect(readConfig({ ...issuer, OIDC_CLIENT_ID: 'paraph', PUBLIC_URL: 'https://a.org' })).toMatchObject({
      ok: true,
      config: { signIn: { clientSecret: null, assumeVerified: false, name: '127.0.0.1' } },
    });
  });

  it('takes a number of hops, and metrics beside the page on this machine', () => {
    expect(readConfig({ TRUST_PROXY: '2', METRICS_PORT: '0' })).toMatchObject({
      ok: true,
      config: { trustProxy: 2, watchPost: { host: '127.0.0.1', port: 0 } },
    });
    expect(errorsOf({ METRICS_HOST: '127.0.0.1' })).toEqual([expect.stringContaining('needs METRICS_PORT')]);
  });

  it.each([
    ['PORT', ['65536', '-1', '3000.5', '0x10', 'http', ' 80', '1e3']],
    ['HOST', ['[::1]', 'http://localhost', 'a b', '127.0.0.1:3000', '256.1.1.1', '127.1', '1234', '-a.org']],
    [
      'PUBLIC_URL',
      ['paraph.example.org', 'ftp://a.org', 'https://a.org/paraph', 'https://u:p@a.org', '//a.org'],
    ],
    ['LOG_LEVEL', ['verbose', 'INFO']],
    ['SEATS', ['closed', 'Open']],
    [
      'OIDC_ISSUER',
      ['login.example.org', 'http://login.example.org', 'https://a.org?x=1', 'https://u@a.org'],
    ],
    ['DATA', ['a\0b']],
    ['TRUST_PROXY', ['true', '-1', '100', 'proxy.example.org', '10.0.0.0/33', '1.2.3.4,,', '*']],
    ['METRICS_PORT', ['65536', 'x']],
  ])('refuses a wrong %s, naming it and its value', (name, values) => {
    for (const value of values) {
      const errors = errorsOf({ [name]: value });
      expect(errors, value).toHaveLength(1);
      expect(errors[0]).toContain(`${name}=${JSON.stringify(value)}`);
      expect(errors[0]).toContain('accepted');
    }
  });

  it('names all that is wrong at once', () => {
    const errors = errorsOf({ PORT: 'x', LOG_LEVEL: 'y', PUBLIC_URL: 'z', HOST: '0.0.0.0', SEATS: 'some' });
    expect(errors).toHaveLength(4);
    for (const [i, name] of ['PORT', 'PUBLIC_URL', 'LOG_LEVEL', 'SEATS'].entries())
      expect(errors[i]).toMatch(new RegExp(`^${name}=`));
  });
});

describe('seats', () => {
  it.each([
    '127.0.0.1',
    '127.255.0.9',
    '::1',
    '0:0:0:0:0:0:0:1',
    '::ffff:127.0.0.1',
    'localhost',
    'LocalHost',
  ])('are open on %s, unless they are to be given by invitation', (host) => {
    expect(isLoopback(host)).toBe(true);
    expect(readConfig({ HOST: host })).toMatchObject({ ok: true, config: { seats: 'open' } });
    expect(readConfig({ HOST: host, SEATS: 'invite' })).toMatchObject({
      ok: true,
      config: { seats: 'invite' },
    });
  });

  it.each([
    '0.0.0.0',
    '::',
    '128.0.0.1',
    '10.0.0.1',
    '::ffff:10.0.0.1',
    'example.org',
    'localhost.example.org',
  ])('are given by invitation on %s, and open ones refused, saying what to do', (host) => {
    expect(isLoopback(host)).toBe(false);
    expect(readConfig({ HOST: host })).toMatchObject({ ok: true, config: { seats: 'invite' } });
    const errors = errorsOf({ HOST: host, SEATS: 'open' });
    expect(errors).toHaveLength(1);
    expect(errors[0]).toContain(`HOST=${JSON.stringify(host)}`);
    expect(errors[0]).toContain('SEATS=invite');
    expect(errors[0]).toContain('HOST to a loopback address');
  });
});
