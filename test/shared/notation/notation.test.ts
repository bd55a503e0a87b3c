// Bracketed text, in and out.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PartyId } from '../../../shared/board.ts';
import { printCompilation } from '../../../shared/notation/compiled.ts';
import { labelsOf } from '../../../shared/notation/labels.ts';
import {
  MOST_NESTED,
  MOST_READ,
  nodesOfText,
  requireOneLevel,
  textOfParty,
} from '../../../shared/notation/nodes.ts';
import type { Node } from '../../../shared/notation/nodes.ts';
import { parse } from '../../../shared/notation/parse.ts';
import { print } from '../../../shared/notation/print.ts';
import { compile } from '../../../shared/text/compilation.ts';
import { readingOf } from '../../../shared/text/reading.ts';

const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31);
console.info(`notation: SEED=${seed}`);

const EN = { DRC: 'drc', US: 'us' };
const FR = { RDC: 'drc', 'É.-U.': 'us' };

const parsed = (source: string, labels: Record<string, PartyId> = EN) => {
  const result = parse(source, labels);
  if (!result.ok) throw new Error(`${source}: ${JSON.stringify(result.errors)}`);
  return result;
};
const nodesIn = (source: string, labels: Record<string, PartyId> = EN) => parsed(source, labels).nodes;
const errorsIn = (source: string, labels: Record<string, PartyId> = EN) => {
  const result = parse(source, labels);
  return result.ok ? [] : result.errors;
};
const words = (text: string): Node => ({ kind: 'words', text });
const bracket = (party: PartyId | null, ...children: Node[]): Node => ({ kind: 'bracket', party, children });

