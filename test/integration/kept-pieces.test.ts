// A log so long that pieces of it are kept: who acts is served what was kept, and who watches behind closed doors is not.
import { createHash } from 'node:crypto';
import { brotliCompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { join } from '../../server/http/join.ts';
import { rootOf } from '../../shared/board.ts';
import { RULES } from '../../shared/decide/decide.ts';
import type { Role } from '../../shared/seats.ts';
import { PIECE_ROWS, REPLAY_VERSION, decodeReplay, encodeReplay } from '../../shared/replay/wire.ts';
import type { ReplayRow } from '../../shared/replay/wire.ts';
import { BOARD, newClause } from '../support/boards.ts';
import { DoorsHouse } from '../support/doors-house.ts';
import { until } from '../support/seat.ts';
import { Page } from '../support/table-page.ts';

const SECRET = 'cobalt';

let house: DoorsHouse;
const tokens: Record<string, string> = {};
const heads: string[] = [];

const seat = async (name: string, party: string | null, role: Role): Promise<string> => {
  const joined = await join(house.people, house.room, { name, party, role, by: null });
  if (!joined.ok) throw new Error(joined.code);
  tokens[name] = joined.token;
  return joined.seat.seat;
};

const moves = async (by: string, move: Parameters<DoorsHouse['room']['table']['move']>[2]): Promise<void> => {
  const answer = await house.room.table.move(by, `${by}-${move.kind}`, move);
  if (!answer.ok) throw new Error(answer.code);
};

const pieceFor = async (who: string, encoding = 'br'): Promise<ReplayRow[]> => {
  const response = await fetch(
    `${house.origin}/api/boards/${BOARD.id}/log?form=replay&epoch=an-epoch&piece=0`,
    { headers: { authorization: `Bearer ${tokens[who]}`, 'accept-encoding': encoding } },
  );
  const decoded = decodeReplay(new Uint8Array(await response.arrayBuffer()));
  if (!decoded.ok) throw new Error(decoded.reason);
  return decoded.rows;
};

const tells = (rows: readonly ReplayRow[], words: string): boolean =>
  rows.some(({ body }) => Buffer.from(body).includes(words));

beforeAll(async () => {
  house = await DoorsHouse.open();
  const { table } = house.room;
  await table.serve('open-the-board', { kind: 'openBoard', board: BOARD, rules: RULES });
  const chair = await seat('Chair', null, 'chair');
  const head = await seat('Head', 'us', 'head');
  await seat('Eye', null, 'observer');
  heads.push(head, await seat('Other head', 'drc', 'head'));
  await moves(chair, { kind: 'addClause', clause: newClause('a1') });
  await moves(chair, { kind: 'closeDoors' });
  const page = new Page(table);
  await page.sit(head);
  const frames = [SECRET, ...Array.from({ length: PIECE_ROWS }, () => 'x')].map((words) => page.frame(words));
  const deletes: Uint8Array[] = [];
  page.doc.on('update', (update: Uint8Array) => void deletes.push(update));
  page.doc.getText(rootOf('a1', 'en')).delete(0, SECRET.length);
  const answers = await Promise.all([...frames, ...deletes].map((frame) => page.send(frame)));
  expect(answers.every(({ ok }) => ok)).toBe(true);
  await house.restart(false);
  const isKept = async (): Promise<boolean> => (await house.store.replayPiece(BOARD.id, PIECE_ROWS)) !== null;
  await until('a piece is kept', isKept);
}, 60_000);
afterAll(() => house.close());

describe('a piece of the log that is kept', () => {
  it('is whole, and what everybody at the table is served', async () => {
    expect(await house.store.replayPiece(BOARD.id, PIECE_ROWS)).not.toBeNull();
    const stored: unknown[] = [];
    while (stored.length < PIECE_ROWS)
      for (const { seq, at, kind, seat: by, body } of await house.store.rows(
        BOARD.id,
        stored.length + 1,
        4000,
      ))
        stored.push({ seq, at, kind, seat: by, body });
    const rows = await pieceFor('Head');
    expect(rows).toEqual(stored.slice(0, PIECE_ROWS));
    expect(tells(rows, SECRET)).toBe(true);
    expect(await pieceFor('Head', 'gzip')).toEqual(rows);
  });

  it('is not what somebody behind closed doors is served', async () => {
    for (const encoding of ['br', 'gzip', 'identity']) {
      const rows = await pieceFor('Eye', encoding);
      expect(rows.length).toBeLessThan(PIECE_ROWS);
      expect(tells(rows, SECRET)).toBe(false);
    }
  });

  it('is not what somebody is served from whom anything was ever kept, though the doors are open now', async () => {
    for (const each of heads) await moves(each, { kind: 'openDoors' });
    await until(
      'the public board follows',
      async () => (await house.room.readPublic(({ seq }) => seq)) >= PIECE_ROWS,
    );
    for (const encoding of ['br', 'gzip', 'identity']) {
      const rows = await pieceFor('Eye', encoding);
      expect(rows.length).toBe(PIECE_ROWS);
      expect(tells(rows, SECRET)).toBe(false);
    }
    expect(tells(await pieceFor('Head'), SECRET)).toBe(true);
  });

  it('is read from where it is kept once the server is another', async () => {
    // Something that no log says, sealed as the keeper does, tells the one from the other.
    const rows = await pieceFor('Head');
    const marked = rows.map((row) => (row.seq === 1 ? { ...row, at: row.at - 1 } : row));
    const packed = brotliCompressSync(encodeReplay(marked));
    const seal = createHash('sha256')
      .update(`replay ${REPLAY_VERSION} ${PIECE_ROWS}`)
      .update(packed)
      .digest();
    await house.store.saveReplayPiece(BOARD.id, PIECE_ROWS, Buffer.concat([seal, packed]));
    await house.restart(false);
    expect((await pieceFor('Head'))[0]!.at).toBe(rows[0]!.at - 1);
    expect((await pieceFor('Head', 'gzip'))[0]!.at).toBe(rows[0]!.at);
    const eye = await pieceFor('Eye');
    expect(eye[0]!.at).toBe(rows[0]!.at);
    expect(tells(eye, SECRET)).toBe(false);
  });
});
