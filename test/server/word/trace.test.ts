// The compilation as changes, and the board's text, over random negotiations: nobody's position is lost on paper.
import { describe, expect, it } from 'vitest';
import { positionIn, actsOn, traced } from '../../../server/word/trace.ts';
import { LANGUAGES } from '../../../shared/board.ts';
import { clauseView } from '../../../shared/clause.ts';
import { ledgerEntries } from '../../../shared/ledger.ts';
import { labelsOf } from '../../../shared/notation/labels.ts';
import { textOfParty } from '../../../shared/notation/nodes.ts';
import { articleTextOf } from '../../../shared/notation/of-board.ts';
import { parse } from '../../../shared/notation/parse.ts';
import { readingOf } from '../../../shared/text/reading.ts';
import { withOffered } from '../../../shared/text/offered.ts';
import { Reached } from '../../support/law-reached.ts';
import { RandomNegotiation } from '../../support/random-negotiation.ts';

const PARTIES = ['drc', 'us'] as const;

describe('over random negotiations', () => {
  it(
    'each position is the plain words, the own insertions and the other’s deletions; and the text has it too',
    { timeout: 60_000 },
    () => {
      const reached = { plain: 0, inserted: 0, deleted: 0, offered: 0 };
      for (let seed = 101; seed <= 103; seed += 1) {
        const game = new RandomNegotiation(seed, new Reached());
        for (let act = 0; act < 900; act += 1) {
          game.step();
          if (act % 60 !== 0) continue;
          const { state, text, doc } = game.table.working;
          const entries = ledgerEntries(doc);
          for (const clause of state.clauses)
            for (const lang of LANGUAGES) {
              const view = clauseView(state, text, clause).texts[lang];
              const pieces = traced(view, PARTIES, actsOn(entries, clause.id, lang));
              for (const party of PARTIES) expect(positionIn(pieces, party)).toBe(view.readings[party]);
              for (const { change } of pieces)
                reached[change?.party === null ? 'offered' : (change?.kind ?? 'plain')] += 1;
              const chairs = withOffered(view, PARTIES).filter(({ kind }) => kind === 'offered');
              expect(pieces.filter(({ change }) => change?.party === null)).toHaveLength(chairs.length);
              const printed = articleTextOf(state, text, clause, lang).text;
              const read = parse(printed, labelsOf(state.board!.parties, lang));
              if (!read.ok) throw new Error(`${printed}: ${JSON.stringify(read.errors)}`);
              for (const party of PARTIES)
                expect(readingOf(textOfParty(read.nodes, party))).toBe(view.readings[party]);
            }
        }
      }
      console.info('trace reached', reached);
      expect(Math.min(...Object.values(reached))).toBeGreaterThan(20);
    },
  );
});