describe('parse', () => {
  it('reads words, labelled brackets, cited terms and words of nobody named', () => {
    expect(nodesIn('We [DRC: shall][US: may] hold {stock} [or less].')).toEqual([
      words('We '),
      bracket('drc', words('shall')),
      bracket('us', words('may')),
      words(' hold '),
      { kind: 'term', term: 'stock' },
      words(' '),
      bracket(null, words('or less')),
      words('.'),
    ]);
  });

  it('takes one space after the colon as the label’s, and no more', () => {
    expect(nodesIn('[DRC:a][DRC: a][DRC:  a][DRC:\u00a0a]')).toEqual([
      bracket('drc', words('a')),
      bracket('drc', words('a')),
      bracket('drc', words(' a')),
      bracket('drc', words('a')),
    ]);
  });

  it('takes French labels with any space before the colon, composed or not', () => {
    for (const space of ['', ' ', '\u00a0', '\u202f']) {
      expect(nodesIn(`[RDC${space}: a][É.-U.${space}: b]`, FR)).toEqual([
        bracket('drc', words('a')),
        bracket('us', words('b')),
      ]);
    }
    expect(nodesIn('[E\u0301.-U.: b]', FR)).toEqual([bracket('us', words('b'))]);
  });

  it('takes escaped characters as they are', () => {
    expect(nodesIn(String.raw`a \[b\] \{c\} \\ [DRC\: d]`)).toEqual([
      words(String.raw`a [b] {c} \ `),
      bracket(null, words('DRC: d')),
    ]);
  });

  it('does not take ordinary words before a colon for a label', () => {
    expect(nodesIn('[as follows: a][Note: b][A: c]')).toEqual([
      bracket(null, words('as follows: a')),
      bracket(null, words('Note: b')),
      bracket(null, words('A: c')),
    ]);
    expect(nodesIn('[DRC a: b]')).toEqual([bracket(null, words('DRC a: b'))]);
    expect(nodesIn('[__proto__: b][constructor: c]')).toHaveLength(2);
  });

  it('reads brackets in brackets, and tells where they are when one level is asked for', () => {
    const result = parsed('a\n[DRC: b [US: c [d]]] [US: e]');
    expect(result.nodes[1]).toEqual(
      bracket('drc', words('b '), bracket('us', words('c '), bracket(null, words('d')))),
    );
    expect(requireOneLevel(result)).toEqual({
      ok: false,
      errors: [
        { code: 'nested-bracket', line: 2, column: 9 },
        { code: 'nested-bracket', line: 2, column: 16 },
      ],
    });
    expect(requireOneLevel(parsed('[DRC: a][US: b]'))).toEqual({ ok: true });
  });

  it.each([
    ['a [DRC: b', { code: 'unclosed-bracket', line: 1, column: 3 }],
    ['a] b', { code: 'unopened-bracket', line: 1, column: 2 }],
    ['a\n\n b[DRC: ]', { code: 'empty-bracket', line: 3, column: 3 }],
    ['[]', { code: 'empty-bracket', line: 1, column: 1 }],
    ['a \\n', { code: 'unknown-escape', char: 'n', line: 1, column: 3 }],
    ['a \\', { code: 'unknown-escape', char: '', line: 1, column: 3 }],
    ['\\\ud83e\udd1d', { code: 'unknown-escape', char: '\ud83e\udd1d', line: 1, column: 1 }],
    ['a {stock b', { code: 'unclosed-term', line: 1, column: 3 }],
    ['{stock\n}', { code: 'unclosed-term', line: 1, column: 1 }],
    ['{Stock 1}', { code: 'not-a-term', text: 'Stock 1', line: 1, column: 1 }],
    ['{}', { code: 'not-a-term', text: '', line: 1, column: 1 }],
    ['a }', { code: 'unopened-term', line: 1, column: 3 }],
    ['x [EU: b]', { code: 'unknown-label', label: 'EU', known: ['DRC', 'US'], line: 1, column: 4 }],
    ['[É.-U. : b]', { code: 'unknown-label', label: 'É.-U.', known: ['DRC', 'US'], line: 1, column: 2 }],
    ['[drc: b]', { code: 'unknown-label', label: 'drc', known: ['DRC', 'US'], line: 1, column: 2 }],
  ])('says what is wrong in %j and where', (source, error) => {
    expect(errorsIn(source)[0]).toEqual(error);
  });

  it('counts columns in code points and reports all errors, in order', () => {
    expect(
      errorsIn('\ud83e\udd1d\ud83e\udd1d ] [US: a\n é{b [EU: ]').map((e) => [e.code, e.line, e.column]),
    ).toEqual([
      ['unopened-bracket', 1, 4],
      ['unclosed-bracket', 1, 6],
      ['unclosed-term', 2, 3],
      ['empty-bracket', 2, 6],
      ['unknown-label', 2, 7],
    ]);
  });

  it('bounds how deep brackets stand and how many errors it lists', () => {
    const deep = (levels: number) => '['.repeat(levels) + 'a' + ']'.repeat(levels);
    expect(parse(deep(MOST_NESTED), EN).ok).toBe(true);
    expect(errorsIn(deep(MOST_NESTED + 1))).toEqual([
      { code: 'too-deep', limit: MOST_NESTED, line: 1, column: MOST_NESTED + 1 },
    ]);
    expect(errorsIn('['.repeat(50_000))).toHaveLength(1 + MOST_READ);
    expect(errorsIn(']'.repeat(50_000))).toHaveLength(100);
  });

  it('answers any input, with places inside it', () => {
    const noise = fc.string({
      unit: fc.constantFrom(...'[]{}\\: \nDRCUSEab\u00e9\u00a0', '\ud83e\udd1d'),
      maxLength: 30,
    });
    const reached = { read: 0, refused: 0 };
    fc.assert(
      fc.property(noise, (source) => {
        const result = parse(source, EN);
        if (result.ok) {
          reached.read += 1;
          const canonical = print(result.nodes, EN, 'en');
          expect(nodesIn(canonical)).toEqual(result.nodes);
          expect(print(nodesIn(canonical), EN, 'en')).toBe(canonical);
          return;
        }
        reached.refused += 1;
        const lines = source.split('\n');
        for (const { line, column } of result.errors) {
          expect(line).toBeLessThanOrEqual(lines.length);
          expect(column).toBeLessThanOrEqual([...lines[line - 1]!].length + 1);
        }
      }),
      { seed, numRuns: 1500 },
    );
    console.info('notation reached', reached);
    expect(reached.read).toBeGreaterThan(50);
    expect(reached.refused).toBeGreaterThan(50);
  });
});

