// What a page will need, named in its document: the code of a screen comes beside the code that all screens share, and not
// only after that has run.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** What the build says it made, by source file. */
const Manifest = z.record(
  z.string(),
  z.object({
    file: z.string(),
    css: z.array(z.string()).default([]),
    imports: z.array(z.string()).default([]),
  }),
);
type Manifest = z.infer<typeof Manifest>;

/** What `client/main.ts` asks for, whatever the screen. */
const START = 'start.tsx';

/** As in `client/app.tsx`. */
const SCREENS: readonly [address: RegExp, source: string][] = [
  [/^\/b\/[^/]+\/replay\/?$/, 'replay/ReplayPage.tsx'],
  [/^\/b\/[^/]+\/history\/?$/, 'concessions/ConcessionsPage.tsx'],
  [/^\/b\/[^/]+(?:\/[^/]+)?\/?$/, 'table/TablePage.tsx'],
];

/** The files of a chunk and of all that it imports, scripts and styles. */
const filesOf = (manifest: Manifest, source: string, seen = new Set<string>()): Set<string> => {
  const chunk = manifest[source];
  if (chunk === undefined || seen.has(source)) return new Set();
  seen.add(source);
  return new Set([
    chunk.file,
    ...chunk.css,
    ...chunk.imports.flatMap((each) => [...filesOf(manifest, each, seen)]),
  ]);
};

const linkTo = (file: string): string =>
  file.endsWith('.css')
    ? `<link rel="stylesheet" crossorigin href="/${file}">`
    : `<link rel="modulepreload" crossorigin href="/${file}">`;

/** For an address, the links that its document should have beside those in `html`; none where the build made no manifest. */
export const readHints = async (folder: string, html: string): Promise<(path: string) => string> => {
  const text = await readFile(join(folder, '.vite', 'manifest.json'), 'utf8').catch(() => '{}');
  const manifest = Manifest.parse(JSON.parse(text));
  const linksTo = (...sources: string[]): string =>
    [...new Set(sources.flatMap((source) => [...filesOf(manifest, source)]))]
      .filter((file) => !html.includes(file))
      .map(linkTo)
      .join('');
  const links = SCREENS.map(([address, source]): [RegExp, string] => [address, linksTo(START, source)]);
  const others = linksTo(START);
  return (path) => links.find(([address]) => address.test(path))?.[1] ?? others;
};
