// The hash that initials are put to, against an independent SHA-256.
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { clauseHash, clauseHashInput, sha256Hex, shortFingerprint } from '../../../shared/text/hash.ts';
import type { ClauseContent } from '../../../shared/text/hash.ts';
import { TermValue } from '../../../shared/terms.ts';
import vectors from '../../../shared/text/vectors.json' with { type: 'json' };

const contentOf = (content: (typeof vectors.hashes)[number]['content']): ClauseContent => ({
  ...content,
  terms: Object.fromEntries(
    Object.entries(content.terms).map(([id, value]) => [id, TermValue.nullable().parse(value)]),
  ),
});

const base: ClauseContent = {
  clause: '5',
  title: { en: 'Stock', fr: 'Réserve' },
  reading: { en: 'a', fr: 'b' },
  terms: { x: 1, y: null },
};

describe('clauseHash', () => {
  it('has at least four vectors', () => {
    expect(vectors.hashes.length).toBeGreaterThanOrEqual(4);
  });

  it.each(vectors.hashes)('vector: $about', ({ content, json, hash }) => {
    expect(clauseHashInput(contentOf(content))).toBe(json);
    expect(clauseHash(contentOf(content))).toBe(hash);
    expect(createHash('sha256').update(json, 'utf8').digest('hex')).toBe(hash);
  });

  it('does not depend on the order in which languages and terms were written down', () => {
    const turned: ClauseContent = {
      terms: { y: null, x: 1 },
      reading: { fr: 'b', en: 'a' },
      title: { fr: 'Réserve', en: 'Stock' },
      clause: '5',
    };
    expect(clauseHash(turned)).toBe(clauseHash(base));
  });

  it('changes with anything that it is taken of', () => {
    const others: ClauseContent[] = [
      { ...base, clause: '6' },
      { ...base, title: { en: 'Stock', fr: 'Stock' } },
      { ...base, title: { en: 'Réserve', fr: 'Stock' } },
      { ...base, reading: { en: 'b', fr: 'a' } },
      { ...base, reading: { en: 'a ', fr: 'b' } },
      { ...base, terms: { x: 1 } },
      { ...base, terms: { x: '1', y: null } },
      { ...base, terms: { x: 1, y: false } },
      { ...base, terms: { x: [], y: null } },
    ];
    expect(new Set([base, ...others].map(clauseHash)).size).toBe(others.length + 1);
  });

  it('takes a text that holds half a surrogate pair', () => {
    const broken = { ...base, reading: { en: '\ud800', fr: 'b' } };
    const json = clauseHashInput(broken);
    expect(clauseHash(broken)).toBe(createHash('sha256').update(json, 'utf8').digest('hex'));
  });
});

describe('sha256Hex and shortFingerprint', () => {
  it('hashes bytes as node does', () => {
    const bytes = Uint8Array.from({ length: 300 }, (_, i) => i % 256);
    expect(sha256Hex(bytes)).toBe(createHash('sha256').update(bytes).digest('hex'));
  });

  it('shows eight digits in two groups', () => {
    expect(shortFingerprint('1f3a90c2'.padEnd(64, '0'))).toBe('1f3a 90c2');
  });
});
