// A delegate's private drafts, one a clause and language, and which clauses are worked on privately. They live in this
// browser alone, under the seat's id; nothing of them is ever sent before it is tabled.
import { z } from 'zod';
import type { BoardId, ClauseId, Language } from '../../shared/board.ts';
import { LANGUAGES } from '../../shared/board.ts';
import type { Role, SeatId } from '../../shared/seats.ts';
import { mergeTexts } from './merge.ts';

export const Draft = z.object({
  text: z.string(),
  /** The own position as it was when the draft began. */
  base: z.string(),
  /** Milliseconds since 1970. */
  savedAt: z.number(),
  /** Made of what was lost on the way to the table, and not yet looked at by the delegate. */
  offered: z.boolean(),
});
export type Draft = z.infer<typeof Draft>;

export const DraftMode = z.enum(['draft', 'table']);
/** Whether the delegate writes privately or live, clause by clause. */
export type DraftMode = z.infer<typeof DraftMode>;

/** The part of `localStorage` that is used. */
export type DraftStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

export type DraftStoreOptions = {
  storage: DraftStorage | null;
  board: BoardId;
  seat: SeatId;
  role: Role;
  now: () => number;
};

export type DraftPlace = { clause: ClauseId; lang: Language };
export type RescuedDraft = DraftPlace & { text: string; base: string };

export class DraftStore {
  readonly #storage: DraftStorage | null;
  readonly #prefix: string;
  #role: Role;
  readonly #now: () => number;
  readonly #listeners = new Set<() => void>();
  readonly #drafts = new Map<string, Draft>();
  readonly #modes = new Map<ClauseId, DraftMode>();

  constructor({ storage, board, seat, role, now }: DraftStoreOptions) {
    this.#storage = storage;
    this.#prefix = `paraph:${board}:${seat}:`;
    this.#role = role;
    this.#now = now;
    this.refresh();
  }

  /** The same object until it changes. */
  get(clause: ClauseId, lang: Language): Draft | null {
    return this.#drafts.get(draftKey(clause, lang)) ?? null;
  }

  /** Clauses and languages in which there is a draft. */
  all(): readonly (DraftPlace & { draft: Draft })[] {
    return [...this.#drafts].map(([key, draft]) => ({ ...placeOf(key), draft }));
  }

  /** Keeps what the delegate writes; `base` is the own position, taken where the draft begins. Looking at an offer accepts it. */
  put(clause: ClauseId, lang: Language, text: string, base: string): void {
    const before = this.get(clause, lang);
    this.#set({ clause, lang }, { text, base: before?.base ?? base, savedAt: this.#now(), offered: false });
  }

  /** Keeps words that were lost on the way to the table. A draft that is there already gets them as well. */
  offer({ clause, lang }: DraftPlace, text: string, base: string): void {
    const before = this.get(clause, lang);
    const own = before === null ? base : mergeTexts(before.base, before.text, base, 'both');
    const merged = mergeTexts(base, own, text, 'both');
    this.#set({ clause, lang }, { text: merged, base, savedAt: this.#now(), offered: true });
  }

  discard(clause: ClauseId, lang: Language): void {
    if (!this.#drafts.delete(draftKey(clause, lang))) return;
    this.#write(`draft:${draftKey(clause, lang)}`, null);
    this.#tell();
  }

  /** A member starts privately, a head at the table. */
  mode(clause: ClauseId): DraftMode {
    return this.#modes.get(clause) ?? (this.#role === 'member' ? 'draft' : 'table');
  }

  /** The seat's role is another now: a head works at the table, but where a mode was chosen or a draft is begun. */
  become(role: Role): void {
    if (role === this.#role) return;
    this.#role = role;
    this.#tell();
  }

  setMode(clause: ClauseId, mode: DraftMode): void {
    if (this.#modes.get(clause) === mode) return;
    this.#modes.set(clause, mode);
    this.#write(`mode:${clause}`, mode);
    this.#tell();
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Reads everything again, as after another tab of the same seat wrote. */
  refresh(): void {
    const drafts = [...this.#stored('draft:', Draft)];
    const modes = [...this.#stored('mode:', DraftMode)];
    for (const key of this.#drafts.keys())
      if (this.#storage !== null && !drafts.some(([each]) => each === key)) this.#drafts.delete(key);
    for (const [key, draft] of drafts)
      if (JSON.stringify(this.#drafts.get(key)) !== JSON.stringify(draft)) this.#drafts.set(key, draft);
    for (const [clause, mode] of modes) this.#modes.set(clause, mode);
    this.#tell();
  }

  /** Whether a storage event's key is one of this store's. */
  owns(key: string | null): boolean {
    return key === null || key.startsWith(this.#prefix);
  }

  /**
   * Keeps what a page had typed and not yet got through when it was hidden, in case it never comes back. An empty list
   * takes it away again.
   */
  keepRescue(pen: number, rescued: readonly RescuedDraft[]): void {
    this.#write(`rescue:${pen}`, rescued.length === 0 ? null : rescued);
  }

  /** What pages that never came back had kept. It stays until `keepRescue(pen, [])`. */
  rescued(): readonly { pen: number; drafts: readonly RescuedDraft[] }[] {
    return [...this.#stored('rescue:', z.array(Rescued))].map(([key, drafts]) => ({
      pen: Number(key),
      drafts,
    }));
  }

  #set(place: DraftPlace, draft: Draft): void {
    const key = draftKey(place.clause, place.lang);
    this.#drafts.set(key, draft);
    this.#write(`draft:${key}`, draft);
    this.#tell();
  }

  *#stored<T>(kind: string, schema: z.ZodType<T>): Iterable<[string, T]> {
    const prefix = this.#prefix + kind;
    for (let i = 0; i < (this.#storage?.length ?? 0); i += 1) {
      const key = this.#storage?.key(i) ?? '';
      if (!key.startsWith(prefix)) continue;
      const read = schema.safeParse(fromJson(this.#storage?.getItem(key) ?? ''));
      if (read.success) yield [key.slice(prefix.length), read.data];
    }
  }

  #write(key: string, value: unknown): void {
    try {
      if (value === null) this.#storage?.removeItem(this.#prefix + key);
      else this.#storage?.setItem(this.#prefix + key, JSON.stringify(value));
    } catch (error) {
      // Full, or forbidden by the browser: the draft lives on in this page, and is as safe as the page is.
      console.warn('a draft could not be kept in this browser', error);
    }
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

const Rescued = z.object({
  clause: z.string(),
  lang: z.enum(LANGUAGES),
  text: z.string(),
  base: z.string(),
});

const draftKey = (clause: ClauseId, lang: Language): string => `${clause}:${lang}`;

const placeOf = (key: string): DraftPlace => {
  const [clause = '', lang] = key.split(':');
  return { clause, lang: lang === 'fr' ? 'fr' : 'en' };
};

const fromJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // Not ours, or cut short: the schema refuses it.
  }
};
