// The articles of the board that ships, as drafted: that they parse, cite their figures in both languages, read well for
// either party, and say in French what they say in English. What a proofreader checks, so that an edit cannot undo it.
import { describe, expect, it } from 'vitest';
import type { ArticleSource } from '../../../server/boards/article.ts';
import { drcUsBoard } from '../../../server/boards/drc-us/board.ts';
import { BoardDefinition, ClauseId, LANGUAGES, Localised } from '../../../shared/board.ts';
import type { Language } from '../../../shared/board.ts';
import { labelsOf } from '../../../shared/notation/labels.ts';
import { requireOneLevel, textOfParty } from '../../../shared/notation/nodes.ts';
import type { Node, Parsed } from '../../../shared/notation/nodes.ts';
import { parse } from '../../../shared/notation/parse.ts';
import { print } from '../../../shared/notation/print.ts';
import { TermDefinition, checkTermValue, normaliseTermValue } from '../../../shared/terms.ts';
import type { TermValue } from '../../../shared/terms.ts';
import { bracketsIn, compile } from '../../../shared/text/compilation.ts';
import { readingOf } from '../../../shared/text/reading.ts';

const { definition, articles, linkages } = drcUsBoard;
const PARTIES = ['drc', 'us'] as const;

const parsedOf = (article: ArticleSource, lang: Language): Parsed => {
  const parsed = parse(article.text[lang], labelsOf(definition.parties, lang));
  if (!parsed.ok) throw new Error(`article ${article.id} (${lang}): ${JSON.stringify(parsed.errors)}`);
  return parsed;
};

const positionOf = (article: ArticleSource, lang: Language, party: 'drc' | 'us'): string =>
  textOfParty(parsedOf(article, lang).nodes, party);

const readingsOf = (article: ArticleSource, lang: Language): [string, string] => [
  readingOf(positionOf(article, lang, 'drc')),
  readingOf(positionOf(article, lang, 'us')),
];

/** A bracket group is a run of brackets that touch; each group as the parties that have words in it. */
const groupsOf = (nodes: readonly Node[]): string[] => {
  const groups: string[] = [];
  let open = false;
  for (const node of nodes) {
    if (node.kind === 'bracket') {
      const party = node.party ?? 'nobody';
      groups.push(open ? `${groups.pop()}+${party}` : party);
    }
    open = node.kind === 'bracket';
  }
  return groups;
};

const citedIn = (nodes: readonly Node[]): string[] =>
  nodes.flatMap((node) => {
    if (node.kind === 'bracket') return citedIn(node.children);
    return node.kind === 'term' ? [node.term] : [];
  });

const wordCount = (text: string): number =>
  text.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;

/** Everything of the board that a person reads in one language, and where it stands. */
const everythingIn = (lang: Language): [where: string, text: string][] => [
  ['title', definition.title[lang]],
  ...definition.parties.flatMap(({ id, name, label }): [string, string][] => [
    [`party ${id}`, name[lang]],
    [`label ${id}`, label[lang]],
  ]),
  ...definition.file.flatMap((paper): [string, string][] => [
    [`paper ${paper.id}`, paper.title[lang]],
    [`paper ${paper.id}`, paper.text[lang]],
  ]),
  ...linkages.map(({ of, why }): [string, string] => [`linkage ${of.join()}`, why[lang]]),
  ...articles.flatMap((article): [string, string][] => [
    [`article ${article.id}`, article.title[lang]],
    [`article ${article.id}`, article.text[lang]],
    ...article.terms.flatMap((term): [string, string][] => {
      const labels = [term.label[lang]];
      if (term.kind === 'number') labels.push(term.unit[lang]);
      if (term.kind === 'choice' || term.kind === 'set')
        labels.push(...term.options.map(({ label }) => label[lang]));
      return labels.map((label) => [`article ${article.id}, ${term.id}`, label]);
    }),
  ]),
];

