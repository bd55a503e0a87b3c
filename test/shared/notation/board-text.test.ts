// A board's text in and out, figures and all; and the texts that people bring.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../../shared/board.ts';
import type { Language } from '../../../shared/board.ts';
import { parseBoardText, printBoardText } from '../../../shared/notation/board-text.ts';
import type { ArticleText, BoardText } from '../../../shared/notation/board-text.ts';
import { parseFigure, printFigure } from '../../../shared/notation/figure-line.ts';
import type { Figure } from '../../../shared/notation/figure-line.ts';
import { importPlace, importSentence } from '../../../shared/notation/import-sentences.ts';
import { MOST_CHARACTERS, MOST_IN_ONE, importTexts, isError } from '../../../shared/notation/import.ts';
import { labelsOf } from '../../../shared/notation/labels.ts';
import type { Node } from '../../../shared/notation/nodes.ts';
import { print } from '../../../shared/notation/print.ts';
import { PARTIES } from '../../../shared/parties.ts';

const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31);
console.info(`board text: SEED=${seed}`);

const labels = (lang: Language) => labelsOf(PARTIES, lang);

const line = fc
  .string({ unit: fc.constantFrom(...'abé #|\\[]{}:/.5—«’'), minLength: 1, maxLength: 18 })
  .map((text) => text.replace(/\s+/g, ' ').trim())
  .filter((text) => text !== '');
const bounds = { min: fc.constant(0), max: fc.constantFrom(50, 50_000), step: fc.constantFrom(1, 0.5) };
const values = <T>(value: fc.Arbitrary<T>) => fc.record({ drc: value, us: value }, { requiredKeys: [] });
const id = fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/);
const optionIds = fc.uniqueArray(fc.stringMatching(/^[A-Za-z0-9-]{1,6}$/), { minLength: 2, maxLength: 4 });
// A label that says "DRC: …" or "= …" would be another field; the table's own labels do not.
const label = line.filter((text) => !/[:=]/.test(text));

const figure: fc.Arbitrary<Figure> = fc.oneof(
  fc.record({
    kind: fc.constant('number' as const),
    id,
    label,
    unit: label,
    ...bounds,
    values: values(fc.integer({ min: 0, max: 50 })),
  }),
  fc
    .record({
      kind: fc.constant('percent' as const),
      id,
      label,
      ...bounds,
      values: values(fc.constantFrom(0, 0.5, 12.5, 50)).map((v) => v),
    })
    .map((f) => ({ ...f, step: 0.5 })),
  fc.record({
    kind: fc.constant('duration' as const),
    id,
    label,
    unit: fc.constantFrom('hours' as const, 'days' as const, 'months' as const, 'years' as const),
    ...bounds,
    values: values(fc.integer({ min: 0, max: 50 })),
  }),
  fc.record({
    kind: fc.constant('money' as const),
    id,
    label,
    currency: fc.constantFrom('USD', 'EUR'),
    scale: fc.constantFrom('1' as const, '1e6' as const, '1e9' as const),
    per: fc.constantFrom('year' as const, null),
    ...bounds,
    values: values(fc.integer({ min: 0, max: 50 })),
  }),
  fc.record({ kind: fc.constant('yesno' as const), id, label, values: values(fc.boolean()) }),
  optionIds.chain((ids) =>
    fc.record({
      kind: fc.constant('choice' as const),
      id,
      label,
      options: fc.constant(ids.map((each) => ({ id: each, label: `of ${each}` }))),
      values: values(fc.constantFrom(...ids)),
    }),
  ),
  optionIds
    .filter((ids) => !ids.some((each) => each === 'none' || each === 'aucun'))
    .chain((ids) =>
      fc.record({
        kind: fc.constant('set' as const),
        id,
        label,
        options: fc.constant(ids.map((each) => ({ id: each, label: `of ${each}` }))),
        values: values(fc.subarray(ids)),
      }),
    ),
);

const node: fc.Arbitrary<Node> = fc.oneof(
  line.map((text): Node => ({ kind: 'words', text })),
  line.map((text): Node => ({ kind: 'words', text: `\n${text}` })),
  fc.record({
    kind: fc.constant('bracket' as const),
    party: fc.constantFrom('drc', 'us', null),
    children: fc.array(
      line.map((text): Node => ({ kind: 'words', text: `${text}\n#x` })),
      { minLength: 1, maxLength: 1 },
    ),
  }),
);
const article = (lang: Language): fc.Arbitrary<ArticleText> =>
  fc.record({
    number: fc.integer({ min: 1, max: 99 }).map(String),
    title: line.filter((title) => /^[a-zé]/.test(title)),
    figures: fc.uniqueArray(figure, { selector: (each) => each.id, maxLength: 3 }),
    text: fc.array(node, { minLength: 1, maxLength: 6 }).map((nodes) =>
      print(nodes, labels(lang), lang)
        .replace(/^\n+|\n+$/g, '')
        .replace(/^$/, 'x'),
    ),
  });
