// Who wrote what when, as the gate needs it: the seq under which each pen's characters came to the table, and the seq up to
// which each pen is known to know the table.
import { z } from 'zod';
import type { Admitted } from './admit.ts';

/**
 * Frames of one pen in even steps: the first begins at `clock` under `seq`, each next one `clockStep` and `seqStep` further.
 * The steps are also those that led from the frame before to the first. Steady typing is one stretch, however long.
 */
type Stretch = { clock: number; seq: number; clockStep: number; seqStep: number; frames: number };

type Hand = { base: number; readonly stretches: Stretch[] };

const whole = z.int().min(0);

const HandsJson = z.array(z.tuple([whole, whole, z.array(whole)]));
/** `[pen, base, [clockStep, seqStep, frames, …]]`, pens ascending. */
export type HandsJson = z.infer<typeof HandsJson>;

const lastOf = ({ clock, seq, clockStep, seqStep, frames }: Stretch): { clock: number; seq: number } => ({
  clock: clock + (frames - 1) * clockStep,
  seq: seq + (frames - 1) * seqStep,
});

const push = (stretches: Stretch[], clockStep: number, seqStep: number, frames: number): void => {
  const stretch = stretches.at(-1);
  if (stretch !== undefined && stretch.clockStep === clockStep && stretch.seqStep === seqStep) {
    stretch.frames += frames;
    return;
  }
  const before = stretch === undefined ? { clock: 0, seq: 0 } : lastOf(stretch);
  stretches.push({ clock: before.clock + clockStep, seq: before.seq + seqStep, clockStep, seqStep, frames });
};

const seqIn = (stretch: Stretch, clock: number): number => {
  const { clockStep, seqStep, frames } = stretch;
  const steps = clockStep === 0 ? 0 : Math.floor((clock - stretch.clock) / clockStep);
  return stretch.seq + Math.min(frames - 1, steps) * seqStep;
};

export class Hands {
  readonly #hands = new Map<number, Hand>();

  /** A pen handed out under this seq: it knows the table up to there. */
  openPen(pen: number, seq: number): void {
    const hand = this.#hands.get(pen);
    if (hand === undefined) this.#hands.set(pen, { base: seq, stretches: [] });
    else hand.base = Math.max(hand.base, seq);
  }

  /** An admitted frame that came to the table under this seq; frames come in the order of their seqs. */
  accept({ pen, from, to, base }: Pick<Admitted, 'pen' | 'from' | 'to' | 'base'>, seq: number): void {
    let hand = this.#hands.get(pen);
    if (hand === undefined) this.#hands.set(pen, (hand = { base, stretches: [] }));
    hand.base = Math.max(hand.base, base);
    if (to === from) return;
    const stretch = hand.stretches.at(-1);
    const before = stretch === undefined ? { clock: 0, seq: 0 } : lastOf(stretch);
    push(hand.stretches, from - before.clock, seq - before.seq, 1);
  }

  /** The seq under which a character came to the table; 0 for one that no admitted frame brought. */
  seqOf(client: number, clock: number): number {
    const stretches = this.#hands.get(client)?.stretches;
    const last = stretches?.at(-1);
    if (stretches === undefined || last === undefined) return 0;
    if (clock >= last.clock) return seqIn(last, clock);
    let low = 0;
    let high = stretches.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((stretches[middle]?.clock ?? 0) <= clock) low = middle;
      else high = middle - 1;
    }
    const stretch = stretches[low];
    return stretch === undefined || stretch.clock > clock ? 0 : seqIn(stretch, clock);
  }

  /** The seq up to which a pen is known to know the table; 0 for a pen never opened. */
  baseOf(pen: number): number {
    return this.#hands.get(pen)?.base ?? 0;
  }

  /** Canonical: the same frames under the same seqs give the same JSON, however the object came to be. */
  toJSON(): HandsJson {
    return [...this.#hands]
      .sort(([a], [b]) => a - b)
      .map(([pen, { base, stretches }]) => [
        pen,
        base,
        stretches.flatMap(({ clockStep, seqStep, frames }) => [clockStep, seqStep, frames]),
      ]);
  }

  /** @throws when the value is not what `toJSON` gives */
  static fromJSON(value: unknown): Hands {
    const hands = new Hands();
    for (const [pen, base, steps] of HandsJson.parse(value)) {
      const stretches: Stretch[] = [];
      for (let i = 0; i + 2 < steps.length; i += 3)
        push(stretches, steps[i] ?? 0, steps[i + 1] ?? 0, steps[i + 2] ?? 0);
      hands.#hands.set(pen, { base, stretches });
    }
    return hands;
  }
}