describe('the board', () => {
  it('is a board of two parties with eighteen articles in order', () => {
    expect(BoardDefinition.safeParse(definition).error).toBeUndefined();
    expect(definition.id).toBe('drc-us');
    expect(definition.parties.map(({ id, index, label }) => [id, index, label.en, label.fr])).toEqual([
      ['drc', 1, 'DRC', 'RDC'],
      ['us', 2, 'US', 'É.-U.'],
    ]);
    expect(articles.map(({ id }) => id)).toEqual(Array.from({ length: 18 }, (_, i) => String(i + 1)));
    for (const { id, title } of articles) {
      expect(ClauseId.safeParse(id).success).toBe(true);
      expect(Localised.safeParse(title).success).toBe(true);
    }
  });

  it('says that it is an illustration', () => {
    expect(definition.notice).toEqual({
      en: 'Illustration. Wording and figures are invented; not a position of either Government.',
      fr: "Illustration. Libellé et chiffres fictifs ; ne reflète la position d'aucun des deux gouvernements.",
    });
  });

  it('leaves a few articles unanswered and answers the others', () => {
    expect(articles.filter(({ countered }) => !countered).map(({ id }) => id)).toEqual([
      '7',
      '11',
      '16',
      '17',
    ]);
  });

  it('links articles that exist, each to others', () => {
    const ids = new Set(articles.map(({ id }) => id));
    expect(linkages).toHaveLength(7);
    for (const { of, on } of linkages) {
      expect([...of, ...on].every((id) => ids.has(id))).toBe(true);
      expect(of.some((id) => on.includes(id))).toBe(false);
    }
  });

  it('names China nowhere', () => {
    for (const lang of LANGUAGES)
      for (const [where, text] of everythingIn(lang))
        expect(text, where).not.toMatch(/\bchin(a|e|ese|ois)/iu);
  });

  it('carries the letter, which confers no full powers', () => {
    expect(definition.file).toHaveLength(1);
    expect(definition.file[0]!.text.en).toContain('It confers no full powers');
    expect(definition.file[0]!.text.fr).toContain('ne confère de pleins pouvoirs à personne');
  });
});

