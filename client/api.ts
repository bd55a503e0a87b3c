// The HTTP routes, typed. What goes wrong comes back as a value: the server's problem by its stable code, or `offline` where
// nobody answered. Nothing here throws.
import { z } from 'zod';
import { ClauseId, Localised, Party, PartyId } from '../shared/board.ts';
import type { BoardId } from '../shared/board.ts';
import { LedgerEntry } from '../shared/events.ts';
import { Role, SeatId } from '../shared/seats.ts';
import { TermId, TermValue } from '../shared/terms.ts';

/** `title` is a sentence in the reader's language; `status` 0 where no answer came. */
export type Problem = { ok: false; code: string; title: string; status: number; detail: string | null };
export type Answered<T> = { ok: true; value: T } | Problem;

const Gap = z.object({ brackets: z.int(), figures: z.int(), words: z.int() });

export const BoardAnswer = z.object({
  id: z.string(),
  title: Localised,
  notice: Localised.nullable(),
  parties: z.array(Party),
  progress: z.object({
    articles: z.int(),
    locked: z.int(),
    initialled: z.int(),
    clean: z.int(),
    brackets: z.int(),
    figures: z.int(),
  }),
  sitting: z.int().nullable(),
  seats: z.record(PartyId, z.object({ headFree: z.boolean(), members: z.int() })),
  chairFree: z.boolean(),
  observers: z.int(),
  /** Since when the doors are closed (ms since 1970); null while they are open. */
  closedSince: z.int().nullable().default(null),
  epoch: z.string(),
  seq: z.int(),
});
export type BoardAnswer = z.infer<typeof BoardAnswer>;

export const SeatAnswer = z.object({
  id: SeatId,
  name: z.string(),
  party: PartyId.nullable(),
  role: Role,
});
export type SeatAnswer = z.infer<typeof SeatAnswer>;

const ClauseText = z.object({
  root: z.string(),
  positions: z.record(PartyId, z.string()),
  /** Bracketed text. */
  compilation: z.string(),
  /** When a character of it last came, went or changed hands: ms since 1970. */
  changedAt: z.int().nullable(),
});

export const ClauseAnswer = z.object({
  id: ClauseId,
  number: z.int(),
  title: Localised,
  status: z.enum(['open', 'proposed', 'countered', 'initialled', 'locked']),
  text: z.object({ en: ClauseText, fr: ClauseText }),
  /** `unit`, and each party's value by the party's id. */
  terms: z.record(TermId, z.record(z.string(), TermValue.nullable())),
  gap: Gap,
  clean: z.boolean(),
  hash: z.string().nullable(),
  revisions: z.array(
    z.object({
      revision: z.int(),
      party: PartyId,
      hash: z.string(),
      at: z.int(),
      note: z.string().nullable(),
      stands: z.boolean(),
    }),
  ),
  initials: z.array(PartyId),
  locked: z.boolean(),
});
export type ClauseAnswer = z.infer<typeof ClauseAnswer>;

export const LedgerAnswer = z.object({
  board: z.string(),
  epoch: z.string(),
  seq: z.int(),
  hash: z.string(),
  notice: Localised.nullable(),
  entries: z.array(LedgerEntry),
});
export type LedgerAnswer = z.infer<typeof LedgerAnswer>;

/** When a character came to the table and from whom; seat and name only for its own delegation. */
export const CharacterAnswer = z.object({
  seq: z.int(),
  at: z.int(),
  party: PartyId.nullable(),
  seat: SeatId.nullable(),
  name: z.string().nullable(),
});
export type CharacterAnswer = z.infer<typeof CharacterAnswer>;

/** Where the log has come to. */
export const HeadAnswer = z.object({ seq: z.int(), hash: z.string(), epoch: z.string() });
export type HeadAnswer = z.infer<typeof HeadAnswer>;

/** Rows of the log as bytes (`decodeRows`), up to row `last`; the log itself has come to `head`. */
export type LogPiece = { bytes: Uint8Array; last: number; head: number; epoch: string };

export type JoinAsked = { name: string; party: PartyId | null; role: Role; invite?: string };
const Joined = z.object({ token: z.string(), seat: SeatAnswer });
export type Joined = z.infer<typeof Joined>;

export type ApiOptions = {
  fetch?: typeof globalThis.fetch;
  /** Without a path; the page's own where it is left out. */
  origin?: string;
  /** Where it is not the browser's cookie that says who asks. */
  token?: string;
  /** Which of the seats that the cookie holds. */
  seat?: SeatId;
};

export type Api = ReturnType<typeof createApi>;

