// Moves of every kind with fields that the live board has, whoever sends them: some are granted, most are not theirs to make.
import type { ClauseId } from '../../../shared/board.ts';
import { LANGUAGES } from '../../../shared/board.ts';
import { clauseView, positionHash } from '../../../shared/clause.ts';
import { Move } from '../../../shared/moves.ts';
import type { MoveKind } from '../../../shared/moves.ts';
import { IdSet } from '../../../shared/ids.ts';
import type { Range } from '../../../shared/ids.ts';
import type { SeatId } from '../../../shared/seats.ts';
import type { BoardState, ClauseState } from '../../../shared/state.ts';
import { partiesOf } from '../../../shared/state.ts';
import type { TermDefinition } from '../../../shared/terms.ts';
import type { TextView } from '../../../shared/text/characters.ts';
import type { Dice } from '../gate-random.ts';

export type MoveScene = { readonly state: BoardState; readonly text: TextView; readonly seat: SeatId };

export const KINDS: readonly MoveKind[] = Move.options.map((option) => option.shape.kind.value);

const NO_CLAUSE: ClauseState = {
  id: 'nowhere',
  title: { en: '', fr: '' },
  terms: [],
  values: {},
  adopted: {},
  struck: {},
  held: IdSet.empty,
  revisions: [],
  phase: { kind: 'open' },
  reserves: [],
};

const anyClause = ({ state }: MoveScene, dice: Dice): ClauseState =>
  state.clauses.length === 0 || dice.chance(0.02) ? NO_CLAUSE : dice.of(state.clauses);

/** Characters of a text, whole runs of them or pieces; now and then others. */
const ranges = ({ text }: MoveScene, clause: ClauseId, lang: 'en' | 'fr', dice: Dice): Range[] => {
  const runs = text.runs(clause, lang);
  if (runs.length === 0 || dice.chance(0.05))
    return [[dice.of([16, 17, 33, 999, 2 ** 32 - 1]), dice.below(20), 1 + dice.below(9)]];
  return Array.from({ length: dice.chance(0.8) ? 1 : 1 + dice.below(6) }, () => {
    const { client, clock, text: words } = dice.of(runs);
    const from = dice.chance(0.5) ? 0 : dice.below(words.length);
    const beyond = dice.chance(0.05) ? 5 : 0;
    return [client, clock + from, 1 + dice.below(words.length - from + beyond)] as const;
  });
};

const hash = (scene: MoveScene, clause: ClauseState, dice: Dice): string => {
  if (clause === NO_CLAUSE || dice.chance(0.1)) return 'e'.repeat(64);
  const revision = clause.revisions.at(-1 - dice.below(3));
  if (revision !== undefined && dice.chance(0.4)) return revision.hash;
  const view = clauseView(scene.state, scene.text, clause);
  return positionHash(clause, view, dice.of(partiesOf(scene.state)));
};

export const valueOf = (term: TermDefinition, dice: Dice): unknown => {
  switch (term.kind) {
    case 'yesno':
      return dice.chance(0.5);
    case 'choice':
      return dice.of(term.options).id;
    case 'set':
      return term.options.filter(() => dice.chance(0.4)).map(({ id }) => id);
    default:
      return (
        term.min + term.step * dice.below(Math.min(1000, Math.floor((term.max - term.min) / term.step) + 1))
      );
  }
};

const LENGTH: TermDefinition = {
  id: 'length',
  label: { en: 'length', fr: 'durée' },
  kind: 'duration',
  unit: 'years',
  min: 1,
  max: 30,
  step: 1,
};

const title = (dice: Dice): object => ({ en: `Title ${dice.below(4)}`, fr: `Titre ${dice.below(4)}` });

/** The fields of a move of this kind, as somebody would fill them in who sees the board. */
export const moveOf = (kind: MoveKind, scene: MoveScene, dice: Dice): Record<string, unknown> => {
  const clause = anyClause(scene, dice);
  const lang = dice.of(LANGUAGES);
  const on = { kind, clause: clause.id };
  switch (kind) {
    case 'adopt':
    case 'strike':
      return { ...on, lang, ranges: ranges(scene, clause.id, lang, dice) };
    case 'setTerm': {
      const term = clause.terms.length === 0 ? undefined : dice.of(clause.terms);
      return { ...on, term: term?.id ?? 'none', value: term === undefined ? 1 : valueOf(term, dice) };
    }
    case 'propose':
      return dice.chance(0.3) ? { ...on, note: 'a note' } : on;
    case 'withdraw':
      return { ...on, revision: 1 + dice.below(clause.revisions.length + 1) };
    case 'accept': {
      const revision =
        clause.revisions.findLast(({ standing }) => standing === 'standing') ?? clause.revisions.at(-1);
      const named = revision?.hash ?? 'e'.repeat(64);
      return {
        ...on,
        revision: revision?.revision ?? 1,
        hash: dice.chance(0.8) ? named : hash(scene, clause, dice),
      };
    }
    case 'initial':
      return { ...on, hash: hash(scene, clause, dice), adReferendum: dice.chance(0.5) };
    case 'confirm':
      return { ...on, hash: clause.phase.kind === 'open' ? hash(scene, clause, dice) : clause.phase.hash };
    case 'withdrawInitials':
    case 'dropClause':
      return on;
    case 'decline':
    case 'reopen':
    case 'reserve':
    case 'liftReserve':
      return { ...on, reason: dice.of(['cost', 'scope']) };
    case 'authorise': {
      const clauses = dice.chance(0.5) ? 'all' : [clause.id];
      return { kind, seat: anySeat(scene, dice), clauses, allowed: dice.chance(0.6) };
    }
    case 'handOver':
    case 'removeMember':
      return { kind, seat: anySeat(scene, dice) };
    case 'showKey':
      return { kind, key: 'a'.repeat(64) };
    case 'addClause':
      return {
        kind,
        clause: { id: `n-${dice.below(1e6)}`, title: title(dice), terms: dice.chance(0.3) ? [] : [LENGTH] },
        index: dice.below(9),
      };
    case 'retitle':
      return { ...on, title: title(dice) };
    case 'moveClause':
      return { ...on, index: dice.below(6) };
    case 'openSitting':
    case 'adjourn':
    case 'releaseAnalysis':
    case 'closeDoors':
    case 'openDoors':
    case 'objectDoors':
      return { kind };
    case 'setPublic':
      return { kind, sees: dice.of(['brackets', 'clean']), delayMinutes: dice.of([0, 1, 1440]) };
  }
};

const anySeat = ({ state, seat }: MoveScene, dice: Dice): SeatId => {
  const mates = [...state.seats.values()].filter(({ party }) => party === state.seats.get(seat)?.party);
  const mate = mates.find(({ role }) => role === 'member');
  return mate !== undefined && dice.chance(0.6) ? mate.id : dice.of([seat, 'us-99', ...state.seats.keys()]);
};
