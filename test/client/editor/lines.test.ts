// Lines that stay on the page from one moment to another, and the pieces of a bracket on each line.
import { describe, expect, it } from 'vitest';
import { fragmentsOf } from '../../../client/editor/fragments.ts';
import type { Fragment, Setting } from '../../../client/editor/fragments.ts';
import { layOut } from '../../../client/editor/layout.ts';
import type { Bracket, Layout, Span } from '../../../client/editor/layout.ts';
import { keyedLinesOf, sameLine } from '../../../client/editor/lines.ts';
import { Replay } from '../../../shared/replay/replay.ts';
import { Dice } from '../../support/gate-random.ts';
import { Reached } from '../../support/law-reached.ts';
import { RandomNegotiation } from '../../support/random-negotiation.ts';

/** All of a line that is drawn or said. */
const drawn = (line: readonly Setting[]): string =>
  JSON.stringify(
    line.map((setting) => {
      const pieces = setting.pieces.map((piece) =>
        piece.kind === 'words' ? piece.text : [piece.chip.term, piece.chip.stands],
      );
      if (setting.kind === 'plain') return pieces;
      const { key, own, parties, text } = setting.bracket;
      const { ends, blank } = setting.fragment;
      return [pieces, key, own, parties, ends, blank, pieces.length === 0 ? text : null];
    }),
  );

const layoutsOf = (seed: number): Layout[] => {
  const game = new RandomNegotiation(seed, new Reached());
  for (let act = 0; act < 500; act += 1) game.step();
  const { rows } = game.table;
  const replay = new Replay(rows);
  const dice = new Dice(seed);
  return Array.from({ length: 60 }, () => replay.moment(1 + dice.below(rows.length))).flatMap(
    ({ state, text }) =>
      state.clauses
        .filter(({ id }) => id === 'a1')
        .map((clause) => layOut(state, clause, text.runs(clause.id, 'en'), 'us')),
  );
};

/** As it is said, a character at a time. */
const plainly = (text: string, { spans }: Bracket): Fragment[] => {
  const isBlank = (at: number): boolean => /\s/.test(text[at] ?? '');
  const fragments: Fragment[] = [];
  let line: number[] = [];
  const close = (end: number | null): void => {
    const inked = line.filter((at) => !isBlank(at));
    const [from, to] = [inked[0], inked.at(-1)];
    const [start, stop] = [line[0], line.at(-1)];
    if (from !== undefined && to !== undefined)
      fragments.push({ from, to: to + 1, ends: end !== null, blank: false });
    else if (end !== null) fragments.push({ from: end, to: end, ends: true, blank: false });
    else if (start !== undefined && stop !== undefined && fragments.length === 0)
      fragments.push({ from: start, to: stop + 1, ends: false, blank: true });
    line = [];
  };
  for (const { from, to } of spans)
    for (let at = from; at < to; at += 1) {
      if (text[at] === '\n') close(at);
      else line.push(at);
    }
  close(null);
  return fragments;
};

describe('the lines of a text', () => {
  it('are each known by a key of its own, and alike where all that is drawn of them is', () => {
    let alike = 0;
    let apart = 0;
    for (const seed of [21, 22, 23]) {
      let before: ReturnType<typeof keyedLinesOf> = [];
      for (const layout of layoutsOf(seed)) {
        const lines = keyedLinesOf(layout);
        expect(new Set(lines.map(({ key }) => key)).size).toBe(lines.length);
        for (const { line } of lines)
          for (const other of before) {
            const same = drawn(line) === drawn(other.line);
            expect(sameLine(line, other.line), `seed ${seed}`).toBe(same);
            if (same) alike += 1;
            else apart += 1;
          }
        before = lines;
      }
    }
    expect(alike).toBeGreaterThan(50);
    expect(apart).toBeGreaterThan(50);
  }, 60_000);

  it('hold of a bracket what stands between its first and its last letter there', () => {
    const dice = new Dice(7);
    const units = ['a', 'b', ' ', '\n', '\u00a0', '\t'];
    let several = 0;
    for (let game = 0; game < 4000; game += 1) {
      const text = Array.from({ length: 1 + dice.below(14) }, () => dice.of(units)).join('');
      const spans: Span[] = [];
      for (let at = dice.below(3); at < text.length;) {
        const to = Math.min(text.length, at + 1 + dice.below(5));
        spans.push({ from: at, to });
        at = to + dice.below(3);
      }
      const bracket = { spans } as unknown as Bracket;
      const fragments = fragmentsOf(text, bracket);
      expect(fragments, JSON.stringify([text, spans])).toEqual(plainly(text, bracket));
      if (fragments.length > 1) several += 1;
    }
    expect(several).toBeGreaterThan(500);
  });
});
