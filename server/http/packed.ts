// Built files as the build has packed them: once, and better than there would be time for with every request.
import { existsSync, globSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { RequestHandler } from 'express';

/** The best first. `vite.config.ts` writes them. */
const PACKED = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const;

/** Answers for the files under `folder` that there is a packed form of, where the reader takes it. */
export const packedFiles = (folder: string): RequestHandler => {
  const known = new Set(existsSync(folder) ? globSync('assets/*.{br,gz}', { cwd: folder }) : []);
  return (request, response, next) => {
    const file = request.path.slice(1);
    const form = PACKED.find(
      ([encoding, ending]) =>
        known.has(`${file}${ending}`) && request.acceptsEncodings(encoding) === encoding,
    );
    if (form === undefined || (request.method !== 'GET' && request.method !== 'HEAD')) return next();
    const [encoding, ending] = form;
    response.type(extname(file)).set({ 'Content-Encoding': encoding, Vary: 'Accept-Encoding' });
    // The build puts a hash of the content into the names of what lies under assets/.
    response.sendFile(join(folder, `${file}${ending}`), { immutable: true, maxAge: '1y' });
  };
};