describe('print', () => {
  it.each([
    'The Parties [DRC: shall][US: may] hold {stock} tonnes, [at once].',
    String.raw`Literal \[ \] \{x\} \\ and [US: in\] side [DRC: nested] {x}]`,
    String.raw`[DRC\: not a label][EU\: nor this] [US: US: words]`,
  ])('gives canonical text back as it is: %s', (source) => {
    expect(print(nodesIn(source), EN, 'en')).toBe(source);
  });

  it('sets French labels with a no-break space', () => {
    expect(print(nodesIn('[RDC : constituent][É.-U. : peuvent constituer]', FR), FR, 'fr')).toBe(
      '[RDC\u00a0: constituent][É.-U.\u00a0: peuvent constituer]',
    );
  });

  it('names the first label of a party, and throws for a party without one', () => {
    expect(print([bracket('drc', words('a'))], { RDC: 'drc', DRC: 'drc' }, 'en')).toBe('[RDC: a]');
    expect(() => print([bracket('eu', words('a'))], EN, 'en')).toThrow(/eu/);
  });

  it('is read back as the same nodes, whatever they are', () => {
    const text = fc.string({
      unit: fc.oneof(
        fc.constantFrom(...'[]{}\\: \n\u00a0\u202faDRCUSé'),
        fc.constantFrom('DRC: ', 'RDC : ', 'EU: ', 'us:', 'É.-U.\u00a0: ', '{x}'),
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
      ),
      minLength: 1,
      maxLength: 12,
    });
    const { nodes } = fc.letrec<{ nodes: Node[]; node: Node }>((tie) => ({
      nodes: fc.array(tie('node'), { minLength: 1, maxLength: 4 }).map(inNormalForm),
      node: fc.oneof(
        { depthSize: 'small', maxDepth: 3 },
        text.map(words),
        fc.constantFrom('x', 'stock', 'held-in-drc').map((term): Node => ({ kind: 'term', term })),
        fc
          .tuple(fc.constantFrom('drc', 'us', null), tie('nodes'))
          .map(([party, children]) => bracket(party, ...children)),
      ),
    }));
    let brackets = 0;
    fc.assert(
      fc.property(nodes, fc.constantFrom<'en' | 'fr'>('en', 'fr'), (tree, lang) => {
        const labels = lang === 'en' ? EN : FR;
        const source = print(tree, labels, lang);
        expect(nodesIn(source, labels)).toEqual(tree);
        brackets += tree.filter((node) => node.kind === 'bracket').length;
      }),
      { seed, numRuns: 1000 },
    );
    expect(brackets).toBeGreaterThan(200);
  });
});

/** No two words next to each other. */
const inNormalForm = (nodes: readonly Node[]): Node[] => {
  const out: Node[] = [];
  for (const node of nodes) {
    const last = out.at(-1);
    if (node.kind === 'words' && last?.kind === 'words') out[out.length - 1] = words(last.text + node.text);
    else out.push(node);
  }
  return out;
};

