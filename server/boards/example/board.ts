// A finished negotiation over the same articles, so that a newcomer can press play at once. Like the board beside it, it
// is an illustration: words, figures and course are invented.
import type { BoardSource } from '../article.ts';
import { drcUsBoard } from '../drc-us/board.ts';
import { firstSitting } from './first-sitting.ts';
import { secondSitting } from './second-sitting.ts';
import { thirdSitting } from './third-sitting.ts';

export const exampleBoard: BoardSource = {
  ...drcUsBoard,
  definition: {
    ...drcUsBoard.definition,
    id: 'example',
    title: { en: 'A finished negotiation', fr: 'Une négociation menée à son terme' },
    notice: {
      en: 'Example. A negotiation played from a script, over three sittings. Illustration. Wording and figures are invented; not a position of either Government.',
      fr: "Exemple. Une négociation jouée d’après un scénario, en trois séances. Illustration. Libellé et chiffres fictifs\u202f; ne reflète la position d'aucun des deux gouvernements.",
    },
  },
  analysisReleased: false,
  story: {
    begins: Date.UTC(2025, 2, 10, 7, 45),
    acts: [...firstSitting, ...secondSitting, ...thirdSitting],
  },
};
