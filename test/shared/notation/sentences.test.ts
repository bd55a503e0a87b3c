// What a person is told about a bracketed text that does not read.
import { describe, expect, it } from 'vitest';
import type { NotationError } from '../../../shared/notation/nodes.ts';
import { notationErrorSentence } from '../../../shared/notation/sentences.ts';

const at = { line: 3, column: 14 };
const errors: NotationError[] = [
  { code: 'unknown-label', label: 'EU', known: ['DRC', 'US'], ...at },
  { code: 'not-a-term', text: 'Stock 1', ...at },
  { code: 'unknown-escape', char: 'n', ...at },
  { code: 'too-deep', limit: 8, ...at },
  { code: 'unclosed-bracket', ...at },
  { code: 'unopened-bracket', ...at },
  { code: 'empty-bracket', ...at },
  { code: 'nested-bracket', ...at },
  { code: 'unclosed-term', ...at },
  { code: 'unopened-term', ...at },
];

describe('notationErrorSentence', () => {
  it.each(errors)('says where and what to do: $code', (error) => {
    const [en, fr] = [notationErrorSentence(error, 'en'), notationErrorSentence(error, 'fr')];
    expect(en).toMatch(/^Line 3, column 14: \S.*\.$/);
    expect(fr).toMatch(/^Ligne 3, colonne 14\u00a0: \S.*\.$/);
    for (const sentence of [en, fr]) expect(sentence).not.toMatch(/undefined|unclosed|\bcode\b/);
  });

  it('says each in its own words', () => {
    for (const lang of ['en', 'fr'] as const) {
      expect(new Set(errors.map((error) => notationErrorSentence(error, lang))).size).toBe(errors.length);
    }
  });

  it('names the label that nobody has and those that can be written', () => {
    expect(notationErrorSentence(errors[0]!, 'en')).toContain(
      '“EU” is not a delegation here. Write “DRC” or “US”',
    );
    expect(notationErrorSentence(errors[0]!, 'fr')).toContain('«\u00a0DRC\u00a0» ou «\u00a0US\u00a0»');
  });
});
