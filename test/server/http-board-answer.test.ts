// What the lobby is told of a board.
import { expect, it } from 'vitest';
import { Attendance } from '../../server/attendance.ts';
import { boardAnswer } from '../../server/http/board-answer.ts';
import type { Room } from '../../server/room.ts';
import { newClause } from '../support/boards.ts';
import { Negotiation } from '../support/negotiation.ts';

it('knows no board whose laying was cut off before its first sitting', () => {
  const story = Negotiation.at([newClause('a1')]);
  const room = { board: 'test-board', observers: 0, table: { epoch: 'e' } } as Room;
  const asked = () => boardAnswer(story.table.working, room, new Attendance(() => 0), () => false);
  expect(asked()).toBeNull();
  story.does('chair-1', { kind: 'openSitting' });
  expect(asked()).toMatchObject({ sitting: 1, progress: { articles: 1 } });
});
