// What each side gave and got on an article: what one moved towards the other, and what it took back. Figures are told
// net, from where the side opened to where it stands.
import type { ClauseId, PartyId } from '../../shared/board.ts';
import type { Event } from '../../shared/events.ts';
import type { TermId, TermValue } from '../../shared/terms.ts';
import { partyIndexOf } from '../../shared/pens.ts';
import { formatChange } from '../terms/format.ts';
import { belongs } from './lines.ts';
import type { Line } from './lines.ts';
import type { FiguresSoFar } from './movement.ts';
import { fill, quoted, text } from './parts.ts';
import type { Part } from './parts.ts';
import { templatesOf, termOf } from './telling.ts';
import type { Telling } from './telling.ts';

/** One thing given or taken back; `seq` of the entry that last moved it. */
export type Item =
  | { kind: 'words'; seq: number; event: Extract<Event, { type: 'adopted' | 'struck' }> }
  | { kind: 'revision'; seq: number; event: Extract<Event, { type: 'accepted' }> }
  | { kind: 'figure'; seq: number; clause: ClauseId; term: TermId; from: TermValue; to: TermValue };

export type Ledger = { gave: readonly Item[]; tookBack: readonly Item[] };

/**
 * The lines with which a party opened on an article: a first run of several acts, up to its first revision. Taking over
 * a text to start from is no gift.
 */
const openingOf = (lines: readonly Line[]): ReadonlySet<Line> => {
  const run: Line[] = [];
  for (const line of lines) {
    const previous = run.at(-1);
    if (previous !== undefined && !belongs(line, previous)) break;
    run.push(line);
    if (line.told.some(({ event }) => event.type === 'proposed')) return new Set(run);
  }
  return new Set(run.length > 2 ? run : []);
};

/** What one party gave and took back on one article. */
export const exchangeOf = (
  lines: readonly Line[],
  figures: FiguresSoFar,
  clause: ClauseId,
  party: PartyId,
): Ledger => {
  const gave: Item[] = [];
  const tookBack: Item[] = [];
  const moved = new Map<TermId, Extract<Item, { kind: 'figure' }>>();
  const own = lines.filter((line) => line.clause === clause && line.party === party);
  const opening = openingOf(own);
  for (const line of own) {
    for (const { event, movement } of line.told) {
      if (!('party' in event) || event.party !== party) continue;
      const { seq } = line.entry;
      if (event.type === 'termSet') net(moved, event, seq);
      if (movement === null || (opening.has(line) && event.type !== 'accepted')) continue;
      const side = movement.direction === 'towards' ? gave : tookBack;
      if (event.type === 'adopted' || event.type === 'struck') side.push({ kind: 'words', seq, event });
      if (event.type === 'accepted') side.push({ kind: 'revision', seq, event });
    }
  }
  for (const item of moved.values()) {
    const before = figures.apart(clause, item.term, party, item.from);
    const after = figures.apart(clause, item.term, party, item.to);
    if (before === null || after === null || before === after) continue;
    (after < before ? gave : tookBack).push(item);
  }
  return { gave, tookBack };
};

const net = (
  moved: Map<TermId, Extract<Item, { kind: 'figure' }>>,
  event: Extract<Event, { type: 'termSet' }>,
  seq: number,
): void => {
  const from = moved.get(event.term)?.from ?? event.from;
  if (from === null) return;
  moved.set(event.term, { kind: 'figure', seq, clause: event.clause, term: event.term, from, to: event.to });
};

/** An item in words, without its subject. */
export const itemParts = (item: Item, telling: Telling): Part[] => {
  const templates = templatesOf(telling).items;
  switch (item.kind) {
    case 'revision':
      return fill(templates.accepted, { n: text(String(item.event.revision)) }, false);
    case 'figure': {
      const definition = termOf(telling, item.clause, item.term);
      if (definition === undefined) return text(item.term);
      const change = formatChange(definition, item.from, item.to, telling.lang);
      const values = {
        term: text(definition.label[telling.lang]),
        from: text(change.from),
        to: text(change.to),
      };
      return fill(templates.figure, values, false);
    }
    case 'words': {
      const { event } = item;
      const index = telling.board?.parties.find((party) => party.id === event.party)?.index;
      const own = event.ranges.every(([client]) => partyIndexOf(client) === index);
      const adopted = own ? templates.restored : templates.adopted;
      const struck = own ? templates.withdrawn : templates.struck;
      const words = quoted(event.words, event.lang, telling.lang);
      return fill(event.type === 'adopted' ? adopted : struck, { words }, false);
    }
  }
};
