// A store that misbehaves when told to: what a disk or another node can do to the table, on demand.
import { StoreFault } from '../../server/store/fault.ts';
import type { PeopleStore } from '../../server/store/people.ts';
import type { AppendOutcome, Batch, Store } from '../../server/store/port.ts';

type Fault = 'fail' | 'conflict' | 'lose-answer';

export type FaultyStore = Store & {
  /** The next append writes nothing and rejects. */
  failNextAppend(): void;
  /** The next append writes nothing and says that its first board conflicts. */
  conflictNextAppend(): void;
  /** The next append is written, and rejects all the same. */
  loseNextAnswer(): void;
  /** From now on no append and no probe goes through; with `reads`, nothing can be read either. */
  breakDown(reads?: 'reads'): void;
  repair(): void;
  /** Every append waits this many milliseconds before it begins. */
  delayAppends(milliseconds: number): void;
  /** Appends wait, until the function that this returns is called. */
  holdAppends(): () => void;
  /** How many appends were asked for, and how many of them were written. */
  readonly counts: { asked: number; written: number };
};

const PEOPLE = [
  'letIn',
  'seatsOf',
  'renameSeat',
  'removeSeat',
  'sessionByToken',
  'sessionsOf',
  'rotateSession',
  'confirmSession',
  'touchSessions',
  'endSessions',
  'createInvitation',
  'invitationBySecret',
  'invitationsOf',
  'revokeInvitation',
  'claimInvitation',
  'returnUse',
  'appendAudit',
  'auditOf',
] as const satisfies (keyof PeopleStore)[];

/** What is asked about people goes straight through. */
const peopleOf = (store: Store): PeopleStore => {
  const asked = PEOPLE.map((call) => [call, (...given: never[]) => Reflect.apply(store[call], store, given)]);
  return Object.fromEntries(asked) as PeopleStore; // the contract suite runs over it
};

export const faultyStore = (store: Store): FaultyStore => {
  const faults: Fault[] = [];
  const counts = { asked: 0, written: 0 };
  let delay = 0;
  let broken: 'writes' | 'reads' | null = null;
  let held: Promise<void> | null = null;

  const assertWritable = (): void => {
    if (broken !== null) throw new StoreFault('full', 'the disk is full, as the test wanted');
  };
  const assertReadable = (): void => {
    if (broken === 'reads') throw new StoreFault('io', 'nothing can be read, as the test wanted');
  };

  const append = async (batches: readonly Batch[]): Promise<AppendOutcome> => {
    counts.asked += 1;
    const fault = faults.shift();
    if (held !== null) await held;
    if (delay > 0) await new Promise((done) => setTimeout(done, delay));
    assertWritable();
    if (fault === 'fail') throw new Error('append failed, as the test wanted');
    if (fault === 'conflict') return { ok: false, conflict: batches[0]!.board };
    const outcome = await store.append(batches);
    if (outcome.ok) counts.written += 1;
    if (fault === 'lose-answer')
      throw new Error('append was written and its answer lost, as the test wanted');
    return outcome;
  };

  return {
    append,
    probe: async () => {
      assertWritable();
      await store.probe();
    },
    breakDown: (reads) => {
      broken = reads ?? 'writes';
    },
    repair: () => {
      broken = null;
    },
    head: async (board) => {
      assertReadable();
      return store.head(board);
    },
    boards: () => store.boards(),
    createBoard: (board, epoch) => store.createBoard(board, epoch),
    rows: async (board, fromSeq, limit) => {
      assertReadable();
      return store.rows(board, fromSeq, limit);
    },
    checkChain: (board, from, limit) => store.checkChain(board, from, limit),
    replayBytes: (board, fromSeq, toSeq) => store.replayBytes(board, fromSeq, toSeq),
    rowAt: (board, seq) => store.rowAt(board, seq),
    saveKeyframe: (board, keyframe) => store.saveKeyframe(board, keyframe),
    latestKeyframe: (board, atMostSeq) => store.latestKeyframe(board, atMostSeq),
    dropKeyframes: (board) => store.dropKeyframes(board),
    replayPiece: (board, seq) => store.replayPiece(board, seq),
    saveReplayPiece: (board, seq, bytes) => store.saveReplayPiece(board, seq, bytes),
    ...peopleOf(store),
    close: () => store.close(),
    failNextAppend: () => void faults.push('fail'),
    conflictNextAppend: () => void faults.push('conflict'),
    loseNextAnswer: () => void faults.push('lose-answer'),
    delayAppends: (milliseconds) => {
      delay = milliseconds;
    },
    holdAppends: () => {
      const { promise, resolve } = Promise.withResolvers<void>();
      held = promise;
      return () => {
        held = null;
        resolve();
      };
    },
    counts,
  };
};
