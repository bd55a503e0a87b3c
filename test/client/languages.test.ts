// In which languages a person has the articles before them: as they chose, as far as the board has them.
import { expect, test } from 'vitest';
import { languagesOf, textLanguages } from '../../client/i18n/languages.ts';
import { filesOf } from '../../client/exports/files.ts';

const BOTH = { languages: ['en', 'fr'] } as const;
const FRENCH = { languages: ['fr'] } as const;
const chosen = (board: Parameters<typeof textLanguages>[1]) =>
  (['en', 'fr', 'both'] as const).map((choice) => textLanguages(choice, board).join());

test('a board of two languages is read as was chosen, one of one in that', () => {
  expect(chosen({ languages: [...BOTH.languages] })).toEqual(['en', 'fr', 'en,fr']);
  expect(chosen({ languages: [...FRENCH.languages] })).toEqual(['fr', 'fr', 'fr']);
  expect(chosen(null)).toEqual(['en', 'fr', 'en,fr']);
  expect(languagesOf(null)).toEqual(['en', 'fr']);
});

test('files are offered in the board’s languages alone, records in either', () => {
  const files = filesOf('b', null, [1], ['fr']).flatMap(({ kind, links }) =>
    links.flatMap(({ which }) => (which === null ? [] : [`${kind} ${which}`])),
  );
  expect(files).toEqual(['clean fr', 'compilation fr', 'text fr', 'record en', 'record fr']);
});
