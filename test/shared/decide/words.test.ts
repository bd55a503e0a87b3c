// Adopt and strike: who includes what, by whose act alone.
import { describe, expect, it } from 'vitest';
import { IdSet } from '../../../shared/ids.ts';
import { newClause } from '../../support/boards.ts';
import { Negotiation, only, typesOf } from '../../support/negotiation.ts';

const opened = (): Negotiation => {
  const story = Negotiation.at([newClause('a1'), newClause('a2')]);
  story.types('drc-1', 'a1', 'en', 'exclusive access for ten years');
  return story;
};

describe('typing', () => {
  it('is included by the party that typed, and by nobody else', () => {
    const story = opened();
    expect(story.reading('a1', 'en', 'drc')).toBe('exclusive access for ten years');
    expect(story.reading('a1', 'en', 'us')).toBe('');
    expect(story.view('a1').gap).toMatchObject({ brackets: 1, figures: 0, words: 5 });
  });

  it('by the chair is a proposal that nobody includes until a party adopts it', () => {
    const story = opened();
    story.types('chair-1', 'a1', 'en', ', renewable');
    expect(story.reading('a1', 'en', 'drc')).toBe('exclusive access for ten years');
    expect(story.words('a1', 'en')).toBe('exclusive access for ten years, renewable');
    story.adopts('us-1', 'a1', 'en', 'renewable');
    expect(story.reading('a1', 'en', 'us')).toBe('renewable');
    story.strikes('us-1', 'a1', 'en', 'renewable');
    expect(story.words('a1', 'en')).toBe('exclusive access for ten years, renewable'); // it stands as a proposal
  });
});

describe('adopt', () => {
  it('includes exactly the characters it names, and records words and movement', () => {
    const story = opened();
    const event = only(story.adopts('us-1', 'a1', 'en', 'access for ten'), 'adopted');
    expect(event).toMatchObject({ party: 'us', lang: 'en', words: 'access for ten' });
    expect(event.ranges).toEqual(story.ranges('a1', 'en', 'access for ten'));
    expect(event.gap).toEqual({
      before: { brackets: 1, figures: 0, words: 5 },
      after: { brackets: 2, figures: 0, words: 2 },
    });
    expect(story.reading('a1', 'en', 'us')).toBe('access for ten');
    expect(story.reading('a1', 'en', 'drc')).toBe('exclusive access for ten years');
  });

  it('names only what is new in its event, and nothing where nothing is', () => {
    const story = opened();
    story.adopts('us-1', 'a1', 'en', 'access');
    const event = only(story.adopts('us-1', 'a1', 'en', 'exclusive access'), 'adopted');
    expect(event.words).toBe('exclusive ');
    expect(story.adopts('us-1', 'a1', 'en', 'exclusive access')).toEqual([]);
    expect(story.adopts('drc-1', 'a1', 'en', 'exclusive')).toEqual([]);
  });

  it('of words in two places tells them apart in the record', () => {
    const story = opened();
    const ranges = [...story.ranges('a1', 'en', 'exclusive'), ...story.ranges('a1', 'en', 'ten years')];
    const event = only(story.does('us-2', { kind: 'adopt', clause: 'a1', lang: 'en', ranges }), 'adopted');
    expect(event.words).toBe('exclusive … ten years');
  });

  it('is refused whole where one character has gone', () => {
    const story = opened();
    const ranges = story.ranges('a1', 'en', 'ten years');
    expect(story.deletes('drc-1', 'a1', 'en', 'ten').ok).toBe(true);
    expect(story.code('us-1', { kind: 'adopt', clause: 'a1', lang: 'en', ranges })).toBe('gone');
    expect(story.reading('a1', 'en', 'us')).toBe('');
  });

  it('may not cut a character, nor name another text, nor what does not exist', () => {
    const story = opened();
    story.types('drc-1', 'a1', 'fr', 'or 😀');
    const [[client, clock]] = story.ranges('a1', 'fr', '😀') as [[number, number, number]];
    const adopt = (ranges: [number, number, number][], lang: 'en' | 'fr' = 'fr', clause = 'a1'): string =>
      story.code('us-1', { kind: 'adopt', clause, lang, ranges });
    expect(adopt([[client, clock, 1]])).toBe('split-surrogate');
    expect(adopt([[client, clock + 1, 1]])).toBe('split-surrogate');
    expect(adopt([[client, clock, 2]], 'en')).toBe('bad-ranges');
    expect(adopt([[client, clock, 2]], 'fr', 'a2')).toBe('bad-ranges');
    expect(adopt([[client, clock, 3]])).toBe('bad-ranges');
    expect(adopt([[99_999, 0, 1]])).toBe('bad-ranges');
    expect(adopt([[16, 0, 1]])).toBe('bad-ranges');
    expect(adopt([[client, clock, 2]])).toBe('taken');
  });
});