/** The routes, for one seat. Each takes a signal by which the asking can be given up; it then answers `offline`. */
export const createApi = (options: ApiOptions = {}) => {
  const at = (board: BoardId, path = ''): string => `/api/boards/${encodeURIComponent(board)}${path}`;
  const get = <T>(path: string, schema: z.ZodType<T>, signal?: AbortSignal): Promise<Answered<T>> =>
    askJson(options, path, schema, signal === undefined ? {} : { signal });
  return {
    boards: async (signal?: AbortSignal): Promise<Answered<BoardAnswer[]>> => {
      const answer = await get('/api/boards', z.object({ boards: z.array(BoardAnswer) }), signal);
      return answer.ok ? { ok: true, value: answer.value.boards } : answer;
    },
    board: (board: BoardId, signal?: AbortSignal) => get(at(board), BoardAnswer, signal),
    /** Takes a seat. The browser keeps the cookie; programs keep the token. */
    join: (board: BoardId, asked: JoinAsked): Promise<Answered<Joined>> =>
      askJson(options, at(board, '/join'), Joined, sending('POST', asked)),
    /** The seat that one holds at the board. */
    seat: async (board: BoardId, signal?: AbortSignal): Promise<Answered<SeatAnswer>> => {
      const answer = await get(at(board, '/seat'), z.object({ seat: SeatAnswer }), signal);
      return answer.ok ? { ok: true, value: answer.value.seat } : answer;
    },
    clauses: async (board: BoardId, signal?: AbortSignal): Promise<Answered<ClauseAnswer[]>> => {
      const schema = z.object({ clauses: z.array(ClauseAnswer) });
      const answer = await get(at(board, '/clauses'), schema, signal);
      return answer.ok ? { ok: true, value: answer.value.clauses } : answer;
    },
    clause: (board: BoardId, clause: ClauseId, signal?: AbortSignal) =>
      get(at(board, `/clauses/${encodeURIComponent(clause)}`), ClauseAnswer, signal),
    character: (board: BoardId, client: number, clock: number, signal?: AbortSignal) =>
      get(at(board, `/characters/${client}/${clock}`), CharacterAnswer, signal),
    ledger: (board: BoardId, signal?: AbortSignal) => get(at(board, '/ledger.json'), LedgerAnswer, signal),
    head: (board: BoardId, signal?: AbortSignal) => get(at(board, '/head'), HeadAnswer, signal),
    /** A piece of the log from row `from` on. */
    log: async (board: BoardId, from: number, signal?: AbortSignal): Promise<Answered<LogPiece>> => {
      const init = signal === undefined ? {} : { signal };
      const response = await ask(options, at(board, `/log?from=${from}`), init);
      if (!(response instanceof Response)) return response;
      const number = (header: string): number => Number(response.headers.get(header) ?? Number.NaN);
      const { last, head, epoch } = {
        last: number('Paraph-Last'),
        head: number('Paraph-Head'),
        epoch: response.headers.get('Paraph-Epoch') ?? '',
      };
      if (!Number.isInteger(last) || !Number.isInteger(head)) return unreadable(response.status);
      return bodyOf(response, async () => ({
        ok: true,
        value: { bytes: new Uint8Array(await response.arrayBuffer()), last, head, epoch },
      }));
    },
    /** Where a file can be had, for a link. */
    exportUrl: (board: BoardId, file: string): string => withSeat(options, at(board, `/export/${file}`)),
    ledgerCsvUrl: (board: BoardId): string => withSeat(options, at(board, '/ledger.csv')),
  };
};

const withSeat = ({ origin = '', seat }: ApiOptions, path: string): string => {
  const query = seat === undefined ? '' : `${path.includes('?') ? '&' : '?'}seat=${seat}`;
  return `${origin}${path}${query}`;
};

/** Asks for something that the schema reads. */
export const askJson = async <T>(
  options: ApiOptions,
  path: string,
  schema: z.ZodType<T>,
  init: RequestInit,
): Promise<Answered<T>> => {
  const response = await ask(options, path, init);
  if (!(response instanceof Response)) return response;
  return bodyOf(response, async () => {
    const read = schema.safeParse(await response.json());
    return read.success ? { ok: true, value: read.data } : unreadable(response.status);
  });
};

/** Asks for something to be done that has no answer of its own. */
export const askDone = async (
  options: ApiOptions,
  path: string,
  init: RequestInit,
): Promise<Answered<null>> => {
  const response = await ask(options, path, init);
  return response instanceof Response ? { ok: true, value: null } : response;
};

/** A request with a JSON body. */
export const sending = (method: 'POST' | 'PATCH', body: unknown): RequestInit => ({
  method,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

/** The response where it is good, or the problem. */
const ask = async (options: ApiOptions, path: string, init: RequestInit): Promise<Response | Problem> => {
  const headers = new Headers(init.headers);
  if (options.token !== undefined) headers.set('authorization', `Bearer ${options.token}`);
  try {
    const response = await (options.fetch ?? fetch)(withSeat(options, path), { ...init, headers });
    return response.ok ? response : problemOf(response);
  } catch {
    return OFFLINE; // nobody answered, or the asking was given up
  }
};

/** A body may break off, or not be JSON at all. */
const bodyOf = async <T>(response: Response, read: () => Promise<Answered<T>>): Promise<Answered<T>> => {
  try {
    return await read();
  } catch (error) {
    return error instanceof SyntaxError ? unreadable(response.status) : OFFLINE;
  }
};

const ProblemBody = z.object({
  code: z.string(),
  title: z.string().catch(''),
  detail: z.string().optional(),
});

const problemOf = async (response: Response): Promise<Problem> => {
  const body: unknown = await response.json().catch(() => null);
  const read = ProblemBody.safeParse(body);
  if (!read.success) return unreadable(response.status);
  const { code, title, detail } = read.data;
  return { ok: false, code, title, status: response.status, detail: detail ?? null };
};

const OFFLINE: Problem = { ok: false, code: 'offline', title: '', status: 0, detail: null };
const unreadable = (status: number): Problem => ({
  ok: false,
  code: 'internal-error',
  title: '',
  status,
  detail: null,
});
