// A table in memory, laid with a board.
import { pino } from 'pino';
import type { BoardSource } from '../../server/boards/article.ts';
import { Clerk } from '../../server/clerk.ts';
import { ensureBoard } from '../../server/lay/lay.ts';
import { MemoryStore } from '../../server/store/memory.ts';
import type { Store } from '../../server/store/port.ts';
import type { Table, TableTools } from '../../server/table.ts';
import { faultyStore } from './faulty-store.ts';

export const memoryTools = (): TableTools => {
  const log = pino({ level: 'silent' });
  const store: Store = faultyStore(new MemoryStore());
  let time = Date.UTC(2026, 2, 3, 9);
  return {
    store,
    clerk: new Clerk(store, log),
    log,
    now: () => (time += 1000),
    random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
  };
};

export const laidBoard = async (source: BoardSource): Promise<{ table: Table; tools: TableTools }> => {
  const tools = memoryTools();
  return { table: await ensureBoard(tools, source), tools };
};