describe('strike', () => {
  it('of words that the other side includes leaves them there', () => {
    const story = opened();
    story.adopts('us-1', 'a1', 'en', 'exclusive access');
    expect(typesOf(story.strikes('drc-1', 'a1', 'en', 'exclusive'))).toEqual(['struck']);
    expect(story.reading('a1', 'en', 'drc')).toBe('access for ten years');
    expect(story.reading('a1', 'en', 'us')).toBe('exclusive access');
    story.adopts('drc-1', 'a1', 'en', 'exclusive');
    expect(story.reading('a1', 'en', 'drc')).toBe('exclusive access for ten years');
  });

  it('of words that nobody else includes removes them', () => {
    const story = opened();
    const events = story.strikes('drc-2', 'a1', 'en', 'exclusive ');
    expect(typesOf(events)).toEqual(['struck', 'removed']);
    expect(only(events, 'removed').ranges).toEqual(only(events, 'struck').ranges);
    expect(story.words('a1', 'en')).toBe('access for ten years');
    expect(story.clause('a1').struck['drc']!.isEmpty).toBe(true);
  });

  it('removes what its author had struck before, once the last that includes it strikes it', () => {
    const story = opened();
    story.adopts('us-1', 'a1', 'en', 'exclusive');
    story.strikes('drc-1', 'a1', 'en', 'exclusive');
    expect(typesOf(story.strikes('us-1', 'a1', 'en', 'exclusive'))).toEqual(['struck', 'removed']);
    expect(story.words('a1', 'en')).toBe(' access for ten years');
  });

  it('leaves what a standing revision holds, until that ends', () => {
    const story = opened();
    const revision = story.proposes('drc', 'a1');
    expect(typesOf(story.strikes('drc-1', 'a1', 'en', 'exclusive '))).toEqual(['struck']);
    expect(story.words('a1', 'en')).toContain('exclusive');
    expect(story.deletes('drc-2', 'a1', 'en', 'access')).toMatchObject({ code: 'delete-agreed' });
    const events = story.does('drc-1', { kind: 'withdraw', clause: 'a1', revision });
    expect(typesOf(events)).toEqual(['revisionEnded', 'removed']);
    expect(story.words('a1', 'en')).toBe('access for ten years');
  });

  it('ignores dead characters and what the party does not include', () => {
    const story = opened();
    const ranges = story.ranges('a1', 'en', 'exclusive access');
    expect(story.does('us-1', { kind: 'strike', clause: 'a1', lang: 'en', ranges })).toEqual([]);
    story.deletes('drc-1', 'a1', 'en', 'exclusive ');
    const event = only(story.does('drc-1', { kind: 'strike', clause: 'a1', lang: 'en', ranges }), 'struck');
    expect(event.words).toBe('access');
  });
});

it('a member writes only where the head says so', () => {
  const story = opened();
  story.does('us-1', { kind: 'authorise', seat: 'us-2', clauses: ['a1'], allowed: false });
  const ranges = story.ranges('a1', 'en', 'access');
  expect(story.code('us-2', { kind: 'adopt', clause: 'a1', lang: 'en', ranges })).toBe('not-authorised');
  expect(story.tries('us-2', 'a1', 'en', (text) => text.insert(0, 'x'))).toMatchObject({
    code: 'not-authorised',
  });
  story.types('us-2', 'a2', 'en', 'elsewhere');
  story.does('us-1', { kind: 'authorise', seat: 'us-2', clauses: ['a1'], allowed: true });
  expect(story.code('us-2', { kind: 'adopt', clause: 'a1', lang: 'en', ranges })).toBe('taken');
});

it('the same characters named twice in one move count once', () => {
  const story = opened();
  const [range] = story.ranges('a1', 'en', 'access');
  const events = story.does('us-1', { kind: 'adopt', clause: 'a1', lang: 'en', ranges: [range!, range!] });
  expect(only(events, 'adopted').words).toBe('access');
  expect(IdSet.of(only(events, 'adopted').ranges).size).toBe(6);
});

it('words of a very long adoption are cut in the record', () => {
  const story = Negotiation.at([newClause('a1')]);
  story.types('drc-1', 'a1', 'en', 'word '.repeat(400));
  const event = only(story.adopts('us-1', 'a1', 'en', 'word '.repeat(400)), 'adopted');
  expect(event.words.length).toBe(401);
  expect(event.words.endsWith('…')).toBe(true);
});
