// A seat that watches: the stock y-websocket provider on a document that nobody here writes in. What the ledger adds up to,
// and whose carets are where, is all in what the provider brings.
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { z } from 'zod';
import type { BoardId } from '../../shared/board.ts';
import { LEDGER_ROOT } from '../../shared/ledger.ts';
import type { RefusalCode } from '../../shared/refusals.ts';
import { CLOSE, Presence, ROSTER_CLIENT, RosterMessage } from '../../shared/wire.ts';
import { RingingView } from './bell.ts';
import { clausesOf, Folding } from './folding.ts';
import type { Connection, OwnSeat, Snapshot, TableView } from './view.ts';

export type WatchTableOptions = {
  board: BoardId;
  seat: OwnSeat;
  /** Where it is not the browser's cookie that says who sits here. */
  token?: string;
  /** `ws://…` or `wss://…`, without a path. */
  origin: string;
  /** For a seat that acts: what is public, and not what it may see itself. */
  asPublic?: boolean;
  now: () => number;
  WebSocket?: typeof WebSocket;
};

export class WatchTable extends RingingView implements TableView {
  readonly board: BoardId;
  readonly acts = null;
  readonly #options: WatchTableOptions;
  readonly #doc = this.document();
  readonly #folding = new Folding();
  readonly #provider: WebsocketProvider;
  #connection: Connection = { kind: 'connecting' };
  #presences: ReadonlyMap<number, Presence> = new Map();
  #roster: RosterMessage = { seats: [], observers: 0 };
  #readOnly = false;
  #snapshot: Snapshot | null = null;

  constructor(options: WatchTableOptions) {
    super(new Y.Doc());
    this.#options = options;
    this.board = options.board;
    const ledger = this.#doc.getArray<unknown>(LEDGER_ROOT);
    this.#doc.on('afterTransaction', (transaction: Y.Transaction) => {
      if (transaction.changed.has(ledger)) this.#fold();
      this.bell.textsTouched(transaction);
    });
    this.#provider = this.#connect();
  }

  snapshot(): Snapshot {
    this.#snapshot ??= {
      connection: this.#connection,
      seat: this.#options.seat,
      state: this.#folding.state,
      history: this.#folding.history,
      // The document does not tell the log's seq; the last move's is the nearest that it knows.
      seq: this.#folding.history.at(-1)?.seq ?? 0,
      roster: this.#roster.seats,
      observers: this.#roster.observers,
      presences: this.#presences,
      readOnly: this.#readOnly,
      unsafe: 0,
      notices: [],
    };
    return this.#snapshot;
  }

  close(): void {
    this.#become({ kind: 'closed', code: 'left' });
    this.#provider.destroy();
  }

  #connect(): WebsocketProvider {
    const { origin, board, token, seat, asPublic, WebSocket: socket } = this.#options;
    const provider = new WebsocketProvider(`${origin}/sync`, board, this.#doc, {
      connect: false,
      disableBc: true, // its channel would carry one seat's document into another tab's
      params: {
        seat: seat.id,
        ...(asPublic === true ? { public: '1' } : {}),
        ...(token === undefined ? {} : { token }),
      },
      ...(socket === undefined ? {} : { WebSocketPolyfill: socket }),
    });
    provider.awareness.setLocalState(null); // who watches shows nothing of itself
    provider.on('sync', (synced: boolean) => {
      if (synced) this.#become({ kind: 'live' });
    });
    provider.on('connection-close', () => {
      if (this.#connection.kind === 'live') this.#become({ kind: 'offline', since: this.#options.now() });
    });
    provider.on('closed', ({ code }) =>
      this.#become({ kind: 'closed', code: refusalOf(code, this.#connection.kind) }),
    );
    provider.awareness.on('change', () => this.#see(provider.awareness.getStates()));
    provider.connect();
    return provider;
  }

  #fold(): void {
    const entries = this.#folding.take(this.#doc);
    if (entries.length > 0) this.bell.clausesTouched(clausesOf(entries));
    this.#changed();
  }

  #see(states: ReadonlyMap<number, unknown>): void {
    const presences = new Map<number, Presence>();
    for (const [pen, state] of states) {
      const presence = Presence.safeParse(state);
      if (presence.success) presences.set(pen, presence.data);
    }
    this.#presences = presences;
    const told = Roster.safeParse(states.get(ROSTER_CLIENT));
    if (told.success) {
      this.#roster = told.data.roster;
      this.#readOnly = told.data.readOnly === true;
    }
    this.#changed();
  }

  #become(connection: Connection): void {
    if (this.#connection.kind === 'closed') return;
    this.#connection = connection;
    this.#changed();
  }

  #changed(): void {
    this.#snapshot = null;
    this.bell.ring();
  }
}

const Roster = z.object({ roster: RosterMessage, readOnly: z.boolean().optional() });

/** Who had been let in and is sent away has had a session, and it has ended. */
const refusalOf = (closeCode: number, before: Connection['kind']): RefusalCode => {
  switch (closeCode) {
    case CLOSE.noSeat:
      return before === 'connecting' ? 'no-token' : 'no-session';
    case CLOSE.noBoard:
      return 'no-board';
    case CLOSE.damaged:
      return 'board-damaged';
    default:
      return 'bad-request';
  }
};
