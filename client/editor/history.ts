// What this editor did, and how to take it back. A step is remembered by what it did to the own position: which
// characters came into it (typed or adopted) and which went (deleted or struck). So one stack holds text and strikes,
// and taking back is always done by what is possible now: a word that the other side has adopted meanwhile is struck
// instead of deleted, a word that is gone is typed again.
import * as Y from 'yjs';
import { IdSet } from '../../shared/ids.ts';
import type { Range } from '../../shared/ids.ts';
import { partyIndexOf } from '../../shared/pens.ts';
import { Reborn } from './reborn.ts';
import { detached, extendWords, goneOf, overlapping, rangeOf, without } from './going.ts';
import type { Reversal, Unit } from './going.ts';
import type { Fate, Words } from './strike-plan.ts';

/** What consecutive steps of may count as one; `other` never joins. */
export type Burst = 'type' | 'backward' | 'forward' | 'other';

type Step = { added: IdSet; removed: readonly Words[]; burst: Burst; at: number };

export type Standing = {
  readonly text: Y.Text;
  /** What deleting a live character would come to now. */
  fate(client: number, clock: number): Fate;
  /** Whether a live character could be adopted: there is an own party, and it does not include it. */
  lacks(client: number, clock: number): boolean;
  /** The low four bits of the own party's pens. */
  readonly index: number;
};

const MERGE_WITHIN = 500;
const MOST_STEPS = 500;

const merged = (first: Step, second: Step): Step => {
  const back = IdSet.of(second.removed.map(rangeOf));
  return {
    // What came and went again, or went and came back, within one burst has not happened.
    added: first.added.without(back.ranges()).union(second.added.without(first.removed.map(rangeOf))),
    removed: [...without(first.removed, second.added), ...without(second.removed, first.added)],
    burst: second.burst,
    at: second.at,
  };
};

export class History {
  readonly #undone: Step[] = [];
  readonly #done: Step[] = [];
  readonly #reborn = new Reborn();
  #open = false;
  #revivals: readonly (readonly Words[])[] = [];

  get canUndo(): boolean {
    return this.#done.length > 0;
  }

  get canRedo(): boolean {
    return this.#undone.length > 0;
  }

  /**
   * Something was done by hand.
   * @param at in ms, by any clock that goes forward
   */
  record(added: IdSet, removed: readonly Words[], burst: Burst, at: number, struck: boolean): void {
    if (added.isEmpty && removed.length === 0) return;
    const step: Step = { added, removed, burst, at };
    const last = this.#done.at(-1);
    // Strikes begin a new step, so that what was typed before can stand; key after key of deleting goes on.
    const joins =
      this.#open &&
      last !== undefined &&
      burst !== 'other' &&
      last.burst === burst &&
      at - last.at <= MERGE_WITHIN &&
      !(struck && burst === 'type');
    this.#undone.length = 0;
    this.#open = true;
    if (joins) this.#done[this.#done.length - 1] = merged(last, step);
    else this.#done.push(step);
    if (this.#done.length > MOST_STEPS) this.#done.shift();
  }

  /** What is done next is a step of its own. */
  close(): void {
    this.#open = false;
  }

  clear(): void {
    this.#done.length = 0;
    this.#undone.length = 0;
    this.close();
  }

  /** How to take back the last step that can still be taken back; null where there is none. It then has to be `reversed`. */
  undo(standing: Standing): Reversal | null {
    return this.#pop(this.#done, standing);
  }

  redo(standing: Standing): Reversal | null {
    return this.#pop(this.#undone, standing);
  }

  /** The reversal was carried out; what came back is `inserted` now, in the order of its `revivals`. */
  reversed(
    which: 'undo' | 'redo',
    inserted: Range | null,
    removed: readonly Words[],
    adopted: readonly Words[],
  ): void {
    let added = IdSet.of(adopted.map(rangeOf));
    if (inserted !== null) {
      let clock = inserted[1];
      for (const words of this.#revivals.flat()) {
        this.#reborn.add(rangeOf(words), inserted[0], clock);
        clock += words.text.length;
      }
      added = added.with([inserted]);
    }
    this.#revivals = [];
    const step: Step = { added, removed, burst: 'other', at: 0 };
    (which === 'undo' ? this.#undone : this.#done).push(step);
    this.close();
  }

  #pop(stack: Step[], standing: Standing): Reversal | null {
    for (let step = stack.pop(); step !== undefined; step = stack.pop()) {
      const reversal = this.#reversal(step, standing);
      const { deletes, revivals, strikes, adopts } = reversal;
      if (deletes.length + revivals.length + strikes.length + adopts.length > 0) return reversal;
    }
    return null;
  }

  #reversal(step: Step, standing: Standing): Reversal {
    const away = IdSet.of(step.added.ranges().flatMap((range) => this.#reborn.resolve(range)));
    const back = step.removed.flatMap((words) => this.#today(words));
    return this.#walk(standing, away, back);
  }

  #today(words: Words): Words[] {
    let taken = 0;
    return this.#reborn.resolve(rangeOf(words)).map(([client, clock, length]) => {
      const text = words.text.slice(taken, taken + length);
      taken += length;
      return { client, clock, text };
    });
  }

  /** One walk through the text finds every character, alive or dead. */
  #walk(standing: Standing, away: IdSet, back: readonly Words[]): Reversal {
    const going: Unit[] = [];
    const adopts: Words[] = [];
    const revivals: Words[][] = [];
    let left: number | null = null;
    let grave: Words[] | null = null;
    for (let item = standing.text._start; item !== null; item = item.right) {
      const { client, clock } = item.id;
      const wanted = overlapping(back, client, clock, item.length);
      if (item.deleted) {
        for (const words of wanted) {
          const rest = left === null || partyIndexOf(left) === standing.index ? words : detached(words);
          if (rest.text === words.text) revivals.push((grave = [words]));
          else if (grave !== null) grave.push(words);
          else if (rest.text !== '') revivals.push((grave = [rest]));
        }
        continue;
      }
      grave = null;
      if (!(item.content instanceof Y.ContentString)) continue;
      for (const [i, unit] of item.content.str.split('').entries()) {
        const fate = away.has(client, clock + i) ? standing.fate(client, clock + i) : 'leave';
        going.push({ client, clock: clock + i, unit, fate });
        if (fate !== 'delete') left = client;
      }
      for (const words of wanted)
        for (const [i, unit] of words.text.split('').entries())
          if (standing.lacks(client, words.clock + i)) extendWords(adopts, client, words.clock + i, unit);
    }
    this.#revivals = revivals;
    return { ...goneOf(going, standing.index), adopts, revivals };
  }
}
