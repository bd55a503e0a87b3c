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
      },
    });
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
    ['DATA', ['a\0b']],
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
