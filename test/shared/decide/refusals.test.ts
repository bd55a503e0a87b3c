// Every code with which a decision can say no is reached, and has its sentence in both languages.
import { expect, it } from 'vitest';
import { decideForServer, RULES } from '../../../shared/decide/decide.ts';
import type { Move, ServerMove } from '../../../shared/moves.ts';
import { DECISION_CODES, refusalSentence } from '../../../shared/refusals.ts';
import { emptyState } from '../../../shared/state.ts';
import { AUDIT, BOARD, newClause, ORES, YEARS } from '../../support/boards.ts';
import { TestSigner } from '../../support/signer.ts';
import { Negotiation } from '../../support/negotiation.ts';

type Code = (typeof DECISION_CODES)[number];

const HASH = '0'.repeat(64);
const TITLE = { en: 'Title of a1', fr: 'Titre de a1' };

const opened = (): Negotiation => {
  const story = Negotiation.at([newClause('a1', [YEARS, ORES]), newClause('a2')]);
  story.types('drc-1', 'a1', 'en', 'words 😀');
  return story;
};

const agreed = (): Negotiation => {
  const story = opened();
  story.agreesOn('a2', 'Words.', 'Mots.');
  return story;
};

const held = (): Negotiation => {
  const story = agreed();
  story.initials('drc', 'a2', true);
  return story;
};

const locked = (): Negotiation => {
  const story = held();
  story.initials('us', 'a2');
  return story;
};

const frozen = (): Negotiation => {
  const story = locked();
  story.does('us-1', { kind: 'reopen', clause: 'a2' });
  return story;
};

const proposed = (): Negotiation => {
  const story = opened();
  story.proposes('drc', 'a1');
  return story;
};

const asked = (story: Negotiation, seat: string, move: Move): string => story.code(seat, move);
const served = (story: Negotiation, move: ServerMove): string => {
  const outcome = story.table.serve(move);
  return outcome.ok ? 'taken' : outcome.code;
};
const seat = (id: string, party: string | null, role: 'head' | 'member' | 'chair'): ServerMove => ({
  kind: 'takeSeat',
  seat: id,
  party,
  role,
  authorised: true,
});
const strike = (story: Negotiation, words: string, cut = 0): Move => ({
  kind: 'strike',
  clause: 'a1',
  lang: 'en',
  ranges: story
    .ranges('a1', 'en', words)
    .map(([client, clock, length]) => [client, clock + cut, length - cut]),
});
const set = (term: string, value: number | string | string[]): Move => ({
  kind: 'setTerm',
  clause: 'a1',
  term,
  value,
});
const accept = (revision: number): Move => ({ kind: 'accept', clause: 'a1', revision, hash: HASH });

const closed = (): Negotiation => {
  const story = opened();
  story.does('chair-1', { kind: 'closeDoors' });
  return story;
};

