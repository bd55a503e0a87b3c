// What a seat is offered on the page of people follows the one table of permissions.
import { describe, expect, test } from 'vitest';
import {
  invitable,
  mayEndSession,
  mayRename,
  removalOf,
  seesAudit,
  seesEverybody,
  seesOthers,
} from '../../../client/people/offered.ts';
import { byRank, isListed, lastUsed } from '../../../client/people/rank.ts';
import { standingOf } from '../../../client/people/standing.ts';
import type { OwnSeat } from '../../../client/session/view.ts';
import type { Person } from '../../../shared/invitations.ts';
import type { Role } from '../../../shared/seats.ts';
import { BOARD } from '../../support/boards.ts';

const seat = (id: string, party: string | null, role: Role): OwnSeat => ({ id, party, role, name: 'N' });
const person = (id: string, party: string | null, role: Role, more: Partial<Person> = {}): Person => ({
  seat: id,
  party,
  role,
  name: null,
  present: false,
  authority: null,
  sessions: [],
  ...more,
});

const CHAIR = seat('chair-1', null, 'chair');
const HEAD = seat('us-1', 'us', 'head');
const MEMBER = seat('us-2', 'us', 'member');
const OBSERVER = seat('observer-1', null, 'observer');
const PEOPLE = [
  person('chair-1', null, 'chair'),
  person('drc-1', 'drc', 'head'),
  person('drc-2', 'drc', 'member'),
  person('us-1', 'us', 'head'),
  person('us-2', 'us', 'member'),
  person('us-3', 'us', 'member'),
  person('observer-1', null, 'observer'),
];

describe('what a seat is offered', () => {
  test('the chair invites to any seat, a head members of its own delegation, nobody else anybody', () => {
    expect(invitable(CHAIR, BOARD).map(({ party, role }) => `${party} ${role}`)).toEqual([
      'drc head',
      'drc member',
      'us head',
      'us member',
      'null observer',
      'null chair',
    ]);
    expect(invitable(HEAD, BOARD)).toEqual([{ party: 'us', role: 'member' }]);
    expect([...invitable(MEMBER, BOARD), ...invitable(OBSERVER, BOARD)]).toEqual([]);
  });

  test('names and sessions: one’s own, a head’s delegation, all for the chair', () => {
    const of = (own: OwnSeat, can: typeof mayRename): string[] =>
      PEOPLE.filter((each) => can(own, each)).map(({ seat: id }) => id);
    for (const can of [mayRename, mayEndSession]) {
      expect(of(CHAIR, can)).toEqual(PEOPLE.map(({ seat: id }) => id));
      expect(of(HEAD, can)).toEqual(['us-1', 'us-2', 'us-3']);
      expect(of(MEMBER, can)).toEqual(['us-2']);
      expect(of(OBSERVER, can)).toEqual(['observer-1']);
    }
  });

  test('a head removes its own members, the chair observers, and nobody anybody else', () => {
    const of = (own: OwnSeat): (string | null)[] => PEOPLE.map((each) => removalOf(own, each));
    expect(of(CHAIR)).toEqual([null, null, null, null, null, null, 'observer']);
    expect(of(HEAD)).toEqual([null, null, null, null, 'member', 'member', null]);
    expect(of(MEMBER)).toEqual(PEOPLE.map(() => null));
    expect(of(OBSERVER)).toEqual(PEOPLE.map(() => null));
  });

  test('the page shows others to those who look after them, and what was done to the chair', () => {
    const four = [CHAIR, HEAD, MEMBER, OBSERVER];
    expect(four.map(seesOthers)).toEqual([true, true, false, false]);
    expect(four.map(seesEverybody)).toEqual([true, false, false, false]);
    expect(four.map(seesAudit)).toEqual([true, false, false, false]);
  });
});

test('the head is listed first, then who is here, then by seat as one counts', () => {
  const listed = [
    person('us-10', 'us', 'member'),
    person('us-9', 'us', 'member'),
    person('us-11', 'us', 'member', { present: true }),
    person('us-1', 'us', 'head'),
  ].sort(byRank);
  expect(listed.map(({ seat: id }) => id)).toEqual(['us-1', 'us-11', 'us-9', 'us-10']);
});

test('a seat that nobody holds is listed where it is a head’s', () => {
  const held = { sessions: [{ id: 'a', createdAt: 1, lastUsedAt: 1 }] };
  const seats = [
    person('us-1', 'us', 'head'),
    person('us-2', 'us', 'member'),
    person('us-3', 'us', 'member', { name: '' }),
    person('us-4', 'us', 'member', { name: 'N' }),
    person('us-5', 'us', 'member', held),
    person('us-6', 'us', 'member', { present: true }),
  ];
  expect(seats.filter(isListed).map(({ seat: id }) => id)).toEqual(['us-1', 'us-4', 'us-5', 'us-6']);
});

test('a seat was last used when any of its sessions was', () => {
  const session = (id: string, lastUsedAt: number) => ({ id, createdAt: 0, lastUsedAt });
  expect(lastUsed(person('us-1', 'us', 'head'))).toBe(null);
  expect(lastUsed(person('us-1', 'us', 'head', { sessions: [session('a', 5), session('b', 9)] }))).toBe(9);
});

test('an invitation is open until it is used up, has expired or was taken back', () => {
  const open = { uses: 2, used: 1, expiresAt: 100, revokedAt: null };
  expect(standingOf(open, 99)).toEqual({ kind: 'open' });
  expect(standingOf(open, 100)).toEqual({ kind: 'expired', at: 100 });
  expect(standingOf({ ...open, used: 2 }, 200)).toEqual({ kind: 'usedUp' });
  expect(standingOf({ ...open, used: 2, revokedAt: 7 }, 200)).toEqual({ kind: 'revoked', at: 7 });
});