describe('the text of', () => {
  describe.each(articles)('article $id', (article) => {
    it.each(LANGUAGES)('is canonical bracketed text of one level (%s)', (lang) => {
      const parsed = parsedOf(article, lang);
      expect(requireOneLevel(parsed)).toEqual({ ok: true });
      expect(print(parsed.nodes, labelsOf(definition.parties, lang), lang)).toBe(article.text[lang]);
      const inner = parsed.nodes.flatMap((node) => (node.kind === 'bracket' ? [node.party] : []));
      expect(inner).not.toContain(null);
    });

    it.each(LANGUAGES)('cites every term, and nothing else, for both parties (%s)', (lang) => {
      const ids = article.terms.map(({ id }) => id).toSorted();
      expect([...new Set(citedIn(parsedOf(article, lang).nodes))].toSorted()).toEqual(ids);
      for (const party of PARTIES)
        for (const id of ids) expect(positionOf(article, lang, party)).toContain(`{${id}}`);
    });

    it.each(LANGUAGES)('reads well for each party (%s)', (lang) => {
      for (const party of PARTIES) {
        const reading = readingOf(positionOf(article, lang, party));
        // A space before a mark: French sets one before : ; ! ? but never before a comma or full stop.
        expect(reading).not.toMatch(lang === 'en' ? / [,.;:!?)”]/u : / [,.)]/u);
        expect(reading).not.toMatch(/[,.;:]\s*[,.;:]/u);
        // A word that touches a mark or a citation.
        expect(reading).not.toMatch(/[,.;:)”»](?=[\p{L}{])/u);
        expect(reading).not.toMatch(/[\p{L}\p{N}]\{|\}[\p{L}\p{N}]/u);
        expect(reading).not.toMatch(/\p{Ll}\p{Lu}/u);
        // One paragraph a line, each numbered, a sentence from its first letter to its full stop.
        const paragraphs = reading.split('\n');
        expect(paragraphs.length).toBeGreaterThanOrEqual(2);
        expect(paragraphs.length).toBeLessThanOrEqual(4);
        for (const [index, paragraph] of paragraphs.entries()) {
          expect(paragraph.startsWith(`${index + 1}. `)).toBe(true);
          expect(paragraph).toMatch(/^\d\. \p{Lu}.*[^ ,]\.$/u);
          for (const sentence of paragraph.split(/\. /u)) expect(sentence).toMatch(/^[\p{Lu}\d]/u);
        }
        expect(wordCount(reading)).toBeGreaterThanOrEqual(85);
        expect(wordCount(reading)).toBeLessThanOrEqual(180);
      }
    });

    it.each(LANGUAGES)('has no word twice in a row, and only single spaces as typed (%s)', (lang) => {
      for (const party of PARTIES) {
        const position = positionOf(article, lang, party);
        expect(position.replace(/ +$/gmu, '')).not.toMatch(/[ \u202f]{2}| $/mu);
        expect(readingOf(position)).not.toMatch(/(?<![\p{L}’])(\p{L}+) \1(?!\p{L})/iu);
      }
    });

    it('has the same disputes in both languages, between one and five', () => {
      const [en, fr] = LANGUAGES.map((lang) => groupsOf(parsedOf(article, lang).nodes));
      expect(fr).toEqual(en);
      expect(en!.length).toBeGreaterThanOrEqual(['1', '7', '16'].includes(article.id) ? 1 : 2);
      expect(en!.length).toBeLessThanOrEqual(5);
    });

    it.each(LANGUAGES)('compiles from the two readings into the brackets that were drafted (%s)', (lang) => {
      const segments = compile(readingsOf(article, lang), PARTIES);
      expect(bracketsIn(segments)).toBe(groupsOf(parsedOf(article, lang).nodes).length);
    });

    it('has terms that are well-formed, and openings within bounds', () => {
      expect(Object.keys(article.openings).toSorted()).toEqual(article.terms.map(({ id }) => id).toSorted());
      for (const term of article.terms) {
        expect(TermDefinition.safeParse(term).error).toBeUndefined();
        for (const party of PARTIES) {
          const value = article.openings[term.id]![party]!;
          expect(checkTermValue(term, value), `${term.id} of ${party}`).toEqual({ ok: true });
          expect(normaliseTermValue(term, value)).toEqual(value);
        }
      }
    });
  });
});

describe('the figures', () => {
  /** The openings of the scenario, article by article, in the order of its table: the DRC's, then the US's. */
  const OPENINGS: Record<string, [drc: TermValue[], us: TermValue[]]> = {
    '1': [[['Co', 'Cu', 'Li', 'Ta']], [['Co', 'Cu', 'Li', 'Ta', 'U', 'Ge', 'Zn', 'Au']]],
    '2': [
      [2, 10, 25, true],
      [12, 30, 60, false],
    ],
    '3': [
      ['us', 8, 15],
      ['us', 2, 5],
    ],
    '4': [
      [40, 12000, 100],
      [90, 45000, 92],
    ],
    '5': [
      [5000, 70, 100, 'joint'],
      [20000, 20, 50, 'us'],
    ],
    '6': [
      [20, 20, 1000],
      [51, 50, 300],
    ],
    '7': [
      [20, 15, 40, 6],
      [60, 40, 90, 18],
    ],
    '8': [
      [60, 90],
      [20, 60],
    ],
    '9': [
      [10, 5, 180],
      [5, 20, 60],
    ],
    '10': [
      [24, 60, 50],
      [6, 40, 0],
    ],
    '11': [
      [100, 1, 70],
      [50, 4, 100],
    ],
    '12': [
      [400, 12, 30],
      [60, 3, 180],
    ],
    '13': [
      ['shall', 24, 60],
      ['should-endeavour', 168, 120],
    ],
    '14': [
      [2, 500, 5, 'drc'],
      [5, 50, 15, 'us'],
    ],
    '15': [
      [50, 90, 180, 2, 90],
      [100, 30, 30, 12, 0],
    ],
    '16': [
      [5, 2, 60, 15],
      [5, 4, 30, 3],
    ],
    '17': [
      [15, 'washington'],
      [60, 'washington'],
    ],
    '18': [
      [10, 2, 6, true],
      [25, 5, 24, false],
    ],
  };

  it.each(articles)('of article $id open as the two delegations open', ({ id, terms, openings }) => {
    expect([terms.map((term) => openings[term.id]!.drc), terms.map((term) => openings[term.id]!.us)]).toEqual(
      OPENINGS[id],
    );
  });
});

