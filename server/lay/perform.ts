// Performs a story at a table, by the ordinary door: its seats type a few characters a frame and make moves, each at its
// moment on the scripted clock. A performance that was interrupted is taken up where it stopped: its acts always come in
// the same order, so what the log holds is a beginning of them. Moves are known by their ids, frames by their number.
import { LANGUAGES } from '../../shared/board.ts';
import type { ClauseId, Language } from '../../shared/board.ts';
import { cleanHash, clauseView } from '../../shared/clause.ts';
import { IdSet } from '../../shared/ids.ts';
import type { Range } from '../../shared/ids.ts';
import type { Move, MoveId } from '../../shared/moves.ts';
import type { SeatId } from '../../shared/seats.ts';
import { clauseOf, standingRevision } from '../../shared/state.ts';
import type { ClauseState } from '../../shared/state.ts';
import type { WorkingBoard } from '../../shared/working-board.ts';
import type { BoardSource } from '../boards/article.ts';
import type { Table } from '../table.ts';
import { BracketsTold, wordsOf } from './brackets-told.ts';
import type { Side } from './story.ts';
import { Scribe } from './scribe.ts';
import type { ScriptedClock } from './scripted-clock.ts';
import type { StoryAct } from './story.ts';

export type Stage = {
  table: Table;
  source: BoardSource;
  clock: ScriptedClock;
  seats: Readonly<Record<Side | 'chair', SeatId>>;
  /** How many frames each side has typed of the story before it was interrupted. */
  typed: Readonly<Record<Side, number>>;
};

/** The id of a story's last act, which is a move: a board whose log has it is told to the end. */
export const LAST_ACT: MoveId = 'tell-last-act';

/** Between two acts of a sitting; in turn, so that no two runs differ. */
const PAUSES_MS = [38_000, 71_000, 24_000, 95_000, 52_000, 29_000, 118_000, 44_000];
/** Between two frames of somebody who types. */
const STROKES_MS = [210, 340, 180, 460, 250, 290, 620, 230, 1150];
/** Characters a frame. */
const STROKE = [3, 2, 4, 3, 5, 2, 3];

const otherOf = (side: Side): Side => (side === 'drc' ? 'us' : 'drc');

export class Performance {
  readonly #stage: Stage;
  readonly #told: BracketsTold;
  readonly #scribes: Readonly<Record<Side | 'chair', Scribe>>;
  #number = 0;
  #last = 0;
  #part = 0;
  #strokes = 0;
  readonly #frames: Record<Side, number> = { drc: 0, us: 0 };

  static async of(stage: Stage): Promise<Performance> {
    const sit = (who: Side | 'chair'): Promise<Scribe> => Scribe.sit(stage.table, stage.seats[who]);
    return new Performance(stage, { drc: await sit('drc'), us: await sit('us'), chair: await sit('chair') });
  }

  private constructor(stage: Stage, scribes: Readonly<Record<Side | 'chair', Scribe>>) {
    this.#stage = stage;
    this.#scribes = scribes;
    this.#told = new BracketsTold(stage.source);
  }

  /** @throws where the table refuses an act, or a line speaks of words that are not there */
  async play(story: readonly StoryAct[]): Promise<void> {
    this.#last = story.length;
    try {
      for (const act of story) {
        this.#number += 1;
        this.#part = 0;
        await this.#do(act);
        this.#stage.clock.pass(PAUSES_MS[this.#number % PAUSES_MS.length] ?? 0);
      }
      await this.#settled();
    } finally {
      for (const scribe of Object.values(this.#scribes)) scribe.leave();
    }
  }

  async #do(act: StoryAct): Promise<void> {
    switch (act.kind) {
      case 'at':
        return this.#stage.clock.goTo(act.moment);
      case 'openSitting':
      case 'adjourn':
        return this.#move('chair', () => ({ kind: act.kind }));
      case 'releaseAnalysis':
        return this.#move(act.by, () => ({ kind: act.kind }));
      case 'set': {
        const { by, article: clause, term, value } = act;
        return this.#move(by, () => ({ kind: 'setTerm', clause, term, value }));
      }
      case 'yield':
        return this.#yield(act);
      case 'draft':
        return this.#draft(act);
      default:
        return this.#move(act.by, (board) => this.#onArticle(act, board));
    }
  }

  /** What is said of an article as a whole. */
  #onArticle(
    act: Exclude<
      StoryAct,
      { kind: 'at' | 'openSitting' | 'adjourn' | 'set' | 'yield' | 'draft' | 'releaseAnalysis' }
    >,
    board: WorkingBoard,
  ): Move {
    const clause = act.article;
    switch (act.kind) {
      case 'propose':
        return { kind: 'propose', clause, ...(act.note === undefined ? {} : { note: act.note }) };
      case 'accept': {
        const standing = standingRevision(this.#clause(board, clause), otherOf(act.by));
        if (standing === undefined) throw new Error(`nothing stands on article ${clause} to be accepted`);
        return { kind: 'accept', clause, revision: standing.revision, hash: standing.hash };
      }
      case 'initial': {
        const hash = this.#hash(board, clause);
        return {
          kind: 'initial',
          clause,
          hash,
          ...(act.adReferendum === true ? { adReferendum: true } : {}),
        };
      }
      case 'confirm':
        return { kind: 'confirm', clause, hash: this.#hash(board, clause) };
      case 'reserve':
      case 'reopen':
      case 'decline':
        return { kind: act.kind, clause, reason: act.reason };
    }
  }

  // ---- words

  #yield({ by, article, bracket }: Extract<StoryAct, { kind: 'yield' }>): void {
    for (const lang of LANGUAGES) {
      const told = this.#told.at(article, lang, bracket);
      const [own, theirs] = [told[by], told[otherOf(by)]];
      if (theirs !== '') this.#words('adopt', by, { article, lang, of: otherOf(by), words: theirs });
      if (own !== '') this.#words('strike', by, { article, lang, of: by, words: own });
      told[by] = theirs;
    }
  }

  async #draft({ by, article, bracket, words }: Extract<StoryAct, { kind: 'draft' }>): Promise<void> {
    for (const lang of LANGUAGES) {
      const told = this.#told.at(article, lang, bracket);
      const before = told[by];
      const anchor = before === '' ? otherOf(by) : by;
      await this.#type(by, { article, lang, of: anchor, words: told[anchor] }, words[lang]);
      if (before !== '')
        this.#words('strike', by, { article, lang, of: by, words: before, before: words[lang] });
      told[by] = words[lang];
      this.#stage.clock.pass(3000);
    }
  }