/** How each code is come by. A new code that nobody can come by does not compile. */
const WAYS: Record<Code, () => string> = {
  'no-seat': () => asked(opened(), 'us-9', { kind: 'adjourn' }),
  'no-board': () => {
    const decision = decideForServer(emptyState, { ...seat('us-1', 'us', 'head') });
    return decision.ok ? 'taken' : decision.code;
  },
  'board-open': () => served(opened(), { kind: 'openBoard', board: BOARD, rules: RULES }),
  'heads-only': () => asked(opened(), 'us-2', { kind: 'propose', clause: 'a1' }),
  'parties-only': () => asked(opened(), 'chair-1', { kind: 'propose', clause: 'a1' }),
  'chair-or-heads': () => asked(opened(), 'us-2', { kind: 'openSitting' }),
  'needs-both-heads': () => asked(opened(), 'chair-1', { kind: 'dropClause', clause: 'a1' }),
  'not-authorised': () => {
    const story = opened();
    story.does('drc-1', { kind: 'authorise', seat: 'drc-2', clauses: 'all', allowed: false });
    return asked(story, 'drc-2', strike(story, 'words'));
  },
  'no-clause': () => asked(opened(), 'us-1', { kind: 'propose', clause: 'a9' }),
  'clause-exists': () => asked(opened(), 'chair-1', { kind: 'addClause', clause: newClause('a1') }),
  'term-exists': () =>
    asked(opened(), 'chair-1', { kind: 'addClause', clause: newClause('a3', [AUDIT, AUDIT]) }),
  'too-many-clauses': () => {
    const story = Negotiation.at(Array.from({ length: 200 }, (_, i) => newClause(`a${i}`)));
    return asked(story, 'chair-1', { kind: 'addClause', clause: newClause('one-more') });
  },
  'no-change': () => asked(opened(), 'us-1', { kind: 'retitle', clause: 'a1', title: TITLE }),
  held: () => asked(held(), 'us-1', { kind: 'propose', clause: 'a2' }),
  frozen: () => asked(frozen(), 'us-1', { kind: 'propose', clause: 'a2' }),
  locked: () => asked(locked(), 'us-1', { kind: 'propose', clause: 'a2' }),
  gone: () => {
    const story = opened();
    const { ranges } = { ranges: story.ranges('a1', 'en', 'words') };
    story.deletes('drc-1', 'a1', 'en', 'words');
    return asked(story, 'us-1', { kind: 'adopt', clause: 'a1', lang: 'en', ranges });
  },
  'bad-ranges': () =>
    asked(opened(), 'us-1', { kind: 'adopt', clause: 'a2', lang: 'en', ranges: [[33, 0, 1]] }),
  'split-surrogate': () => {
    const story = opened();
    return asked(story, 'drc-1', strike(story, '😀', 1));
  },
  'no-term': () => asked(opened(), 'us-1', set('tax', 3)),
  'wrong-kind': () => asked(opened(), 'us-1', set('years', 'ten')),
  'out-of-bounds': () => asked(opened(), 'us-1', set('years', 99)),
  'off-step': () => asked(opened(), 'us-1', set('years', 1.5)),
  'not-an-option': () => asked(opened(), 'us-1', set('ores', ['gold'])),
  'nothing-to-propose': () => asked(opened(), 'us-1', { kind: 'propose', clause: 'a1' }),
  'already-proposed': () => asked(proposed(), 'drc-1', { kind: 'propose', clause: 'a1' }),
  'no-revision': () => asked(proposed(), 'us-1', accept(7)),
  'not-your-revision': () => asked(proposed(), 'us-1', { kind: 'withdraw', clause: 'a1', revision: 1 }),
  'own-revision': () => asked(proposed(), 'drc-1', accept(1)),
  'revision-ended': () => {
    const story = proposed();
    story.does('drc-1', { kind: 'withdraw', clause: 'a1', revision: 1 });
    return asked(story, 'us-1', accept(1));
  },
  'hash-differs': () => asked(proposed(), 'us-1', accept(1)),
  'empty-clause': () => asked(opened(), 'us-1', { kind: 'initial', clause: 'a2', hash: HASH }),
  'not-clean': () => asked(opened(), 'us-1', { kind: 'initial', clause: 'a1', hash: HASH }),
  'already-initialled': () => asked(held(), 'drc-1', { kind: 'initial', clause: 'a2', hash: HASH }),
  'not-held': () => asked(agreed(), 'us-1', { kind: 'decline', clause: 'a2' }),
  'own-initials': () => asked(held(), 'drc-1', { kind: 'decline', clause: 'a2' }),
  'no-initials': () => asked(held(), 'us-1', { kind: 'withdrawInitials', clause: 'a2' }),
  'locked-reopen': () => asked(locked(), 'us-1', { kind: 'withdrawInitials', clause: 'a2' }),
  'not-ad-referendum': () => asked(locked(), 'us-1', { kind: 'confirm', clause: 'a2', hash: HASH }),
  'already-confirmed': () => {
    const story = locked();
    const move: Move = { kind: 'confirm', clause: 'a2', hash: story.cleanHash('a2') };
    story.does('drc-1', move);
    return asked(story, 'drc-1', move);
  },
  'not-locked': () => asked(held(), 'us-1', { kind: 'reopen', clause: 'a2' }),
  'already-asked': () => asked(frozen(), 'us-1', { kind: 'reopen', clause: 'a2' }),
  'no-reserve': () => asked(opened(), 'us-1', { kind: 'liftReserve', clause: 'a1' }),
  'reason-needed': () => asked(opened(), 'us-1', { kind: 'reserve', clause: 'a1', reason: ' \n' }),
  'already-reserved': () => {
    const story = opened();
    const move: Move = { kind: 'reserve', clause: 'a1', reason: 'cost' };
    story.does('us-1', move);
    return asked(story, 'us-1', move);
  },
  'no-such-seat': () => asked(opened(), 'us-1', { kind: 'handOver', seat: 'us-9' }),
  'not-your-delegation': () => asked(opened(), 'us-1', { kind: 'handOver', seat: 'drc-2' }),
  'not-a-member': () => asked(opened(), 'us-1', { kind: 'handOver', seat: 'us-1' }),
  'same-authority': () =>
    asked(opened(), 'us-1', { kind: 'authorise', seat: 'us-2', clauses: 'all', allowed: true }),
  'key-shown': () => {
    const story = opened();
    const signer = new TestSigner(story.table, 'us-1', 1);
    signer.shows();
    const outcome = signer.moves({ kind: 'showKey', key: '0'.repeat(64) });
    return outcome.ok ? 'taken' : outcome.code;
  },
  'seat-exists': () => served(opened(), seat('us-2', 'us', 'member')),
  'head-taken': () => served(opened(), seat('us-3', 'us', 'head')),
  'chair-taken': () => served(opened(), seat('chair-2', null, 'chair')),
  'no-such-party': () => served(opened(), seat('fr-1', 'fr', 'member')),
  'sitting-open': () => {
    const story = opened();
    story.does('chair-1', { kind: 'openSitting' });
    return asked(story, 'chair-1', { kind: 'openSitting' });
  },
  'no-sitting': () => asked(opened(), 'us-1', { kind: 'adjourn' }),
  'already-released': () => {
    const story = opened();
    story.does('us-1', { kind: 'releaseAnalysis' });
    story.does('drc-1', { kind: 'releaseAnalysis' });
    return asked(story, 'us-1', { kind: 'releaseAnalysis' });
  },
  'doors-closed': () => asked(closed(), 'us-1', { kind: 'closeDoors' }),
  'doors-open': () => asked(opened(), 'us-1', { kind: 'openDoors' }),
  'opening-asked': () => {
    const story = closed();
    story.does('us-1', { kind: 'openDoors' });
    return asked(story, 'us-1', { kind: 'openDoors' });
  },
  'no-opening-asked': () => asked(closed(), 'drc-1', { kind: 'objectDoors' }),
  'too-early': () => {
    const story = closed();
    story.does('chair-1', { kind: 'openDoors' });
    const { seq, at } = story.table.rows.at(-1)!;
    return served(story, { kind: 'openUnopposed', asked: seq, at: at + 59_999 });
  },
  'sight-asked': () => {
    const story = opened();
    story.does('us-1', { kind: 'setPublic', sees: 'clean', delayMinutes: 0 });
    return asked(story, 'us-1', { kind: 'setPublic', sees: 'clean', delayMinutes: 0 });
  },
};

it.each(DECISION_CODES)('%s', (code) => {
  expect(WAYS[code]()).toBe(code);
  const sentences = [refusalSentence(code, 'en'), refusalSentence(code, 'fr')];
  expect(sentences.every((sentence) => /^\p{Lu}.*\.$/su.test(sentence))).toBe(true);
  expect(sentences[0]).not.toBe(sentences[1]);
});
