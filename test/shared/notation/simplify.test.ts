// Real bracketed texts brought to one level: no word is lost, each delegation reads what it read, and all is reported.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { requireOneLevel, textOfParty } from '../../../shared/notation/nodes.ts';
import type { Node } from '../../../shared/notation/nodes.ts';
import { parse } from '../../../shared/notation/parse.ts';
import { print } from '../../../shared/notation/print.ts';
import { simplify } from '../../../shared/notation/simplify.ts';

const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31);
console.info(`simplify: SEED=${seed}`);

const LABELS = { DRC: 'drc', US: 'us' };

const simplified = (source: string, terms: string[] = []) => {
  const parsed = parse(source, LABELS);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return simplify(parsed, { labels: LABELS, terms: new Set(terms) });
};
const made = (source: string): string => print(simplified(source).nodes, LABELS, 'en');
const codes = (source: string): string[] => simplified(source).notes.map(({ code }) => code);

const wordsIn = (nodes: readonly Node[]): string =>
  nodes
    .map((node) =>
      node.kind === 'words' ? node.text : node.kind === 'term' ? `{${node.term}}` : wordsIn(node.children),
    )
    .join('');

describe('simplify', () => {
  it.each([
    ['[DRC: a [US: b] c]', '[DRC: a ][US: b][DRC:  c]'],
    ['[DRC: a [b] c]', '[DRC: a ][b][DRC:  c]'],
    ['[a [DRC: b] c]', '[a ][DRC: b][ c]'],
    ['[DRC: a [DRC: b] c]', '[DRC: a b c]'],
    ['[a [b [c]]]', '[a b c]'],
  ])('gives every word of %s to its innermost bracket, and says so', (source, target) => {
    expect(made(source)).toBe(target);
    expect(codes(source)).toContain('nested');
  });

  it('parts neighbours of nobody named by strokes, and leaves those of delegations alone', () => {
    expect(made('shall [promptly] [without delay][soon] act')).toBe(
      'shall [promptly / without delay / soon] act',
    );
    expect(codes('[a][b]')).toEqual(['alternatives']);
    expect(made('[DRC: a][US: b][DRC: c]')).toBe('[DRC: a][US: b][DRC: c]');
    expect(codes('[DRC: a] [b] c')).toEqual([]);
  });

  it('keeps brackets over several paragraphs', () => {
    const source = 'One.\n[DRC: Two.\nThree.\n]Four. [Five.\n\nSix.]';
    expect(made(source)).toBe(source);
    expect(codes(source)).toEqual([]);
  });

  it('makes brackets of options: of the delegation that one names, else proposals of nobody', () => {
    const source = 'Before.\nOption 1 (DRC): first\nof two lines\nOption 2 (US): second [b]\n\nAfter.';
    expect(made(source)).toBe('Before.\n[DRC: first\nof two lines\n][US: second ][b][US: \n]\nAfter.');
    const unnamed = 'Before.\nOption 1: first\nOption 2: second\n\nAfter.';
    expect(made(unnamed)).toBe('Before.\n[Option 1: first\nOption 2: second\n]\nAfter.');
    expect(simplified(unnamed).notes).toEqual([
      { code: 'option', option: 'Option 1', party: null, line: 2, column: 1 },
      { code: 'option', option: 'Option 2', party: null, line: 3, column: 1 },
    ]);
  });

  it('takes a cite of an unknown figure for words', () => {
    const { nodes, notes } = simplified('{stock} and {other} here', ['stock']);
    expect(nodes).toEqual([
      { kind: 'term', term: 'stock' },
      { kind: 'words', text: ' and {other} here' },
    ]);
    expect(notes).toEqual([{ code: 'no-such-figure', term: 'other', line: 1, column: 13 }]);
  });

  it('names the place of what it changed', () => {
    expect(simplified('One.\nTwo [DRC: a [US: b]]').notes).toEqual([
      { code: 'nested', party: 'us', inside: 'drc', line: 2, column: 13 },
    ]);
  });

  it('loses no word, leaves one level, and takes nothing from what a delegation read (random)', () => {
    const words = fc.stringMatching(/^[a-z ]{1,6}$/).map((text): Node => ({ kind: 'words', text }));
    const { node } = fc.letrec<{ node: Node }>((tie) => ({
      node: fc.oneof(
        { maxDepth: 4 },
        words,
        fc.record({
          kind: fc.constant('bracket' as const),
          party: fc.constantFrom('drc', 'us', null),
          children: fc.array(tie('node'), { minLength: 1, maxLength: 4 }),
        }),
      ),
    }));
    const reached = { nested: 0, flat: 0 };
    fc.assert(
      fc.property(fc.array(node, { maxLength: 6 }), (nodes) => {
        const { nodes: out, notes } = simplify(
          { nodes, places: new Map() },
          { labels: LABELS, terms: new Set() },
        );
        expect(requireOneLevel({ nodes: out, places: new Map() }).ok).toBe(true);
        const bare = (list: readonly Node[]): string => wordsIn(list).replaceAll(/[ /]+/g, '');
        expect(bare(out)).toBe(bare(nodes));
        for (const party of ['drc', 'us']) {
          const kept = textOfParty(out, party).replaceAll(/\s/g, '');
          const before = textOfParty(nodes, party).replaceAll(/\s/g, '');
          let at = 0;
          for (const char of kept) if (char === before[at]) at += 1;
          expect(at).toBe(before.length); // what it read before is still there, in order
        }
        reached[notes.some(({ code }) => code === 'nested') ? 'nested' : 'flat'] += 1;
      }),
      { seed, numRuns: 400 },
    );
    console.info('simplify reached', reached);
    expect(Math.min(...Object.values(reached))).toBeGreaterThan(20);
  });
});
