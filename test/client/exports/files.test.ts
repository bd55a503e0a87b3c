// Where the files of a board are.
import { expect, it } from 'vitest';
import { filesOf } from '../../../client/exports/files.ts';

it('names every file, asks for each as the seat of this tab, and lists the newest sitting’s record first', () => {
  const groups = filesOf('drc-us', 'us-1', [1, 2], ['en', 'fr']);
  expect(groups.map(({ kind, sitting }) => (sitting === null ? kind : `${kind} ${sitting}`))).toEqual([
    'clean',
    'compilation',
    'text',
    'record 2',
    'record 1',
    'ledger',
    'bundle',
  ]);
  const links = groups.flatMap((group) => group.links);
  expect(new Set(links.map(({ url }) => url)).size).toBe(links.length);
  for (const { url } of links) expect(url).toMatch(/^\/api\/boards\/drc-us\/[^?]+\?seat=us-1$/);
  expect(filesOf('drc-us', null, [], ['en', 'fr'])[0]!.links[0]!.url).toBe(
    '/api/boards/drc-us/export/clean-en.docx',
  );
});
