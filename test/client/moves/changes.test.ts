// What a dialog says an act will do is what the act does: shown first, then done by the real rules, then compared.
import { describe, expect, test } from 'vitest';
import { bracketsToAccept, changesOnAccept, readingOnAccept } from '../../../client/moves/changes.ts';
import { clauseView } from '../../../shared/clause.ts';
import type { ClauseView } from '../../../shared/clause.ts';
import { clauseOf, standingRevision } from '../../../shared/state.ts';
import type { ClauseState } from '../../../shared/state.ts';
import { readingOf } from '../../../shared/text/reading.ts';
import { CLAUSE, lay } from '../../support/laid-text.ts';
import type { FakeTable } from '../../support/fake-view.ts';

const see = (table: FakeTable): { clause: ClauseState; seen: ClauseView } => {
  const clause = clauseOf(table.state, CLAUSE)!;
  return { clause, seen: clauseView(table.state, table.log.working.text, clause) };
};

const disputed = () =>
  lay([
    ['both', 'The Parties '],
    ['drc', 'shall '],
    ['us', 'may '],
    ['both', 'hold a stock'],
    ['drc', ', in the DRC'],
    ['both', '.'],
    ['us', ' Either may sell.'],
  ]);

describe('accepting all brackets of the other side', () => {
  const acceptAll = (striking: boolean) => {
    const { table } = disputed();
    const { clause, seen } = see(table);
    const [en] = bracketsToAccept(table.state, seen, clause, 'us', 'drc');
    const shown = readingOnAccept(seen, 'us', en!, striking);
    table.log.move('us-1', { kind: 'adopt', clause: CLAUSE, lang: 'en', ranges: [...en!.adopt] });
    if (striking)
      table.log.move('us-1', { kind: 'strike', clause: CLAUSE, lang: 'en', ranges: [...en!.strike] });
    return { shown, done: readingOf(table.position(CLAUSE, 'en', 'us')) };
  };

  test('with one’s own words that stand against them withdrawn, and only those', () => {
    const { shown, done } = acceptAll(true);
    expect(shown.before).toBe('The Parties may hold a stock. Either may sell.');
    expect(shown.after).toBe('The Parties shall hold a stock, in the DRC. Either may sell.');
    expect(done).toBe(shown.after);
  });

  test('or with one’s own words kept', () => {
    const { shown, done } = acceptAll(false);
    expect(shown.after).toBe('The Parties shall may hold a stock, in the DRC. Either may sell.');
    expect(done).toBe(shown.after);
  });

  test('words that both have typed are nobody’s bracket', () => {
    const { table } = lay([
      ['both', 'The Parties '],
      ['drc', 'shall '],
      ['us', 'shall '],
      ['both', 'meet'],
      ['drc', ' yearly'],
      ['both', '.'],
    ]);
    const { clause, seen } = see(table);
    const [en] = bracketsToAccept(table.state, seen, clause, 'us', 'drc');
    expect(readingOnAccept(seen, 'us', en!, false).after).toBe('The Parties shall meet yearly.');
  });

  test('a language without any is left out', () => {
    const { table } = lay([['both', 'The Parties meet.']]);
    const { clause, seen } = see(table);
    expect(bracketsToAccept(table.state, seen, clause, 'us', 'drc')).toEqual([]);
  });
});

test('accepting a revision shows exactly what it changes', () => {
  const { table } = disputed();
  table.log.move('drc-1', { kind: 'setTerm', clause: CLAUSE, term: 'tonnes', value: 5000 });
  table.log.move('us-1', { kind: 'setTerm', clause: CLAUSE, term: 'tonnes', value: 20_000 });
  table.log.move('us-1', { kind: 'setTerm', clause: CLAUSE, term: 'years', value: 10 });
  table.log.move('drc-1', { kind: 'propose', clause: CLAUSE });
  const { clause, seen } = see(table);
  const revision = standingRevision(clause, 'drc')!;
  const { texts, figures } = changesOnAccept(clause, seen, 'us', revision);
  expect(texts).toEqual([
    {
      lang: 'en',
      before: 'The Parties may hold a stock. Either may sell.',
      after: 'The Parties shall hold a stock, in the DRC.',
    },
  ]);
  expect(figures.map(({ definition, from, to }) => [definition.id, from, to])).toEqual([
    ['tonnes', 20_000, 5000],
  ]);
  const { hash } = revision;
  expect(table.log.move('us-1', { kind: 'accept', clause: CLAUSE, revision: 1, hash }).ok).toBe(true);
  expect(readingOf(table.position(CLAUSE, 'en', 'us'))).toBe(texts[0]?.after);
  expect(see(table).clause.values['tonnes']?.['us']?.value).toBe(5000);
});
