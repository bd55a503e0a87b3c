// Lays a text whose words belong to whom a test says, by the acts of the seats themselves.
import type { Range } from '../../shared/ids.ts';
import { newClause, SHARE, TONNES, YEARS } from './boards.ts';
import { FakeTable } from './fake-view.ts';
import type { FakeView } from './fake-view.ts';

export const CLAUSE = 'a1';

/** `both` was typed by the DRC and adopted by the US, `shared` the other way round. */
export type Part = readonly [who: 'both' | 'shared' | 'drc' | 'us' | 'chair', words: string];

export type Laid = { table: FakeTable; drc: FakeView; us: FakeView; chair: FakeView };

/** @param others how many further articles, `b0` …, hold the same words, typed by the US, in both languages */
export const lay = (parts: readonly Part[], others = 0): Laid => {
  const further = Array.from({ length: others }, (_, i) => newClause(`b${String(i)}`));
  const table = new FakeTable([newClause(CLAUSE, [YEARS, SHARE, TONNES]), ...further]);
  const laid = {
    table,
    drc: table.seat('drc-1'),
    us: table.seat('us-1'),
    chair: table.seat('chair-1'),
  };
  let at = 0;
  for (const [who, words] of parts) {
    const typist = who === 'both' || who === 'drc' ? laid.drc : who === 'chair' ? laid.chair : laid.us;
    const clock = typist.document().store.clients.get(typist.pen)?.at(-1);
    const from = clock === undefined ? 0 : clock.id.clock + clock.length;
    typist.text(CLAUSE, 'en').insert(at, words);
    table.settle();
    const ranges: Range[] = [[typist.pen, from, words.length]];
    const adopter = who === 'both' ? 'us-1' : who === 'shared' ? 'drc-1' : null;
    if (adopter !== null) table.log.move(adopter, { kind: 'adopt', clause: CLAUSE, lang: 'en', ranges });
    at += words.length;
  }
  const words = parts.map(([, text]) => text).join('');
  for (const { id } of further)
    for (const lang of ['en', 'fr'] as const) laid.us.text(id, lang).insert(0, words);
  table.settle();
  return laid;
};