const board = (lang: Language): fc.Arbitrary<BoardText> =>
  fc.record({
    title: fc.option(line),
    notice: fc.option(line),
    articles: fc.array(article(lang), { minLength: 1, maxLength: 4 }),
  });

describe('a board’s text', () => {
  for (const lang of LANGUAGES)
    it(`reads back as what was printed (random, ${lang})`, () => {
      const reached = { figures: 0, brackets: 0, hashes: 0 };
      fc.assert(
        fc.property(board(lang), (given) => {
          const text = printBoardText(given, labels(lang), lang, ['A remark.']);
          const { board: read, remarks } = parseBoardText(text, labels(lang), lang);
          expect(remarks).toEqual([]);
          const articles = read.articles.map(
            ({ line: _line, headingLine: _heading, text: words, ...rest }) => ({
              ...rest,
              text: words.replace(/^\\#/gm, '#'),
            }),
          );
          expect({ ...read, articles }).toEqual(given);
          for (const each of given.articles) {
            reached.figures += each.figures.length;
            if (each.text.includes('[')) reached.brackets += 1;
            if (/^#/m.test(each.text)) reached.hashes += 1;
          }
          // And what was read prints as the same text.
          const again = { ...given, articles: articles.map((each) => each) };
          expect(printBoardText(again, labels(lang), lang, ['A remark.'])).toBe(text);
        }),
        { seed, numRuns: 150 },
      );
      console.info('board text reached', reached);
      expect(Math.min(...Object.values(reached))).toBeGreaterThan(10);
    });

  it('writes figures as people would', () => {
    const stock: Figure = {
      id: 'stock',
      label: 'Cobalt in stock',
      kind: 'number',
      unit: 't',
      min: 0,
      max: 50_000,
      step: 500,
      values: { drc: 5000, us: 20_000 },
    };
    expect(printFigure(stock, labels('en'), 'en')).toBe(
      '{stock} Cobalt in stock | number t | 0 to 50000, step 500 | DRC: 5000 | US: 20000',
    );
    expect(
      parseFigure('{stock} Cobalt | nombre t | 0 à 50 000, pas 0,5 | RDC : 5 000,5', labels('fr'), 'fr'),
    ).toEqual({
      id: 'stock',
      label: 'Cobalt',
      kind: 'number',
      unit: 't',
      min: 0,
      max: 50_000,
      step: 0.5,
      values: { drc: 5000.5 },
    });
  });

  it.each([
    ['{x} X | numeral t | 0 to 1, step 1', 'numeral t'],
    ['{x} X | number t | 0 to a, step 1', '0 to a, step 1'],
    ['{x} X | number t | 5 to 1, step 1', '5 to 1, step 1'],
    ['{x} X | percent | 0 to 9, step 1 | DRC: 10', 'DRC: 10'],
    ['{x} X | choice | a = A | b', 'b'],
    ['{x} X | choice | a = A | b = B | US: c', 'US: c'],
    ['{X} X | yes/no', '{X} X'],
  ])('says at which field %s cannot be read', (source, field) => {
    expect(parseFigure(source, labels('en'), 'en')).toEqual({ field });
  });
});

describe('a text that somebody brings', () => {
  const imported = (en: string, fr = '') => importTexts({ en, fr }, PARTIES);
  const codes = (en: string, fr = ''): string[] => imported(en, fr).report.map(({ code }) => code);

  it('is read with a treaty’s own headings, titles below them, and a preamble', () => {
    const { articles, ok, report } = imported(
      'The Parties,\n\nHave agreed:\n\nArticle 1\nPurpose\n\n1. The Parties [shall] [may] act.\n\nARTICLE 2 – Scope\nThis applies [US: everywhere].\nArticle 3 applies as well.\n',
    );
    expect(ok).toBe(true);
    expect(articles.map(({ title }) => title.en)).toEqual(['Preamble', 'Purpose', 'Scope']);
    expect(articles[1]!.text.en).toBe('1. The Parties [shall / may] act.');
    expect(articles[2]!.text.en).toBe('This applies [US: everywhere].\nArticle 3 applies as well.');
    expect(report.map(({ code, line: at }) => [code, at])).toEqual([
      ['preamble', 1],
      ['renumbered', 5],
      ['title-below', 6],
      ['alternatives', 8],
      ['renumbered', 10],
    ]);
  });

  it('names what keeps it from being laid, with its place in the whole text', () => {
    const { ok, report } = imported('# Article 1. A\n\nFirst.\nShall [DRC: not.\n\n# Article 2. B\nText].');
    expect(ok).toBe(false);
    expect(report.filter(isError)).toEqual([
      { code: 'unclosed-bracket', line: 4, column: 7, lang: 'en' },
      { code: 'unopened-bracket', line: 7, column: 5, lang: 'en' },
    ]);
    expect(importSentence(report[0]!, PARTIES, 'fr')).toMatch(
      /^Ligne 4, colonne 7\u00a0: ce crochet n’est jamais fermé/,
    );
  });

  it('takes labels that nobody has, empty brackets and stray signs as they can be taken', () => {
    const { articles, ok } = imported('# Article 1. A\n\n[EU: x] [] {A b} } \\q [U.S.: y] [NOTE\\: z]');
    expect(ok).toBe(true);
    expect(articles[0]!.text.en).toBe('[x]  \\{A b\\} \\} \\\\q [US: y] [NOTE\\: z]');
    expect(codes('# Article 1. A\n\n[EU: x] [] {A b} } \\q')).toEqual([
      'unknown-label',
      'empty-bracket',
      'not-a-term',
      'unopened-term',
      'unknown-escape',
    ]);
  });

  it('pairs the languages by the articles’ numbers and says what only one of them has', () => {
    const { articles, report } = imported(
      '# Article 1. One\n\nOne.\n\n# Article 2. Two\n\nTwo.',
      '# Article 2. Deux\n\nDeux.\n\n# Article 1. Un\n\nUn.\n\n# Article 3. Trois\n\nTrois.',
    );
    expect(articles.map(({ title, text }) => [title.fr, text.en, text.fr])).toEqual([
      ['Un', 'One.', 'Un.'],
      ['Deux', 'Two.', 'Deux.'],
      ['Trois', '', 'Trois.'],
    ]);
    expect(report).toEqual([{ code: 'only-here', number: '3', line: 9, column: 1, lang: 'fr' }]);
  });

  it('says which language of the board has no text, in whole or in one article', () => {
    const read = (en: string, fr: string, languages: readonly Language[] = LANGUAGES) =>
      importTexts({ en, fr }, PARTIES, languages);
    const one = '# Article 1. One\n\nOne.';
    const { ok, report } = read(one, '');
    expect(ok).toBe(true);
    expect(report).toEqual([{ code: 'no-text-here', line: 1, column: 1, lang: 'fr' }]);
    expect(LANGUAGES.map((lang) => importSentence(report[0]!, PARTIES, lang))).toEqual([
      'There is no article in French: all of them stand empty in that language, under their English titles.',
      'Aucun article n’a de texte en français\u00a0: tous resteront vides dans cette langue, sous leur titre anglais.',
    ]);
    expect(read('Title: One', one).report).toMatchObject([{ code: 'no-text-here', lang: 'en' }]);
    expect(read(one, '', ['en']).report).toEqual([]);
    expect(read('', '').report.map(({ code }) => code)).toEqual(['no-text']);
    expect(read(one, 'x'.repeat(MOST_CHARACTERS + 1)).report.map(({ code }) => code)).toEqual(['too-long']);

    const both = read(
      `${one}\n\n# Article 2. Two\n\n# 3. Three`,
      '# Article 1. Un\n\n# 2. Deux\n\nDeux.\n\n# 3. Trois',
    );
    expect(both.ok).toBe(true);
    expect(both.report).toEqual([
      { code: 'no-words-here', line: 5, column: 1, lang: 'en' },
      { code: 'no-words-here', line: 1, column: 1, lang: 'fr' },
    ]);
    expect(importSentence(both.report[1]!, PARTIES, 'en')).toBe(
      'Line 1, column 1: this article has words in English and none here; in French it stands empty.',
    );
    const unnumbered = read('# One\n\nOne.\n\n# Two\n\nTwo.', '# Un\n\nUn.').report;
    expect(importSentence(unnumbered[0]!, PARTIES, 'en')).toMatch(
      /: this article is not in the French text,/,
    );
  });

  it('reads options under their numbers, and such as fill a line; their words end at the next empty line', () => {
    const { articles, report } = imported(
      'Article 4\nAim\n\n2.1 Option A (US): may.\n2.1 Option B\n\nThe Parties shall.\n\nThe rest.',
    );
    expect(articles[0]!.text.en).toBe('[US: 2.1 may.\n][2.1 Option B\n\nThe Parties shall.\n]\nThe rest.');
    expect(report.map(({ code, line }) => [code, line])).toEqual([
      ['renumbered', 1],
      ['title-below', 2],
      ['option', 4],
      ['option', 5],
    ]);
  });

  it('tells the mark of a note from a number in brackets', () => {
    const { articles, report } = imported(
      '# 1. Aim\n\nThe Parties[1] pay [30] dollars.[^2] [2]\n\n[1] A note.\n[5] days.',
    );
    expect(articles[0]!.title.en).toBe('Aim');
    expect(articles[0]!.text.en).toBe(
      'The Parties\\[1\\] pay [30] dollars.\\[^2\\] [2]\n\n\\[1\\] A note.\n[5] days.',
    );
    expect(report.map(({ code, line, column }) => [code, line, column])).toEqual([
      ['note-mark', 3, 12],
      ['note-mark', 3, 33],
      ['note-mark', 5, 1],
    ]);
  });

  it('takes what a table wrote as it stands, though it looks like an option or a mark', () => {
    const text = 'Option 1: the Parties shall[2] act.\nOption 2: they may.';
    const board = { title: 'T', notice: null, articles: [{ number: '1', title: 'A', figures: [], text }] };
    const written = printBoardText(board, labelsOf(PARTIES, 'en'), 'en', ['Record 9, 1f3a 90c2']);
    const { articles, report } = imported(written);
    expect(articles[0]!.text.en).toBe(text);
    expect(report).toEqual([]);
    expect(codes(written.replace(/^\/\/.*$/mu, ''))).toEqual(['option', 'note-mark', 'option']);
  });

  it('gives up on brackets that go on opening, and says where', () => {
    const { ok, report } = imported(`# Article 1. A\n\n${'['.repeat(20_000)}x${']'.repeat(20_000)}`);
    expect(ok).toBe(false);
    expect(report.map(({ code }) => code).filter((code) => code !== 'unclosed-bracket')).toEqual([
      'too-deep',
    ]);
  });

  it('refuses figures that differ between the languages, and what is too long', () => {
    const one = '# Article 1. A\n{x} X | percent | 0 to 9, step 1 | DRC: 1\n\n{x}';
    const other = '# Article 1. A\n{x} X | pourcentage | 0 à 9, pas 1 | RDC : 2\n\n{x}';
    expect(codes(one, other)).toEqual(['figures-differ']);
    expect(codes(one, other.replace(': 2', ': 1'))).toEqual([]);
    expect(codes(`# Article 1. A\n\n${'x'.repeat(MOST_IN_ONE + 1)}`)).toEqual(['too-long']);
    expect(codes('')).toEqual(['no-text']);
    expect(codes('Just words.')).toEqual(['no-headings']);
    expect(codes('# Article 1. A\n\na\u202eb[DRC: \u0301x]')).toEqual(['characters-dropped', 'mark-dropped']);
  });

  it('never fails on any text, and tells of everything in both languages (random)', () => {
    const bit = fc.constantFrom(
      '[',
      ']',
      'DRC: ',
      'US:',
      'EU: ',
      '{x}',
      '{',
      '}',
      '\\',
      '#',
      '# Article 2. T\n',
      'Article 3\n',
      '\n',
      '\n\n',
      ' ',
      'word',
      'Option 1: ',
      'Option 2 (US): ',
      '2.1 Alt 3\n',
      '[1]',
      '[^2]',
      '|',
      '\u0301',
      '{x} X | percent | 0 to 9, step 1\n',
      'Title: a\n',
    );
    let laid = 0;
    fc.assert(
      fc.property(fc.array(bit, { maxLength: 30 }), (bits) => {
        const read = imported(bits.join(''));
        for (const remark of read.report)
          for (const lang of LANGUAGES) {
            const sentence = importSentence(remark, PARTIES, lang);
            expect(sentence).toMatch(/\.$/);
            expect(sentence.startsWith(importPlace(remark, lang)!)).toBe(true);
          }
        if (!read.ok) return;
        laid += 1;
        // What can be laid is one level of canonical text, so it reads back without a remark on its brackets.
        for (const { text } of read.articles)
          expect(
            codes(`# Article 1. A\n\n${text.en.replace(/^#/gm, '\\#')}`).filter(
              (code) => !['no-text', 'no-such-figure', 'option', 'note-mark', 'mark-dropped'].includes(code),
            ),
          ).toEqual([]);
      }),
      { seed, numRuns: 500 },
    );
    expect(laid).toBeGreaterThan(50);
  });
});
