// The program as a process: it says what is wrong before it starts, ends cleanly, and leaves the folder to the next.
import { connect, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { BOARD, Seat, until } from '../support/seat.ts';
import { ServerProcess, dataFolder, ensureClientBuilt, freePort, removeFolder } from '../support/server.ts';
import { Watcher } from '../support/watcher.ts';

// Real sockets, disks and processes: on a machine that has much else to do they take their time.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 60_000 });

const folders: string[] = [];
const running: ServerProcess[] = [];

const folder = (): string => {
  const made = dataFolder();
  folders.push(made);
  return made;
};
const start = (env: Record<string, string>): ServerProcess => {
  const process = new ServerProcess(env);
  running.push(process);
  return process;
};
/** Its exit code and what it said. */
const refusal = async (env: Record<string, string>): Promise<{ code: number | null; output: string }> => {
  const process = start({ PORT: '0', DATA: folder(), ...env });
  const { code } = await process.exited;
  return { code, output: process.output };
};

beforeAll(ensureClientBuilt, 120_000);
afterEach(async () => {
  for (const process of running.splice(0)) await process.stop('SIGKILL');
  for (const made of folders.splice(0)) removeFolder(made);
});

describe('ending', () => {
  it('closes within 5 s and with 0 on SIGTERM, and everybody goes on with the next process', async () => {
    const [DATA, PORT] = [folder(), String(await freePort())];
    let process = start({ DATA, PORT });
    const origin = await process.listening();
    expect(origin).toBe(`http://127.0.0.1:${PORT}`);
    const head = await Seat.join(origin, { party: 'drc', role: 'head' });
    const polling = await Seat.join(origin, { party: 'us' }, { transports: ['polling'] });
    const watcher = await Watcher.join(origin);
    const clause = head.state.clauses[0]!.id;
    const text = (): string => watcher.doc.getText(`text:${clause}:en`).toString();

    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      for (let i = 0; i < 20; i += 1) head.type(clause, 'en', 0, `${signal}${i} `); // in hand as it ends
      const exit = await process.stop(signal);
      expect(exit, process.output).toMatchObject({ code: 0, signal: null });
      expect(exit.afterMs).toBeLessThan(5000);
      expect(head.live).toBe(false);
      head.type(clause, 'en', 0, `after-${signal} `);
      process = start({ DATA, PORT });
      await process.listening();
      await Promise.all([head.settled(), polling.settled()]);
      await until('the watcher is back', () => text().startsWith(`after-${signal} ${signal}19 `));
      await until('so is who polls', () => polling.text(clause, 'en') === text());
    }
    expect(head.sittings.every(({ pen }) => pen === head.sittings[0]!.pen)).toBe(true);
    expect([...head.refusals, ...polling.refusals, ...head.gaps, ...polling.gaps]).toEqual([]);
    expect(watcher.gaveUp).toBe(null);
    const numbered = (word: string): string[] => Array.from({ length: 20 }, (_, i) => `${word}${19 - i} `);
    expect(text()).toMatch(
      new RegExp(`^after-SIGINT ${numbered('SIGINT').join('')}after-SIGTERM ${numbered('SIGTERM').join('')}`),
    );
    for (const each of [head, polling, watcher]) each.leave();
  }, 30_000);

  it('closes although somebody holds a connection and says nothing', async () => {
    const process = start({ DATA: folder(), PORT: '0' });
    const { hostname, port } = new URL(await process.listening());
    const silent = connect(Number(port), hostname);
    silent.on('error', () => undefined);
    await new Promise((resolve) => silent.once('connect', resolve));
    silent.write(`POST /api/boards/${BOARD}/join HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n{`);
    expect(await process.stop()).toMatchObject({ code: 0 });
    silent.destroy();
  }, 30_000);
});

describe('not starting', () => {
  it('refuses a data folder that another process uses', async () => {
    const DATA = folder();
    await start({ DATA, PORT: '0' }).listening();
    const { code, output } = await refusal({ DATA });
    expect(code).toBe(1);
    expect(output).toContain(`Another Paraph server is using the data folder ${DATA}.`);
  }, 30_000);

  it('names a port that is taken', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    const { code, output } = await refusal({ PORT: String(port) });
    expect(code).toBe(1);
    expect(output).toContain(`Port ${port} on 127.0.0.1 is taken by another program.`);
    other.close();
  });

  it('lists everything that is wrong with its configuration, and nothing else', async () => {
    const { code, output } = await refusal({
      PORT: 'http',
      PUBLIC_URL: 'ftp://x',
      LOG_LEVEL: 'loud',
      SEATS: 'whoever',
    });
    expect(code).toBe(1);
    const lines = output.trim().split('\n');
    expect(lines).toHaveLength(4);
    expect(lines).toContainEqual(expect.stringMatching(/^PORT="http" is refused:/));
    expect(lines).toContainEqual(expect.stringMatching(/^PUBLIC_URL="ftp:\/\/x" is refused:/));
    expect(lines).toContainEqual(expect.stringMatching(/^LOG_LEVEL="loud" is refused:/));
    expect(lines).toContainEqual(expect.stringMatching(/^SEATS="whoever" is refused:/));
    const open = await refusal({ HOST: '0.0.0.0', SEATS: 'open' });
    expect(open).toMatchObject({ code: 1, output: expect.stringContaining('SEATS=open lets anyone') });
  });
});

it('serves the built page, which fits its own policy', async () => {
  const origin = await start({ DATA: folder(), PORT: '0' }).listening();
  const response = await fetch(`${origin}/b/${BOARD}`);
  const html = await response.text();
  const nonce = /'nonce-([^']+)'/.exec(response.headers.get('content-security-policy') ?? '')?.[1];
  expect(html).not.toContain('__CSP_NONCE__');
  for (const [tag] of html.matchAll(/<(?:script|style)[^>]*>/g)) expect(tag).toContain(`nonce="${nonce}"`);
  expect(html).not.toMatch(/\sstyle=|\son\w+=/);
  const assets = [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, path]) => path!);
  expect(assets.length).toBeGreaterThan(0);
  for (const path of assets) {
    const asset = await fetch(`${origin}${path}`, { headers: { 'Accept-Encoding': 'gzip' } });
    expect(asset.status).toBe(200);
    expect(asset.headers.get('cache-control')).toContain('immutable');
    // What fits into one packet is not worth packing.
    if ((await asset.arrayBuffer()).byteLength > 1024)
      expect(asset.headers.get('content-encoding')).toBe('gzip');
  }
}, 30_000);