describe('the samples', () => {
  const english =
    'The Parties [DRC: shall] [US: may] hold a stock of [DRC: 5,000] [US: 20,000] tonnes of cobalt, [DRC: at least 70 per cent of it in the territory of the DRC,] to be released [DRC: by joint decision] [US: at the request of either Party].';
  const french =
    'Les Parties [RDC : constituent] [É.-U. : peuvent constituer] un stock de [RDC : 5\u202f000] [É.-U. : 20\u202f000] tonnes de cobalt, …';

  it('reads what each delegation would read', () => {
    const nodes = nodesIn(english);
    expect(readingOf(textOfParty(nodes, 'drc'))).toBe(
      'The Parties shall hold a stock of 5,000 tonnes of cobalt, at least 70 per cent of it in the territory of the DRC, to be released by joint decision .',
    );
    expect(readingOf(textOfParty(nodes, 'us'))).toBe(
      'The Parties may hold a stock of 20,000 tonnes of cobalt, to be released at the request of either Party.',
    );
    expect(readingOf(textOfParty(nodesIn(french, FR), 'us'))).toBe(
      'Les Parties peuvent constituer un stock de 20 000 tonnes de cobalt, …',
    );
    expect(requireOneLevel(parsed(english))).toEqual({ ok: true });
  });

  it('compiles the two readings back into brackets', () => {
    const side = (party: PartyId) => readingOf(textOfParty(nodesIn(english), party)).replace(' .', '.');
    expect(printCompilation(compile([side('drc'), side('us')], ['drc', 'us']), EN, 'en', new Set())).toBe(
      'The Parties [DRC: shall][US: may] hold a stock of [DRC: 5,000][US: 20,000] tonnes of cobalt, [DRC: at least 70 per cent of it in the territory of the DRC,] to be released [DRC: by joint decision][US: at the request of either Party].',
    );
    const côté = (party: PartyId) => readingOf(textOfParty(nodesIn(french, FR), party));
    expect(printCompilation(compile([côté('drc'), côté('us')], ['drc', 'us']), FR, 'fr', new Set())).toBe(
      'Les Parties [RDC\u00a0: constituent][É.-U.\u00a0: peuvent constituer] un stock de [RDC\u00a0: 5 000][É.-U.\u00a0: 20 000] tonnes de cobalt, …',
    );
  });
});

describe('printCompilation', () => {
  it('keeps cites of the clause’s terms and escapes everything else', () => {
    const segments = compile(['hold {stock} [x] {other}', 'keep {stock} [x] {other}'], ['drc', 'us']);
    expect(printCompilation(segments, EN, 'en', new Set(['stock']))).toBe(
      String.raw`[DRC: hold][US: keep] {stock} \[x\] \{other\}`,
    );
    expect(nodesOfText('{a}{b}', new Set(['b']))).toEqual([words('{a}'), { kind: 'term', term: 'b' }]);
  });

  it.each([
    ['a c', 'a b c', 'a [US: b] c'],
    ['c', 'b c', '[US: b] c'],
    ['a', 'a b', 'a [US: b]'],
    ['a\nc', 'a b\nc', 'a [US: b]\nc'],
  ])('sets a bracket that stands alone apart by spaces: %j, %j', (first, second, printed) => {
    expect(printCompilation(compile([first, second], ['drc', 'us']), EN, 'en', new Set())).toBe(printed);
  });

  it('reads, for each delegation, exactly as its own reading', () => {
    const part = fc.constantFrom(
      'the',
      'of',
      'may',
      '5 000',
      '{x}',
      '{y}',
      '[z]',
      ',',
      '.',
      '\n',
      '\\',
      'DRC:',
      '%',
    );
    const reading = fc
      .array(fc.tuple(part, fc.constantFrom(' ', ' ', '')), { maxLength: 18 })
      .map((parts) => readingOf(parts.flat().join('')));
    fc.assert(
      fc.property(reading, reading, (drc, us) => {
        const printed = printCompilation(compile([drc, us], ['drc', 'us']), FR, 'fr', new Set(['x']));
        const result = parsed(printed, FR);
        expect(requireOneLevel(result)).toEqual({ ok: true });
        expect(readingOf(textOfParty(result.nodes, 'drc'))).toBe(drc);
        expect(readingOf(textOfParty(result.nodes, 'us'))).toBe(us);
      }),
      { seed, numRuns: 800 },
    );
  });
});

describe('labelsOf', () => {
  it('takes the labels of a language from the parties', () => {
    const party = (id: string, index: number, en: string, fr: string) => ({
      id,
      index,
      name: { en, fr },
      label: { en, fr },
    });
    const parties = [party('drc', 1, 'DRC', 'RDC'), party('us', 2, 'US', 'É.-U.')];
    expect(labelsOf(parties, 'en')).toEqual(EN);
    expect(labelsOf(parties, 'fr')).toEqual(FR);
  });
});
