// What is refined in the country by 2030, and who works there.
import type { ArticleSource } from '../article.ts';

export const article08: ArticleSource = {
  id: '8',
  title: { en: 'Local processing and jobs', fr: 'Transformation locale et emploi' },
  terms: [
    {
      id: 'refined',
      kind: 'percent',
      label: { en: 'Refined in the DRC by 2030', fr: 'Raffiné en RDC d’ici à 2030' },
      min: 0,
      max: 100,
      step: 1,
    },
    {
      id: 'local-staff',
      kind: 'percent',
      label: { en: 'Local staff', fr: 'Personnel local' },
      min: 0,
      max: 100,
      step: 1,
    },
  ],
  openings: { refined: { drc: 60, us: 20 }, 'local-staff': { drc: 90, us: 60 } },
  text: {
    en: [
      '1. By the end of 2030, the operators shall refine in the territory of the DRC at least {refined} of the output of the joint projects[US: , in so far as the supply of electricity permits].',
      '2. Nationals of the DRC shall make up at least {local-staff} of the staff of each operator[DRC: , and at least one half of its managers].',
      '3. The United States [DRC: shall][US: may] support the training of engineers and technicians and the building of refining plants in the DRC.',
      '4. The DRC [DRC: may][US: shall not] restrict the export of ores and concentrates for which refining capacity exists in its territory. The operators shall report each year to the Joint Committee on the performance of this Article.',
    ].join('\n'),
    fr: [
      '1. À la fin de l’année 2030 au plus tard, les exploitants raffinent sur le territoire de la RDC au moins {refined} de la production des projets communs[É.-U. : , dans la mesure où l’approvisionnement en électricité le permet].',
      '2. Les ressortissants de la RDC constituent au moins {local-staff} du personnel de chaque exploitant[RDC : , et la moitié au moins de ses cadres].',
      '3. Les États-Unis [RDC : appuient][É.-U. : peuvent appuyer] la formation d’ingénieurs et de techniciens ainsi que la construction d’usines de raffinage en RDC.',
      '4. La RDC [RDC : peut restreindre][É.-U. : ne restreint pas] l’exportation des minerais et concentrés pour lesquels il existe une capacité de raffinage sur son territoire. Les exploitants rendent compte chaque année au Comité mixte de l’exécution du présent article.',
    ].join('\n'),
  },
  countered: true,
};
