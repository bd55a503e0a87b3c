// The table of permissions against a copy written by hand, so that a wrong cell is found; and the rules of the moves against
// the table, each role and each move, so that no rule decides by itself who may.
import { describe, expect, it } from 'vitest';
import type { Move, MoveKind } from '../../shared/moves.ts';
import { ACTIONS, PERMISSIONS, Role, may, reachOf } from '../../shared/seats.ts';
import type { Action, SeatState } from '../../shared/seats.ts';
import { newClause } from '../support/boards.ts';
import { Negotiation } from '../support/negotiation.ts';

// stranger (by invitation, open) | observer | member | head | chair; `-`: not at all
const BY_HAND = `
seeEntry           yes yes | any | any | any | any
acceptInvitation   yes yes | any | any | any | any
takeFreeSeat       -   yes | any | any | any | any
seeBoards          -   yes | any | any | any | any
makeBoard          -   yes | - | - | - | any
readBoard          -   -   | any | any | any | any
watch              -   -   | any | any | any | any
seeAnalysis        -   -   | - | delegation | delegation | any
seePeople          -   -   | own | any | any | any
seeName            -   -   | own | delegation | delegation | any
rename             -   -   | own | own | delegation | any
endSession         -   -   | own | own | delegation | any
rotateSession      -   -   | own | own | own | own
leaveSeat          -   -   | own | own | own | own
seeInvitations     -   -   | - | - | delegation | any
invite             -   -   | - | - | members | any
revokeInvitation   -   -   | - | - | delegation | any
removeObserver     -   -   | - | - | - | observers
seeAudit           -   -   | - | - | - | any
sit                -   -   | - | any | any | any
point              -   -   | - | any | any | any
type               -   -   | - | authorised | any | any
adopt              -   -   | - | authorised | any | -
strike             -   -   | - | authorised | any | -
setTerm            -   -   | - | authorised | any | -
propose            -   -   | - | - | any | -
withdraw           -   -   | - | - | any | -
accept             -   -   | - | - | any | -
initial            -   -   | - | - | any | -
decline            -   -   | - | - | any | -
withdrawInitials   -   -   | - | - | any | -
confirm            -   -   | - | - | any | -
reopen             -   -   | - | - | any | -
reserve            -   -   | - | - | any | -
liftReserve        -   -   | - | - | any | -
authorise          -   -   | - | - | members | -
handOver           -   -   | - | - | members | -
removeMember       -   -   | - | - | members | -
showKey            -   -   | - | any | any | any
addClause          -   -   | - | - | any | any
retitle            -   -   | - | - | any | any
moveClause         -   -   | - | - | any | any
dropClause         -   -   | - | - | any | any
openSitting        -   -   | - | - | any | any
adjourn            -   -   | - | - | any | any
releaseAnalysis    -   -   | - | - | any | -
`;

describe('the table of permissions', () => {
  const rows = BY_HAND.trim()
    .split('\n')
    .map((line) => {
      const [strangers = '', ...roles] = line.split('|').map((cell) => cell.trim());
      const [action = '', invited = '', open = ''] = strangers.split(/\s+/);
      return { action: action as Action, invited, open, roles };
    });

  it('has a row for everything, and no other', () => {
    expect([...ACTIONS].sort()).toEqual(rows.map(({ action }) => action).sort());
  });

  it.each(rows)('says of $action what was written by hand', ({ action, invited, open, roles }) => {
    expect(may(null, action)).toBe(invited === 'yes');
    expect(may(null, action, {}, 'open')).toBe(open === 'yes');
    const written = Role.options.map((role) => reachOf(role, action) ?? '-');
    const [head, member, chair, observer] = written;
    expect([observer, member, head, chair]).toEqual(roles);
  });
});

describe('a reach', () => {
  const head = { id: 'us-1', role: 'head', party: 'us' } as const;
  const member = { id: 'us-2', role: 'member', party: 'us' } as const;
  const chair = { id: 'chair-1', role: 'chair', party: null } as const;
  const observer = { id: 'observer-1', role: 'observer', party: null } as const;
  const aboutSeat = ({ id, role, party }: { id: string; role: Role; party: string | null }): object => ({
    seat: id,
    role,
    party,
  });

  it('to the own seat is to no other', () => {
    expect(may(member, 'rename', aboutSeat(member))).toBe(true);
    expect(may(member, 'rename', aboutSeat(head))).toBe(false);
    expect(may(observer, 'rename', aboutSeat({ ...observer, id: 'observer-2' }))).toBe(false);
    expect(may({ role: 'observer', party: null }, 'rename', {})).toBe(false); // whose own it is must be said
  });

  it('to the own delegation is to no other, and to none where there is none', () => {
    expect(may(head, 'rename', aboutSeat(member))).toBe(true);
    expect(may(head, 'rename', aboutSeat({ ...member, party: 'drc' }))).toBe(false);
    expect(may(head, 'rename', aboutSeat(observer))).toBe(false);
    expect(may({ ...head, party: null }, 'rename', aboutSeat(observer))).toBe(false);
  });

  it('to members is not to a head, and to observers not to members', () => {
    expect(may(head, 'invite', { party: 'us', role: 'member' })).toBe(true);
    expect(may(head, 'invite', { party: 'us', role: 'head' })).toBe(false);
    expect(may(head, 'invite', { party: 'drc', role: 'member' })).toBe(false);
    expect(may(head, 'invite', { party: null, role: 'observer' })).toBe(false);
    expect(may(chair, 'removeObserver', aboutSeat(observer))).toBe(true);
    expect(may(chair, 'removeObserver', aboutSeat(member))).toBe(false);
  });

  it('to articles is to those for which the head said so', () => {
    expect(may(member, 'type', { clause: 'a1' })).toBe(false);
    expect(may({ ...member, authority: ['a1'] }, 'type', { clause: 'a1' })).toBe(true);
    expect(may({ ...member, authority: ['a1'] }, 'type', { clause: 'a2' })).toBe(false);
    expect(may({ ...member, authority: 'all' }, 'type', { clause: 'a2' })).toBe(true);
    expect(may({ ...member, authority: 'all' }, 'type', {})).toBe(false);
  });
});

