// An idle board and somebody who only watches it: the stock provider gives up on 30 s of silence, so that the server must
// say something now and then. Takes over a minute, beside all other tests.
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as awareness from 'y-protocols/awareness';
import { Seat, pause, until } from '../support/seat.ts';
import { startServer } from '../support/server.ts';
import type { TestServer } from '../support/server.ts';
import { Watcher } from '../support/watcher.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startServer({ articles: 1 });
}, 60_000);
afterAll(async () => {
  await server.close();
  expect(server.complaints).toEqual([]);
});

it('an idle observer stays connected for over a minute, and sees the same people all the while', async () => {
  const alone = await Watcher.join(server.origin); // while nobody is at the table
  const seat = await Seat.join(server.origin, { party: 'us' });
  const watcher = await Watcher.join(server.origin);
  const shown = new awareness.Awareness(seat.doc);
  shown.setLocalState({ clause: seat.state.clauses[0]!.id, lang: 'en', typing: false });
  await seat.ask('cursor', awareness.encodeAwarenessUpdate(shown, [seat.pen!]));
  shown.destroy();
  const states = watcher.provider.awareness.getStates();
  await until('it is seen', () => states.has(seat.pen!));
  const flickers: number[] = [];
  watcher.provider.awareness.on('change', ({ removed }: { removed: number[] }) => flickers.push(...removed));

  await pause(70_000);
  for (const each of [alone, watcher]) {
    expect(each.connections).toBe(1);
    expect(each.closed).toEqual([]);
    expect(each.provider.wsconnected).toBe(true);
  }
  expect(seat.sittings).toHaveLength(1);
  expect(flickers).toEqual([]); // whoever has not been heard of for 30 s would have been forgotten
  expect(states.has(seat.pen!)).toBe(true);

  const clause = seat.state.clauses[0]!.id;
  seat.type(clause, 'en', 0, 'awake ');
  await until('both still follow', () =>
    [alone, watcher].every(({ doc }) => doc.getText(`text:${clause}:en`).toString().startsWith('awake ')),
  );
  seat.leave();
  alone.leave();
  watcher.leave();
}, 90_000);
