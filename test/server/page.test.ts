// The built page as it is served: packed by the build, and with what an address will need named in its document.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import type { AddressInfo, Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import express from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtPage } from '../../server/http/page.ts';

const folder = mkdtempSync(join(tmpdir(), 'paraph-page-'));
const SCRIPT = 'export const words = "whereas";';
const MANIFEST = {
  'replay/ReplayPage.tsx': {
    file: 'assets/Replay-1.js',
    css: ['assets/Replay-1.css'],
    imports: ['_shared.js'],
  },
  '_shared.js': { file: 'assets/shared-1.js', imports: ['_shared.js', '_known.js'] },
  '_known.js': { file: 'assets/known-1.js' },
};
let server: Server;

type Got = { status: number | undefined; headers: Record<string, unknown>; bytes: number; text: string };

const ask = (path: string, encodings: string): Promise<Got> =>
  new Promise((resolve, reject) => {
    const { port } = server.address() as AddressInfo;
    const options = { port, path, host: '127.0.0.1', headers: { 'accept-encoding': encodings } };
    get(options, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const all = Buffer.concat(chunks);
        const { statusCode: status, headers } = response;
        resolve({ status, headers, bytes: all.length, text: all.toString('utf8') });
      });
    }).on('error', reject);
  });

beforeAll(async () => {
  mkdirSync(join(folder, 'assets'));
  mkdirSync(join(folder, '.vite'));
  writeFileSync(join(folder, '.vite', 'manifest.json'), JSON.stringify(MANIFEST));
  writeFileSync(
    join(folder, 'index.html'),
    '<html><head><script src="/assets/known-1.js" nonce="__CSP_NONCE__"></script></head></html>',
  );
  writeFileSync(join(folder, 'assets', 'a-1.js'), SCRIPT);
  writeFileSync(join(folder, 'assets', 'a-1.js.br'), brotliCompressSync(SCRIPT));
  writeFileSync(join(folder, 'assets', 'a-1.js.gz'), gzipSync(SCRIPT));
  const page = await builtPage(folder);
  const app = express();
  app.use((_request, response, next) => {
    response.locals.nonce = 'once';
    next();
  });
  app.use(page.assets);
  app.get(/./, page.document);
  await new Promise<void>((listening) => {
    server = app.listen(0, '127.0.0.1', () => listening());
  });
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('the built page', () => {
  it('comes packed as the reader can take it, under its own name and kind', async () => {
    for (const [encodings, used] of [
      ['gzip, br', 'br'],
      ['gzip', 'gzip'],
      ['identity', undefined],
    ] as const) {
      const { status, headers, text } = await ask('/assets/a-1.js', encodings);
      expect([status, headers['content-encoding']]).toEqual([200, used]);
      expect(headers['content-type']).toMatch(/^text\/javascript/);
      expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
      if (used === undefined) expect(text).toBe(SCRIPT);
    }
  });

  it('names in a replay’s document what it will need and the document does not name yet', async () => {
    const { text } = await ask('/b/drc-us/replay?at=4', 'identity');
    expect(text).toContain('<link rel="modulepreload" crossorigin href="/assets/Replay-1.js">');
    expect(text).toContain('<link rel="modulepreload" crossorigin href="/assets/shared-1.js">');
    expect(text).toContain('<link rel="stylesheet" crossorigin href="/assets/Replay-1.css">');
    expect(text.split('known-1.js').length).toBe(2);
    expect(text).toContain('nonce="once"');
    expect((await ask('/', 'identity')).text).not.toContain('Replay-1');
  });

  it('gives nobody the build’s manifest', async () => {
    expect((await ask('/.vite/manifest.json', 'identity')).text).not.toContain('ReplayPage');
  });
});