const HASH = '0'.repeat(64);
const title = { en: 'T', fr: 'T' };
/** One of each kind; those about a seat are about the one given. */
const movesOf = (seat: string): Record<MoveKind, Move> => ({
  adopt: { kind: 'adopt', clause: 'a1', lang: 'en', ranges: [[33, 0, 1]] },
  strike: { kind: 'strike', clause: 'a1', lang: 'en', ranges: [[33, 0, 1]] },
  setTerm: { kind: 'setTerm', clause: 'a1', term: 'none', value: 1 },
  propose: { kind: 'propose', clause: 'a1' },
  withdraw: { kind: 'withdraw', clause: 'a1', revision: 1 },
  accept: { kind: 'accept', clause: 'a1', revision: 1, hash: HASH },
  initial: { kind: 'initial', clause: 'a1', hash: HASH },
  decline: { kind: 'decline', clause: 'a1' },
  withdrawInitials: { kind: 'withdrawInitials', clause: 'a1' },
  confirm: { kind: 'confirm', clause: 'a1', hash: HASH },
  reopen: { kind: 'reopen', clause: 'a1' },
  reserve: { kind: 'reserve', clause: 'a1', reason: 'r' },
  liftReserve: { kind: 'liftReserve', clause: 'a1' },
  authorise: { kind: 'authorise', seat, clauses: ['a1'], allowed: false },
  handOver: { kind: 'handOver', seat },
  removeMember: { kind: 'removeMember', seat },
  showKey: { kind: 'showKey', key: HASH },
  addClause: { kind: 'addClause', clause: { id: 'a9', title, terms: [] } },
  retitle: { kind: 'retitle', clause: 'a1', title },
  moveClause: { kind: 'moveClause', clause: 'a1', index: 1 },
  dropClause: { kind: 'dropClause', clause: 'a2' },
  openSitting: { kind: 'openSitting' },
  adjourn: { kind: 'adjourn' },
  releaseAnalysis: { kind: 'releaseAnalysis' },
});
/** With these the rules say that it is not for this seat; with any other code, that it is not the time. */
const BARRED = [
  'no-seat',
  'heads-only',
  'parties-only',
  'chair-or-heads',
  'not-authorised',
  'not-your-delegation',
  'not-a-member',
];

describe('the rules of the moves', () => {
  const seats = ['drc-1', 'drc-2', 'us-1', 'us-2', 'chair-1'];
  const kinds = ACTIONS.filter((action): action is MoveKind => action in movesOf(''));
  const targeted = new Set<MoveKind>(['authorise', 'handOver', 'removeMember']);

  it('ask the table who may: every seat, every move, about every seat', () => {
    let asked = 0;
    for (const by of seats)
      for (const kind of kinds)
        for (const about of targeted.has(kind) ? seats : ['']) {
          const story = Negotiation.at([newClause('a1'), newClause('a2')]);
          story.does('us-1', { kind: 'authorise', seat: 'us-2', clauses: 'all', allowed: false });
          const seat = story.state.seats.get(by)!;
          const other: SeatState | undefined = story.state.seats.get(about);
          const allowed = may(seat, kind, {
            seat: other?.id,
            role: other?.role,
            party: other?.party,
            clause: 'a1',
          });
          const code = story.code(by, movesOf(about)[kind]);
          // `showKey` is signed with the key that it shows, and is refused as that here.
          expect(BARRED.includes(code), `${by} ${kind} ${about}: ${code}`).toBe(!allowed);
          asked += 1;
        }
    expect(asked).toBe(5 * (21 + 3 * 5));
  });

  it('let a removed seat do nothing more: no move, no frame, no pen', () => {
    const story = Negotiation.at([newClause('a1')]);
    story.types('us-2', 'a1', 'en', 'Words of a member.');
    const [event] = story.does('us-1', { kind: 'removeMember', seat: 'us-2' });
    expect(event).toEqual({ type: 'seatEnded', ended: 'us-2', party: 'us' });
    for (const kind of kinds)
      expect(story.code('us-2', movesOf('us-1')[kind])).toMatch(/^(no-seat|bad-signature)$/);
    expect(story.tries('us-2', 'a1', 'en', (text) => text.insert(0, 'x'))).toMatchObject({ code: 'no-pen' });
    expect(story.table.sit('us-2')).toMatchObject({ ok: false, code: 'no-seat' });
    // The words stay the party's, and the id is never given again.
    expect(story.reading('a1', 'en', 'us')).toBe('Words of a member.');
    expect(
      story.table.serve({ kind: 'takeSeat', seat: 'us-2', party: 'us', role: 'member', authorised: true }),
    ).toMatchObject({
      code: 'seat-exists',
    });
  });

  it('give strangers and observers nothing at the table', () => {
    for (const kind of kinds) {
      expect(may(null, kind, { clause: 'a1' }, 'open'), kind).toBe(false);
      expect(PERMISSIONS[kind].observer, kind).toBeUndefined();
    }
  });
});
