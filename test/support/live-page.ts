// The browser's own session (`LiveTable`, with drafts and outbox) on a real server, without a browser.
import { io } from 'socket.io-client';
import { createApi } from '../../client/api.ts';
import { DraftStore } from '../../client/drafts/store.ts';
import type { Clock } from '../../client/session/clock.ts';
import { systemClock } from '../../client/session/clock.ts';
import { LiveTable } from '../../client/session/live.ts';
import type { Language } from '../../shared/board.ts';
import { rootOf } from '../../shared/board.ts';
import { BOARD, until } from './seat.ts';

export class LivePage {
  readonly view: LiveTable;
  readonly drafts: DraftStore;
  readonly token: string;

  static async join(origin: string, party: 'drc' | 'us', clock: Clock = systemClock): Promise<LivePage> {
    const joined = await createApi({ origin }).join(BOARD, { name: 'Somebody', party, role: 'head' });
    if (!joined.ok) throw new Error(joined.code);
    const { seat, token } = joined.value;
    const drafts = new DraftStore({
      storage: null,
      board: BOARD,
      seat: seat.id,
      role: seat.role,
      now: Date.now,
    });
    const view = new LiveTable({
      board: BOARD,
      seat,
      token,
      open: (auth) =>
        io(origin, {
          auth,
          transports: ['websocket'],
          forceNew: true,
          reconnectionDelay: 50,
          reconnectionDelayMax: 200,
          timeout: 2000,
        }),
      clock,
      drafts,
      newId: () => crypto.randomUUID(),
    });
    const page = new LivePage(view, drafts, token);
    await until('the page is live', () => page.live);
    return page;
  }

  constructor(view: LiveTable, drafts: DraftStore, token: string) {
    this.token = token;
    this.view = view;
    this.drafts = drafts;
  }

  get live(): boolean {
    return this.view.snapshot().connection.kind === 'live';
  }

  /** Everything is acknowledged. */
  safe(): Promise<void> {
    return until('all is safe', () => this.live && this.view.snapshot().unsafe === 0);
  }

  get clause(): string {
    return this.view.snapshot().state.clauses[0]!.id;
  }

  text(lang: Language = 'en'): string {
    return this.view.document().getText(rootOf(this.clause, lang)).toString();
  }

  /** At the beginning of the first article. */
  type(words: string, lang: Language = 'en'): void {
    const doc = this.view.document();
    const text = doc.getText(rootOf(this.clause, lang));
    doc.transact(() => text.insert(0, words), this.view.acts.origin);
  }

  get draft(): string | null {
    return this.drafts.get(this.clause, 'en')?.text ?? null;
  }

  get told(): string[] {
    return this.view.snapshot().notices.map(({ code }) => code);
  }

  close(): void {
    this.view.close();
  }
}
