// How a page comes to its table: the real connection, clock and storage, handed to the session; and what guards the page
// while something is not yet safe.
import { io } from 'socket.io-client';
import type { BoardId } from '../../shared/board.ts';
import { createApi } from '../api.ts';
import { DraftStore } from '../drafts/store.ts';
import { systemClock } from './clock.ts';
import { LiveTable } from './live.ts';
import { openSigner } from './signer.ts';
import type { OwnSeat, TableView } from './view.ts';
import { WatchTable } from './watch.ts';
import type { Witness } from './witness.ts';
import { witnessOf } from './witnessing.ts';

export type OpenOptions = {
  board: BoardId;
  seat: OwnSeat;
  /** Where it is not the browser's cookie that says who sits here. */
  token?: string;
  /** `https://…`, without a path; the page's own where it is left out. */
  origin?: string;
};

/** A table as this seat sees it, its private drafts (null for those who only watch), and the witness of its log. */
export type OpenTable = {
  view: TableView;
  drafts: DraftStore | null;
  witness: Witness;
  close(): void;
};

/** Opens the table in a browser. `close` ends it and everything that listens for it. */
export const openTable = (options: OpenOptions): OpenTable => {
  const { board, seat, token } = options;
  const origin = options.origin ?? window.location.origin;
  const credentials = token === undefined ? {} : { token };
  const api = createApi({ origin, seat: seat.id, ...credentials });
  if (seat.role === 'observer') {
    const socketOrigin = origin.replace(/^http/, 'ws');
    const view = new WatchTable({ board, seat, ...credentials, origin: socketOrigin, now: Date.now });
    const witness = witnessOf(view, api);
    return { view, drafts: null, witness, close: closing(view, [() => witness.close()]) };
  }
  const storage = storageOf(window);
  const drafts = new DraftStore({ storage, board, seat: seat.id, role: seat.role, now: Date.now });
  const view = new LiveTable({
    board,
    seat,
    ...credentials,
    open: (auth) =>
      io(origin, { auth, transports: ['websocket'], forceNew: true, reconnectionDelayMax: 2000 }),
    clock: systemClock,
    drafts,
    newId: randomId,
    signer: openSigner(board, seat.id),
  });
  const witness = witnessOf(view, api);
  const stops = [guardPage(view, window), shareDrafts(drafts, window), () => witness.close()];
  return { view, drafts, witness, close: closing(view, stops) };
};

const closing =
  (view: TableView, stops: readonly (() => void)[]): (() => void) =>
  () => {
    for (const stop of stops) stop();
    view.close();
  };

/** Asks before a page closes on what is not yet safe, and keeps that in the browser when the page is hidden. */
export const guardPage = (view: LiveTable, page: Window): (() => void) => {
  const leaving = (event: BeforeUnloadEvent): void => {
    if (view.snapshot().unsafe > 0) event.preventDefault();
  };
  const hidden = (): void => {
    if (page.document.visibilityState === 'hidden') view.keepUnsafe();
  };
  const gone = (): void => view.keepUnsafe();
  page.addEventListener('beforeunload', leaving);
  page.addEventListener('pagehide', gone);
  page.document.addEventListener('visibilitychange', hidden);
  return () => {
    page.removeEventListener('beforeunload', leaving);
    page.removeEventListener('pagehide', gone);
    page.document.removeEventListener('visibilitychange', hidden);
  };
};

/** Drafts that another tab of the same seat wrote show here too. */
const shareDrafts = (drafts: DraftStore, page: Window): (() => void) => {
  const stored = (event: StorageEvent): void => {
    if (drafts.owns(event.key)) drafts.refresh();
  };
  page.addEventListener('storage', stored);
  return () => page.removeEventListener('storage', stored);
};

/** Null where the browser forbids it: drafts then live as long as the page. */
const storageOf = (page: Window): Storage | null => {
  try {
    return page.localStorage;
  } catch (error) {
    console.warn('this browser keeps nothing for the page; drafts end with it', error);
    return null;
  }
};

/** 20 hexadecimal digits. `randomUUID` would do, but is missing on pages that came over plain http. */
const randomId = (): string =>
  [...crypto.getRandomValues(new Uint8Array(10))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
