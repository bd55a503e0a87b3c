// Presence: nobody shows another seat, removes it, names itself or pins a clock.
import * as encoding from 'lib0/encoding';
import { afterEach, describe, expect, it } from 'vitest';
import { applyAwarenessUpdate, Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { type CursorSession, type CursorsRead, filterCursors } from '../../../shared/gate/cursors.ts';
import { CURSOR_CODES } from '../../../shared/gate/codes.ts';
import { C1 } from '../../support/gate-board.ts';
import { bytes } from '../../support/gate-craft.ts';
import { Dice, rounds } from '../../support/gate-random.ts';

const session: CursorSession = { pen: 33, clock: 4, who: { seat: 's-1', party: 'drc', role: 'head' } };

const entries = (...all: [client: number, clock: number, state: unknown][]): Uint8Array =>
  bytes((encoder) => {
    encoding.writeVarUint(encoder, all.length);
    for (const [client, clock, state] of all) {
      encoding.writeVarUint(encoder, client);
      encoding.writeVarUint(encoder, clock);
      encoding.writeVarString(encoder, typeof state === 'string' ? state : JSON.stringify(state));
    }
  });

const made: Awareness[] = [];
const awareness = (client: number): Awareness => {
  const doc = new Y.Doc();
  doc.clientID = client;
  const made1 = new Awareness(doc);
  made.push(made1);
  return made1;
};
afterEach(() => {
  for (const one of made.splice(0)) one.destroy();
});

const codeOf = (read: CursorsRead): string => (read.ok ? 'told' : read.code);

describe('a cursor', () => {
  it('is told as y-protocols tells it, stamped and numbered', () => {
    const doc = new Y.Doc();
    const text = doc.getText(C1);
    text.insert(0, 'words');
    const mine = awareness(33);
    const position = (index: number) => Y.createRelativePositionFromTypeIndex(text, index);
    mine.setLocalState({
      clause: 'c-1',
      lang: 'en',
      cursor: { anchor: position(1), head: position(5) },
      typing: true,
    });
    const read = filterCursors(encodeAwarenessUpdate(mine, [33]), session);
    if (!read.ok || read.bytes === null || read.state === null) throw new Error('not told');
    expect(read).toMatchObject({ clock: 5, dropped: 0 });
    expect(read.state).toEqual({
      user: session.who,
      clause: 'c-1',
      lang: 'en',
      cursor: {
        anchor: { type: null, tname: C1, item: { client: doc.clientID, clock: 1 }, assoc: 0 },
        head: { type: null, tname: C1, item: null, assoc: 0 },
      },
      typing: true,
    });
    const other = awareness(49);
    applyAwarenessUpdate(other, read.bytes, null);
    expect(other.getStates().get(33)).toEqual(read.state);
    const there = Y.createRelativePositionFromJSON(other.getStates().get(33)?.['cursor'].anchor);
    expect(Y.createAbsolutePositionFromRelativePosition(there, doc)?.index).toBe(1);
  });

  it('says who it is by the session, and nothing that is not asked for', () => {
    const claimed = {
      user: { seat: 's-9', party: 'us', role: 'chair' },
      name: 'B chair',
      cursor: null,
      clause: 'c-1',
      x: [1],
    };
    const read = filterCursors(entries([33, 2 ** 52, claimed]), session);
    expect(read).toMatchObject({ ok: true, clock: 5 });
    expect(read.ok && read.state).toEqual({
      user: session.who,
      clause: 'c-1',
      lang: null,
      cursor: null,
      typing: false,
    });
  });

  it('leaves when its seat says so', () => {
    const read = filterCursors(entries([33, 9, null]), session);
    if (!read.ok || read.bytes === null) throw new Error('not told');
    expect(read.state).toBeNull();
    const other = awareness(49);
    applyAwarenessUpdate(other, entries([33, 1, { clause: 'c-1' }]), null);
    applyAwarenessUpdate(other, read.bytes, null);
    expect(other.getStates().has(33)).toBe(false);
  });

  it('drops what is said of others, and pins no clock', () => {
    for (const spoof of [
      entries([49, 2 ** 52, { user: 'forged' }]),
      entries([49, 9, null]),
      entries([49, 1, '{']),
    ])
      expect(filterCursors(spoof, session)).toEqual({
        ok: true,
        bytes: null,
        clock: 4,
        state: null,
        dropped: 1,
      });
    const echo = filterCursors(entries([49, 1, {}], [33, 2 ** 52, {}], [65, 1, {}]), session);
    expect(echo).toMatchObject({ ok: true, clock: 5, dropped: 2 });
  });

  const deep = `${'['.repeat(4000)}${']'.repeat(4000)}`;
  const bad: [string, string, unknown][] = [
    ['no bytes', 'awareness-size', 'x'],
    ['9 kB', 'awareness-size', new Uint8Array(9000)],
    ['a million entries', 'awareness-entries', bytes((e) => encoding.writeVarUint(e, 1e6))],
    ['trailing bytes', 'awareness-trailing', new Uint8Array([...entries([33, 1, {}]), 0])],
    ['garbage', 'awareness-garbage', new Uint8Array([3, 1])],
    ['nothing', 'awareness-garbage', new Uint8Array()],
    ['no JSON', 'awareness-garbage', entries([33, 1, '{'])],
    ['no UTF-8', 'awareness-garbage', new Uint8Array([1, 33, 1, 2, 0xc0, 0xaf])],
    ['an array', 'awareness-shape', entries([33, 1, [1]])],
    ['a deep array', 'awareness-shape', entries([33, 1, deep])],
    ['a number', 'awareness-shape', entries([33, 1, 3])],
    ['a clause of no shape', 'awareness-shape', entries([33, 1, { clause: '../x' }])],
    ['a language of none', 'awareness-shape', entries([33, 1, { lang: 'de' }])],
    ['typing that is no boolean', 'awareness-shape', entries([33, 1, { typing: 'yes' }])],
    ['a cursor that is none', 'awareness-cursor', entries([33, 1, { cursor: 3 }])],
    ['half a cursor', 'awareness-cursor', entries([33, 1, { cursor: { anchor: { item: null } } }])],
    ['a position in a type', 'awareness-cursor', cursorAt({ type: { client: 1, clock: 1 } })],
    ['a position in no text', 'awareness-cursor', cursorAt({ tname: 'ledger' })],
    ['a position at no id', 'awareness-cursor', cursorAt({ item: { client: -1, clock: 0 } })],
    ['a long position', 'awareness-cursor', cursorAt({ tname: 'x'.repeat(4000) })],
    ['a position with a wild side', 'awareness-cursor', cursorAt({ assoc: 7 })],
  ];
  it.each(bad)('is refused when it is %s (%s)', (_what, code, update) => {
    expect(codeOf(filterCursors(update, session))).toBe(code);
  });

  it('never throws', () => {
    const dice = new Dice(5);
    const codes = new Set<string>();
    const honest = entries([
      33,
      1,
      { clause: 'c-1', cursor: { anchor: { item: null }, head: { item: null } } },
    ]);
    for (let i = 0; i < rounds(5000); i += 1) {
      const changed = Uint8Array.from(honest);
      for (let k = 0; k < 3; k += 1) changed[dice.below(changed.length)] = dice.below(256);
      codes.add(
        codeOf(filterCursors(dice.chance(0.5) ? changed : changed.slice(0, dice.below(40)), session)),
      );
    }
    expect(
      [...codes].every((code) => code === 'told' || (CURSOR_CODES as readonly string[]).includes(code)),
    ).toBe(true);
    expect(codes.size).toBeGreaterThan(4);
  });
});

function cursorAt(anchor: unknown): Uint8Array {
  return entries([33, 1, { cursor: { anchor, head: { item: null } } }]);
}