  #words(
    kind: 'adopt' | 'strike',
    by: Side,
    what: { article: ClauseId; lang: Language; of: Side; words: string; before?: string },
  ): void {
    const { article: clause, lang, of, words, before = '' } = what;
    this.#move(by, (board) => {
      const found = wordsOf(board, what, of, words + before);
      return { kind, clause, lang, ranges: IdSet.of(cut(found, words.length)).ranges() };
    });
    this.#stage.clock.pass(4000);
  }

  /** Types behind words that are there, a few characters a frame. */
  async #type(
    by: Side,
    after: { article: ClauseId; lang: Language; of: Side; words: string },
    words: string,
  ): Promise<void> {
    const frames = framesOf(words, this.#strokes);
    let index: number | null = null;
    await this.#settled();
    let done = '';
    for (const frame of frames) {
      this.#strokes += 1;
      this.#frames[by] += 1;
      this.#stage.clock.pass(STROKES_MS[this.#strokes % STROKES_MS.length] ?? 0);
      if (this.#frames[by] > this.#stage.typed[by]) {
        index ??= await this.#behind(by, after, done);
        this.#scribes[by].type(after.article, after.lang, index, frame);
        index += frame.length;
      }
      done += frame;
    }
    await this.#settled();
  }

  /** The place behind the words, and behind what has been typed behind them. */
  #behind(
    by: Side,
    { article, lang, of, words }: { article: ClauseId; lang: Language; of: Side; words: string },
    typed: string,
  ): Promise<number> {
    return this.#stage.table.read((board) => {
      // One's own new words make one with the old; behind the other side's they stand alone.
      const said = of === by ? words + typed : typed === '' ? words : typed;
      const whose = typed === '' ? of : by;
      const [client, clock, length] = wordsOf(board, { article, lang }, whose, said).at(-1) ?? [0, 0, 0];
      let index = 0;
      for (const run of board.text.runs(article, lang)) {
        const end = clock + length;
        if (run.client === client && run.clock < end && run.clock + run.text.length >= end)
          return index + end - run.clock;
        index += run.text.length;
      }
      throw new Error(`article ${article} (${lang}) lost its words`);
    });
  }

  // ---- the door

  /** Asks for a move that is made of the board as it will be then: every row before it is applied by now. */
  #move(who: Side | 'chair', make: (board: WorkingBoard) => Move): void {
    this.#part += 1;
    const id = this.#number === this.#last ? LAST_ACT : `tell-${this.#number}-${this.#part}-act`;
    const { table, seats } = this.#stage;
    const made: Move[] = [];
    let looked = false;
    const read = table.read((board) => {
      looked = true;
      if (board.seqOfMove(seats[who], id) === undefined) made.push(make(board));
    });
    read.catch(() => null); // a line that speaks of what is not there: `settled` throws it
    this.#scribes[who].also(read);
    if (!looked) throw new Error('the table loads its log again; the story goes on at the next start');
    for (const move of made) this.#scribes[who].move(id, move);
  }

  async #settled(): Promise<void> {
    for (const scribe of Object.values(this.#scribes)) await scribe.settled();
  }

  #clause({ state }: WorkingBoard, id: ClauseId): ClauseState {
    const clause = clauseOf(state, id);
    if (clause === undefined) throw new Error(`there is no article ${id}`);
    return clause;
  }

  #hash(board: WorkingBoard, id: ClauseId): string {
    const clause = this.#clause(board, id);
    if (clause.phase.kind !== 'open') return clause.phase.hash;
    const hash = cleanHash(board.state, clause, clauseView(board.state, board.text, clause));
    if (hash === null) throw new Error(`article ${id} is not clean`);
    return hash;
  }
}

/** The first so many characters of ranges that stand one behind another. */
const cut = (ranges: readonly Range[], length: number): Range[] => {
  let left = length;
  return ranges.flatMap(([client, clock, count]): Range[] => {
    const taken = Math.min(left, count);
    left -= taken;
    return taken > 0 ? [[client, clock, taken]] : [];
  });
};

/** Words as they are typed: two to five characters at a time, never half of one. */
const framesOf = (words: string, offset: number): string[] => {
  const characters = [...words];
  const frames: string[] = [];
  for (let at = 0; at < characters.length;) {
    const size = STROKE[(offset + frames.length) % STROKE.length] ?? 3;
    frames.push(characters.slice(at, at + size).join(''));
    at += size;
  }
  return frames;
};
