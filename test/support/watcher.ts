// Somebody who watches, with the stock provider of y-websocket; and the log as whoever checks it reads it.
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { checkChain, decodeRows, genesisHash } from '../../shared/log.ts';
import type { Row } from '../../shared/log.ts';
import { ROSTER_CLIENT } from '../../shared/wire.ts';
import { WorkingBoard } from '../../shared/working-board.ts';
import { BOARD, get, join, until } from './seat.ts';

export class Watcher {
  readonly doc = new Y.Doc();
  readonly provider: WebsocketProvider;
  /** How often a connection came about. */
  connections = 0;
  /** The codes of those that ended, and the one for which it gave up. */
  readonly closed: number[] = [];
  gaveUp: number | null = null;

  static async join(origin: string): Promise<Watcher> {
    const { token } = await join(origin, { party: null, role: 'observer' });
    const watcher = new Watcher(origin, token);
    await watcher.synced();
    return watcher;
  }

  constructor(origin: string, token: string, board: string = BOARD) {
    this.provider = new WebsocketProvider(`${origin.replace('http', 'ws')}/sync`, board, this.doc, {
      params: { token },
      disableBc: true,
      maxBackoffTime: 300,
      connect: false,
    });
    this.provider.on('status', ({ status }) => (this.connections += status === 'connected' ? 1 : 0));
    this.provider.on('connection-close', (event) => void this.closed.push(event?.code ?? 0));
    this.provider.on('closed', ({ code }) => (this.gaveUp = code));
    this.provider.connect();
  }

  /** Whether it is told that the table cannot be written. */
  get readOnly(): boolean {
    const state = this.provider.awareness.getStates().get(ROSTER_CLIENT);
    return (state as { readOnly?: boolean } | undefined)?.readOnly === true;
  }

  synced(): Promise<void> {
    return until('the watcher is synced', () => this.provider.synced);
  }

  leave(): void {
    this.provider.destroy();
    this.doc.destroy();
  }
}

/** The whole log, piece by piece, its chain checked. */
export const readLog = async (origin: string, token: string): Promise<Row[]> => {
  const rows: Row[] = [];
  for (;;) {
    const response = await get(origin, `/log?from=${rows.length + 1}`, token);
    if (!response.ok) throw new Error(`the log could not be read: ${response.status}`);
    const piece = decodeRows(new Uint8Array(await response.arrayBuffer()));
    if (!piece.ok) throw new Error(piece.reason);
    const chain = checkChain(piece.rows, {
      seq: rows.length,
      hash: rows.at(-1)?.hash ?? genesisHash(),
    });
    if (!chain.ok) throw new Error(`the chain does not hold at ${chain.seq}: ${chain.reason}`);
    rows.push(...piece.rows);
    if (rows.length >= Number(response.headers.get('Paraph-Head'))) return rows;
  }
};

/** The board that a log adds up to, each row put through the gate again. */
export const boardOf = (rows: readonly Row[]): WorkingBoard => {
  const board = new WorkingBoard();
  for (const row of rows) board.apply(row);
  return board;
};
