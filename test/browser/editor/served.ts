// The editors' page, built in memory and served.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { build } from 'vite';

const NONCE = 'dGhlIHBhZ2Ugb2YgYSB0ZXN0';
const TYPES: Record<string, string> = { html: 'text/html', js: 'text/javascript', css: 'text/css' };

export const servePage = async (): Promise<{ url: string; close(): Promise<void> }> => {
  const root = fileURLToPath(new URL('.', import.meta.url));
  const built = await build({
    root,
    configFile: false,
    logLevel: 'error',
    plugins: [react()],
    html: { cspNonce: NONCE },
    build: { write: false, assetsInlineLimit: 0, minify: false, target: 'es2022' },
  });
  const files = new Map<string, string | Uint8Array>();
  for (const result of Array.isArray(built) ? built : [built])
    if ('output' in result)
      for (const file of result.output)
        files.set(`/${file.fileName}`, file.type === 'chunk' ? file.code : file.source);
  const server = createServer((request, response) => {
    const path = request.url === '/' ? '/index.html' : (request.url ?? '/');
    const file = files.get(path);
    if (file === undefined) {
      response.writeHead(404).end();
      return;
    }
    const type = TYPES[path.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
    // As strict as the real page: no inline script and no inline style.
    const policy = `default-src 'none'; script-src 'self'; style-src 'self' 'nonce-${NONCE}'; font-src 'self'`;
    response.writeHead(200, { 'content-type': type, 'content-security-policy': policy }).end(file);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}/`,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
};
