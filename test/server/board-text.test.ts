// A board's text, and a board laid from it: the two say the same.
import { describe, expect, it } from 'vitest';
import { drcUsBoard } from '../../server/boards/drc-us/board.ts';
import { PARTIES } from '../../shared/parties.ts';
import { boardText } from '../../server/http/export-text.ts';
import { importTexts } from '../../shared/notation/import.ts';
import type { Table } from '../../server/table.ts';
import { laidBoard } from '../support/laid-board.ts';
import { boardFrom } from '../../server/http/new-board.ts';
import { clauseView, valuesOf } from '../../shared/clause.ts';

type Texts = { en: string; fr: string };
const textsOf = (table: Table): Promise<Texts> =>
  table.read((board) => ({ en: boardText(board, 'en'), fr: boardText(board, 'fr') }));

const laidFrom = async (texts: Texts, remarks: string[] = []): Promise<Table> => {
  const imported = importTexts(texts, PARTIES);
  expect(imported.report.map(({ code }) => code)).toEqual(remarks);
  return (await laidBoard(boardFrom('again', imported.title!, imported))).table;
};

/** All but the remark that names the record, which is another log's. */
const withoutRecord = (text: string): string => text.replace(/^\/\/ (?:Record|Registre).*\n/m, '');

describe('the text of the board that ships', () => {
  it('lays a board that has the same text, positions and figures', async () => {
    const first = (await laidBoard(drcUsBoard)).table;
    const texts = await textsOf(first);
    expect(texts.en).toContain('# Article 5. Joint strategic stockpile');
    const second = await laidFrom(texts);
    const again = await textsOf(second);
    expect(withoutRecord(again.en)).toBe(withoutRecord(texts.en));
    expect(withoutRecord(again.fr)).toBe(withoutRecord(texts.fr));
    const told = (table: Table): Promise<object[]> =>
      table.read(({ state, text }) =>
        state.clauses.map((clause) => ({
          title: clause.title,
          terms: clause.terms,
          values: [valuesOf(clause, 'drc'), valuesOf(clause, 'us')],
          readings: (['en', 'fr'] as const).map(
            (lang) => clauseView(state, text, clause).texts[lang].readings,
          ),
        })),
      );
    expect(await told(second)).toEqual(await told(first));
  });
});

describe('words of nobody named', () => {
  it('are typed by the chair where they stand, and come out there again', async () => {
    const en = [
      '# Article 1. One',
      '',
      'The Parties [DRC: shall][US: may] [promptly ]meet[ and report].',
      '[A second paragraph',
      'and a third.]',
    ].join('\n');
    const table = await laidFrom({ en: `Title: A board\n\n${en}\n`, fr: '' });
    const texts = await textsOf(table);
    expect(texts.en).toContain(en);
    const offered = await table.read(({ doc }) => doc.getText('text:1:en').toString());
    expect(offered).toContain('promptly');
    // Both languages have its heading now, and one has no words.
    const again = await textsOf(await laidFrom(texts, ['no-words-here']));
    expect(withoutRecord(again.en)).toBe(withoutRecord(texts.en));
  });
});
