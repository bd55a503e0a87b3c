// How many there are, and that nobody leaves twice.
import { expect, it } from 'vitest';
import { Connections } from '../../../server/edges/connections.ts';
import type { Entry } from '../../../server/edges/connections.ts';

const limits = { inAll: 4, perAddress: 2, perSeat: 2 };
const entered = (entry: Entry): (() => void) => {
  if (!entry.ok) throw new Error(entry.code);
  return entry.leave;
};

it('counts by address and in all, and frees a place once', () => {
  const connections = new Connections(limits);
  const first = entered(connections.fromAddress('a'));
  entered(connections.fromAddress('a'));
  expect(connections.fromAddress('a')).toEqual({ ok: false, code: 'too-many-connections' });
  entered(connections.fromAddress('b'));
  entered(connections.fromAddress(null));
  expect(connections.fromAddress('c')).toEqual({ ok: false, code: 'server-full' });
  expect(connections.inAll).toBe(4);
  first();
  first();
  expect(connections.inAll).toBe(3);
  entered(connections.fromAddress('a'));
  expect(connections.fromAddress('b').ok).toBe(false);
});

it('does not count this machine’s own address, and tells seats of two boards apart', () => {
  const connections = new Connections({ ...limits, inAll: 100 });
  for (let i = 0; i < 50; i += 1) entered(connections.fromAddress(null));
  const leave = entered(connections.ofSeat('x', 'us-1'));
  entered(connections.ofSeat('x', 'us-1'));
  expect(connections.ofSeat('x', 'us-1')).toEqual({ ok: false, code: 'too-many-connections' });
  entered(connections.ofSeat('y', 'us-1'));
  leave();
  entered(connections.ofSeat('x', 'us-1'));
});