describe('the brackets that must be on the board', () => {
  const textOf = (id: string, lang: Language): string =>
    articles.find((article) => article.id === id)!.text[lang];

  it.each([
    ['13', 'attacked [DRC: by Rwanda or forces that it supports][US: by foreign forces or armed groups]'],
    ['13', 'the United States [DRC: shall][US: should endeavour to] assist'],
    ['10', 'contracts in force are [DRC: reviewed][US: renegotiated]'],
    ['5', 'The Parties [DRC: shall][US: may] hold'],
    ['5', '[DRC: by joint decision][US: at the request of either Party]'],
  ])('stand in article %s in English: %s', (id, words) => {
    expect(textOf(id, 'en')).toContain(words);
  });

  it.each([
    ['13', 'attaquées [RDC : par le Rwanda ou toute force qu’il soutient][É.-U. : par des forces étrangères'],
    ['13', '[RDC : prêtent][É.-U. : devraient s’efforcer de prêter] assistance'],
    ['10', 'contrats miniers en vigueur sont [RDC : réexaminés][É.-U. : renégociés]'],
    ['5', 'Les Parties [RDC : constituent][É.-U. : peuvent constituer]'],
    ['5', '[RDC : par décision conjointe][É.-U. : à la demande de l’une ou l’autre Partie]'],
  ])('stand in article %s in French: %s', (id, words) => {
    expect(readingOf(textOf(id, 'fr'))).toContain(words);
  });

  it('leave the exclusivity of article 2 to hang on articles 12 and 13', () => {
    const linked = articles[1]!.terms.find(({ kind }) => kind === 'yesno');
    expect(linked?.label.en).toBe('Exclusive only while Articles 12 and 13 are performed');
    expect(articles[1]!.openings[linked!.id]).toEqual({ drc: true, us: false });
  });
});

describe('the typography', () => {
  it('of French sets narrow no-break spaces and typographic apostrophes', () => {
    for (const [where, source] of everythingIn('fr')) {
      // The space before a label's colon belongs to the notation, which sets its own.
      const text = source.replace(/\[(RDC|É\.-U\.)\u00a0: /gu, '[');
      expect(text, where).not.toMatch(/[^\u202f][;:!?»]|«[^\u202f]/u);
      expect(text, where).not.toMatch(/['"]|\.\.\./u);
      expect(text, where).not.toContain('\u00a0');
      expect(text, where).not.toMatch(/\d \d{3}/u);
      expect(text, where).toBe(text.normalize('NFC'));
    }
  });

  it('of English sets typographic quotation marks and ordinary spaces', () => {
    for (const [where, text] of everythingIn('en'))
      expect(text, where).not.toMatch(/['"\u00a0\u202f«»]|\.\.\./u);
  });

  it('of either language leaves no word of the other', () => {
    for (const article of articles) {
      expect(article.text.en).not.toMatch(/\b(les|des|une|sont|présent|RDC|É\.-U\.)\b/u);
      expect(article.text.fr).not.toMatch(/\b(the|shall|Parties? shall|this|DRC|US)\b/u);
    }
  });
});
