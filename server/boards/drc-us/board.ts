// The board that ships: eighteen articles between the Democratic Republic of the Congo and the United States.
// Every word and figure of it is invented, which is what its notice says wherever the board is shown.
import type { BoardDefinition } from '../../../shared/board.ts';
import { PARTIES } from '../../../shared/parties.ts';
import type { BoardSource } from '../article.ts';
import { article01 } from './article-01.ts';
import { article02 } from './article-02.ts';
import { article03 } from './article-03.ts';
import { article04 } from './article-04.ts';
import { article05 } from './article-05.ts';
import { article06 } from './article-06.ts';
import { article07 } from './article-07.ts';
import { article08 } from './article-08.ts';
import { article09 } from './article-09.ts';
import { article10 } from './article-10.ts';
import { article11 } from './article-11.ts';
import { article12 } from './article-12.ts';
import { article13 } from './article-13.ts';
import { article14 } from './article-14.ts';
import { article15 } from './article-15.ts';
import { article16 } from './article-16.ts';
import { article17 } from './article-17.ts';
import { article18 } from './article-18.ts';
import { course } from './course.ts';
import { letter } from './letter.ts';
import { linkages } from './linkages.ts';

const definition: BoardDefinition = {
  id: 'drc-us',
  title: {
    en: 'Partnership on Critical Minerals and Security',
    fr: 'Partenariat relatif aux minéraux critiques et à la sécurité',
  },
  notice: {
    en: 'Illustration. Wording and figures are invented; not a position of either Government.',
    fr: "Illustration. Libellé et chiffres fictifs ; ne reflète la position d'aucun des deux gouvernements.",
  },
  parties: PARTIES,

  languages: ['en', 'fr'],
  file: [letter],
};

export const drcUsBoard: BoardSource = {
  definition,
  articles: [
    article01,
    article02,
    article03,
    article04,
    article05,
    article06,
    article07,
    article08,
    article09,
    article10,
    article11,
    article12,
    article13,
    article14,
    article15,
    article16,
    article17,
    article18,
  ],
  linkages,
  course,
  analysisReleased: true,
};
