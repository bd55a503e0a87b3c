import { expect, test } from 'vitest';
import { discordsOf, lastChanges } from '../../../client/moves/concordance.ts';
import type { ClauseView } from '../../../shared/clause.ts';
import type { LedgerEntry } from '../../../shared/events.ts';
import { compile } from '../../../shared/text/compilation.ts';
import { gapOf } from '../../../shared/text/gap.ts';

const text = (drc: string, us: string) => ({
  stretches: [],
  texts: { drc, us },
  readings: { drc, us },
  compilation: compile([drc, us], ['drc', 'us']),
});

const seen = (en: readonly [string, string], fr: readonly [string, string]): ClauseView => {
  const texts = { en: text(...en), fr: text(...fr) };
  const segments = { en: texts.en.compilation, fr: texts.fr.compilation };
  return { texts, gap: gapOf({ segments, terms: [] }), clean: false, empty: false };
};
const BOTH = ['en', 'fr'] as const;
const MINUTE = 60_000;

test('languages that agree raise nothing', () => {
  const alike = seen(['1. Hold {stock}.', '1. Hold {stock}.'], ['1. Tenir {stock}.', '1. Tenir {stock}.']);
  expect(discordsOf(alike, { en: 0, fr: 10 * MINUTE }, BOTH)).toEqual([]);
});

test('brackets, paragraphs and citations that differ are named', () => {
  const apart = seen(
    ['They shall hold {stock}.\nYearly.', 'They may hold {stock}.\nYearly.'],
    ['Elles tiennent.', 'Elles tiennent.'],
  );
  expect(discordsOf(apart, { en: null, fr: null }, ['en'])).toEqual([]);
  expect(discordsOf(apart, { en: null, fr: null }, BOTH)).toEqual([
    { kind: 'brackets', en: 1, fr: 0 },
    { kind: 'paragraphs', en: 2, fr: 1 },
    { kind: 'citations', en: 1, fr: 0 },
  ]);
});

test('a language that stood still while the other moved is named', () => {
  const alike = seen(['Yes.', 'Yes.'], ['Oui.', 'Oui.']);
  expect(discordsOf(alike, { en: 60 * MINUTE, fr: 20 * MINUTE }, BOTH)).toEqual([
    { kind: 'behind', behind: 'fr', at: 20 * MINUTE, other: 60 * MINUTE },
  ]);
});

test('the last change of each language is read off the record', () => {
  const none = { brackets: 0, figures: 0, words: 0 };
  const struck = (seq: number, lang: 'en' | 'fr', clause = 'a1'): LedgerEntry => ({
    seq,
    at: seq * 1000,
    seat: 'us-1',
    move: 'abcdefgh',
    events: [
      {
        type: 'struck',
        clause,
        lang,
        party: 'us',
        ranges: [[34, 0, 1]],
        words: 'x',
        gap: { before: none, after: none },
      },
    ],
  });
  const history = [struck(1, 'fr'), struck(2, 'en'), struck(3, 'en'), struck(4, 'fr', 'a2')];
  expect(lastChanges(history, 'a1')).toEqual({ en: 3000, fr: 1000 });
  expect(lastChanges([], 'a1')).toEqual({ en: null, fr: null });
});
