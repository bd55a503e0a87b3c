// What the laws speak of, read off a board: positions as typed and as read, values, phases; and the whole of it as bytes.
import * as Y from 'yjs';
import type { ClauseId, Language, PartyId } from '../../shared/board.ts';
import { LANGUAGES, rootOf } from '../../shared/board.ts';
import { stateJson } from '../../shared/keyframe.ts';
import type { Row } from '../../shared/log.ts';
import { MoveBody, readBody } from '../../shared/row-bodies.ts';
import type { BoardState, ClauseState, Phase } from '../../shared/state.ts';
import { partiesOf, partyOfIndex } from '../../shared/state.ts';
import { partyIndexOf } from '../../shared/pens.ts';
import type { Range } from '../../shared/ids.ts';
import type { TextView } from '../../shared/text/characters.ts';
import { positionText, stretchesIn } from '../../shared/text/position.ts';
import { readingOf } from '../../shared/text/reading.ts';
import type { WorkingBoard } from '../../shared/working-board.ts';

export type Stand = { words: Record<Language, string>; values: string };
export type ClauseStands = {
  phase: Phase['kind'];
  /** All that stands in the text, whoever includes it. */
  all: Record<Language, string>;
  by: Record<PartyId, Stand>;
};
export type Stands = Map<ClauseId, ClauseStands>;

export const standOf = (state: BoardState, text: TextView, clause: ClauseState, party: PartyId): Stand => {
  const words = (lang: Language): string => positionText(stretchesIn(state, text, clause, lang), party);
  const values = clause.terms.map((term) => [term.id, clause.values[term.id]?.[party]?.value ?? null]);
  return { words: { en: words('en'), fr: words('fr') }, values: JSON.stringify(values) };
};

const standsOfClause = (state: BoardState, text: TextView, clause: ClauseState): ClauseStands => {
  const all = (lang: Language): string =>
    text
      .runs(clause.id, lang)
      .map((run) => run.text)
      .join('');
  const by = partiesOf(state).map((party) => [party, standOf(state, text, clause, party)] as const);
  return { phase: clause.phase.kind, all: { en: all('en'), fr: all('fr') }, by: Object.fromEntries(by) };
};

export const standsOf = (state: BoardState, text: TextView): Stands =>
  new Map(state.clauses.map((clause) => [clause.id, standsOfClause(state, text, clause)]));

export const readingsOf = ({ words, values }: Stand): string =>
  JSON.stringify([readingOf(words.en), readingOf(words.fr), values]);

/** Everything that a working board is, so that two can be compared byte for byte. */
export const wholeOf = ({ parts }: WorkingBoard): Record<string, string> => ({
  document: Buffer.from(Y.encodeStateAsUpdate(parts.doc)).toString('base64'),
  state: JSON.stringify(stateJson(parts.state)),
  hands: JSON.stringify(parts.hands),
  pens: JSON.stringify([...parts.pens]),
  moves: JSON.stringify([...parts.moves]),
  changed: JSON.stringify([...parts.changed]),
  counts: JSON.stringify([parts.seq, parts.entries]),
  hash: Buffer.from(parts.hash).toString('hex'),
  recent: Buffer.from(parts.recent.bytes()).toString('hex'),
});

const idsOf = ([client, clock, length]: Range): string[] =>
  Array.from({ length }, (_, i) => `${client}:${clock + i}`);

type Plain = { adopted: Set<string>; struck: Set<string> };

/**
 * The positions as somebody would find them with pencil and paper: character by character, from the log's events and the
 * document, without any of the program's own sets.
 */
export const plainPositions = (rows: readonly Row[], state: BoardState, doc: Y.Doc): string => {
  const plain = new Map<PartyId, Plain>(
    partiesOf(state).map((party) => [party, { adopted: new Set(), struck: new Set() }]),
  );
  const ownerOf = (id: string): PartyId | null => partyOfIndex(state, partyIndexOf(Number(id.split(':')[0])));
  const include = (party: PartyId, ranges: readonly Range[], does: boolean): void => {
    const { adopted, struck } = plain.get(party)!;
    for (const id of ranges.flatMap(idsOf))
      if (ownerOf(id) === party) struck[does ? 'delete' : 'add'](id);
      else adopted[does ? 'add' : 'delete'](id);
  };
  for (const row of rows.filter(({ kind }) => kind === 'move'))
    for (const event of readBody(MoveBody, row.body).events) {
      if (event.type === 'adopted') include(event.party, event.ranges, true);
      if (event.type === 'struck') include(event.party, event.ranges, false);
      if (event.type === 'accepted')
        for (const lang of LANGUAGES) {
          include(event.party, event.adopted[lang], true);
          include(event.party, event.struck[lang], false);
        }
      if (event.type === 'locked')
        for (const lang of LANGUAGES)
          for (const party of plain.keys()) include(party, event.text[lang], true);
    }
  return JSON.stringify(
    state.clauses.map(({ id }) =>
      LANGUAGES.map((lang) =>
        [...plain].map(([party, sets]) => plainText(doc, rootOf(id, lang), party, sets, ownerOf)),
      ),
    ),
  );
};

const plainText = (
  doc: Y.Doc,
  root: string,
  party: PartyId,
  { adopted, struck }: Plain,
  ownerOf: (id: string) => PartyId | null,
): string => {
  let words = '';
  for (let item = doc.getText(root)._start; item !== null; item = item.right) {
    if (item.deleted || !(item.content instanceof Y.ContentString)) continue;
    for (const [i, id] of idsOf([item.id.client, item.id.clock, item.length]).entries())
      if (ownerOf(id) === party ? !struck.has(id) : adopted.has(id)) words += item.content.str[i];
  }
  return words;
};

/** The same as `plainPositions`, by the program's own means. */
export const positionsOf = (stands: Stands): string =>
  JSON.stringify(
    [...stands.values()].map(({ by }) =>
      LANGUAGES.map((lang) => Object.values(by).map(({ words }) => words[lang])),
    ),
  );
