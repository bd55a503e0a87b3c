// A board whose articles stand in one language: the texts of the other do not exist.
import { expect, it } from 'vitest';
import { clauseHash } from '../../shared/text/hash.ts';
import { BOARD, newClause } from '../support/boards.ts';
import { Negotiation } from '../support/negotiation.ts';

const opened = (): Negotiation => Negotiation.at([newClause('a1')], { ...BOARD, languages: ['en'] });

it('takes no frame and no move in the other language', () => {
  const story = opened();
  expect(story.tries('us-1', 'a1', 'fr', (text) => text.insert(0, 'Mots.'))).toMatchObject({
    code: 'no-root',
  });
  story.types('us-1', 'a1', 'en', 'Words.');
  const ranges = story.ranges('a1', 'en', 'Words.');
  expect(story.code('drc-1', { kind: 'adopt', clause: 'a1', lang: 'fr', ranges })).toBe('bad-ranges');
});

it('is clean, hashed, initialled and locked in its own language alone', () => {
  const story = opened();
  story.types('us-1', 'a1', 'en', 'Words.');
  story.does('drc-1', {
    kind: 'adopt',
    clause: 'a1',
    lang: 'en',
    ranges: story.ranges('a1', 'en', 'Words.'),
  });
  const hash = story.cleanHash('a1');
  const { title } = story.clause('a1');
  expect(hash).toBe(clauseHash({ clause: 'a1', title, reading: { en: 'Words.' }, terms: {} }));
  expect(hash).not.toBe(clauseHash({ clause: 'a1', title, reading: { en: 'Words.', fr: '' }, terms: {} }));
  for (const head of ['drc-1', 'us-1']) story.does(head, { kind: 'initial', clause: 'a1', hash });
  expect(story.clause('a1').phase.kind).toBe('locked');
});
