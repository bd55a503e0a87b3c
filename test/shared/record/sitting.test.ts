// The record of a sitting, from a table whose story a test tells.
import { beforeAll, describe, expect, it } from 'vitest';
import type { Table } from '../../../server/table.ts';
import { boardFrom } from '../../../server/http/new-board.ts';
import type { Language } from '../../../shared/board.ts';
import { cleanHash, clauseView } from '../../../shared/clause.ts';
import { ledgerEntries } from '../../../shared/ledger.ts';
import type { Move } from '../../../shared/moves.ts';
import { importTexts } from '../../../shared/notation/import.ts';
import { PARTIES } from '../../../shared/parties.ts';
import { sittingPaper } from '../../../shared/record/sitting.ts';
import type { SittingPaper } from '../../../shared/record/sitting.ts';
import { laidBoard } from '../../support/laid-board.ts';

const EN = [
  '# Article 1. Clean',
  '',
  'The Parties shall meet.',
  '',
  '# Article 2. Agreed',
  '',
  'The Parties shall report.',
  '',
  '# Article 3. Open',
  '{stock} Cobalt in stock | number t | 0 to 50000, step 500 | DRC: 5000 | US: 20000',
  '',
  'They hold {stock} of cobalt in a store that both of them [DRC: guard][US: visit] every year.',
].join('\n');

let table: Table;
let moves = 0;
const move = async (seat: string, what: Move): Promise<void> => {
  const answer = await table.move(seat, `of-the-test-${(moves += 1)}`, what);
  if (!answer.ok) throw new Error(answer.code);
};
const hashOf = (clause: string): Promise<string> =>
  table.read(({ state, text }) => {
    const found = state.clauses.find(({ id }) => id === clause)!;
    return cleanHash(state, found, clauseView(state, text, found))!;
  });
const paper = (lang: Language, sitting = 1): Promise<SittingPaper | null> =>
  table.read(({ state, text, doc }) =>
    sittingPaper({ state, text, entries: ledgerEntries(doc) }, sitting, lang, ['foot']),
  );
const itemsOf = ({ sections }: SittingPaper, at: number): string[] =>
  sections[at]!.groups.flatMap(({ items }) => items);

beforeAll(async () => {
  const imported = importTexts({ en: EN, fr: '' }, PARTIES);
  expect(imported.report).toEqual([]);
  table = (await laidBoard(boardFrom('told', { en: 'Told', fr: 'Dite' }, imported))).table;
  const hash = await hashOf('2');
  await move('drc-1', { kind: 'initial', clause: '2', hash, adReferendum: true });
  await move('us-1', { kind: 'initial', clause: '2', hash });
  await move('us-1', { kind: 'setTerm', clause: '3', term: 'stock', value: 15_000 });
  await move('us-1', { kind: 'propose', clause: '3', note: 'Our last figure.' });
});

describe('the record of a sitting', () => {
  it('tells the sitting in English', async () => {
    const told = (await paper('en'))!;
    expect(told.title).toBe('Record of sitting 1');
    expect(itemsOf(told, 0)).toEqual([
      'DRC: head of delegation (1\u00a0act on record in this sitting)',
      'US: head of delegation (3\u00a0acts on record in this sitting)',
      'Chair (1\u00a0act on record in this sitting)',
    ]);
    expect(told.sections[1]!.groups).toEqual([
      {
        heading: null,
        items: ['Article\u00a02, Agreed: locked (initialled by DRC ad referendum, US) in this sitting.'],
      },
      { heading: 'Clean, not initialled', items: ['Article\u00a01, Clean'] },
    ]);
    expect(told.sections[2]!.groups).toEqual([
      {
        heading: 'Article\u00a03, Open (1\u00a0bracket, 1\u00a0figure)',
        items: [
          'Cobalt in stock — DRC: 5,000\u00a0t; US: 15,000\u00a0t',
          '… a store that both of them [DRC: guard][US: visit] every year.',
        ],
      },
    ]);
    const done = itemsOf(told, 3).map((item) =>
      item.replace(/^\d\d:\d\d\u00a0UTC: /, '').replaceAll('\u00a0', ' '),
    );
    expect(done).toEqual([
      'Sitting 1 opened.',
      'The DRC initialled Article 2 ad referendum.',
      'The US initialled Article 2.',
      'Article 2 is locked: both heads have initialled.',
      'The US moved cobalt in stock from 20,000 to 15,000 t in Article 3.',
      'The US tabled revision 1 of Article 3. “Our last figure.”',
    ]);
    expect(itemsOf(told, 4)).toEqual([
      'Article\u00a01, Clean: to be initialled.',
      'Article\u00a03, Open: 1\u00a0bracket, 1\u00a0figure to settle; awaiting the\u00a0DRC.',
      'Article\u00a02, Agreed: initials ad referendum of the\u00a0DRC to be confirmed.',
    ]);
    expect(told.foot).toEqual(['foot']);
  });

  it('tells the same in French, and knows no sitting that never was', async () => {
    const told = (await paper('fr'))!;
    expect(told.title).toBe('Procès-verbal de la séance 1');
    expect(itemsOf(told, 1)[0]).toBe(
      'Article\u00a02, Agreed\u00a0: verrouillé (paraphé par RDC ad referendum, É.\u2011U.) durant cette séance.',
    );
    expect(itemsOf(told, 2)).toEqual([
      'Cobalt in stock — RDC\u00a0: 5\u202f000\u00a0t\u202f; É.\u2011U.\u00a0: 15\u202f000\u00a0t',
    ]);
    expect(itemsOf(told, 3).map((item) => item.replaceAll(/[\u00a0\u202f]/g, ' '))[4]).toMatch(
      /^\d\d:\d\d UTC : Les É\.\u2011U\. ont fait passer « cobalt in stock » de 20 000 à 15 000 t à l’article 3\.$/,
    );
    expect(await paper('en', 2)).toBeNull();
  });

  it('says when a sitting began and ended once it is adjourned', async () => {
    expect((await paper('en'))!.lines[1]).toMatch(/^3 March 2026, opened at 09:\d\d\sUTC; not adjourned$/);
    await move('drc-1', { kind: 'propose', clause: '3' });
    const left = itemsOf((await paper('fr'))!, 4).map((item) => item.replaceAll(/[\u00a0\u202f]/g, ' '));
    expect(left[1]).toMatch(/réponse attendue : É\.\u2011U\.$/);
    await move('chair-1', { kind: 'adjourn' });
    expect((await paper('en'))!.lines[1]).toMatch(/^3 March 2026, 09:\d\d\sUTC to 09:\d\d\sUTC$/);
    expect((await paper('fr'))!.lines[1]).toMatch(/^3 mars 2026, de 09:\d\d\sUTC à 09:\d\d\sUTC$/);
  });
});
