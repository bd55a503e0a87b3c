// Vetting, publication, inspection, and when performance may be suspended.
import type { ArticleSource } from '../article.ts';

export const article15: ArticleSource = {
  id: '15',
  title: { en: 'Human rights, labour and integrity', fr: 'Droits humains, travail et intégrité' },
  terms: [
    {
      id: 'vetted',
      kind: 'percent',
      label: { en: 'Units vetted', fr: 'Unités vérifiées' },
      min: 0,
      max: 100,
      step: 1,
    },
    {
      id: 'contracts-published',
      kind: 'duration',
      label: { en: 'Publication of contracts', fr: 'Publication des contrats' },
      unit: 'days',
      min: 5,
      max: 365,
      step: 5,
    },
    {
      id: 'owners-disclosed',
      kind: 'duration',
      label: { en: 'Disclosure of owners', fr: 'Divulgation des bénéficiaires effectifs' },
      unit: 'days',
      min: 5,
      max: 365,
      step: 5,
    },
    {
      id: 'inspections',
      kind: 'number',
      label: { en: 'Labour inspections', fr: 'Inspections du travail' },
      unit: { en: 'per year', fr: 'par an' },
      min: 0,
      max: 24,
      step: 1,
    },
    {
      id: 'suspension',
      kind: 'duration',
      label: { en: 'Notice of suspension', fr: 'Préavis de suspension' },
      unit: 'days',
      min: 0,
      max: 180,
      step: 5,
    },
  ],
  openings: {
    vetted: { drc: 50, us: 100 },
    'contracts-published': { drc: 90, us: 30 },
    'owners-disclosed': { drc: 180, us: 30 },
    inspections: { drc: 2, us: 12 },
    suspension: { drc: 90, us: 0 },
  },
  text: {
    en: [
      '1. Vetting for gross violations of human rights shall cover {vetted} of the units that are to receive training or equipment under Article 12. It shall be carried out beforehand, [DRC: by a commission of both Parties][US: in accordance with the law of the United States].',
      '2. Contracts concluded under this Agreement shall be published within {contracts-published} of their signature, and the beneficial owners of the companies concerned shall be disclosed within {owners-disclosed} of the same date[DRC: , subject to the protection of trade secrets].',
      '3. Labour inspections shall be carried out at each site, at the rate of {inspections}, by [DRC: the labour inspectorate of the DRC][US: independent inspectors admitted without notice].',
      '4. In the event of a grave breach of this Article, [DRC: either Party][US: the United States] may suspend the performance of the provisions concerned, subject to a notice of {suspension}[DRC: , after consultation in the Joint Committee].',
    ].join('\n'),
    fr: [
      '1. La vérification des antécédents en matière de violations flagrantes des droits humains porte sur {vetted} des unités appelées à recevoir une formation ou du matériel au titre de l’article 12. Elle est effectuée au préalable, [RDC : par une commission des deux Parties][É.-U. : conformément au droit des États-Unis].',
      '2. Les contrats conclus en application du présent accord sont publiés dans un délai de {contracts-published} à compter de leur signature, et l’identité des bénéficiaires effectifs des sociétés concernées est divulguée dans un délai de {owners-disclosed} à compter de la même date[RDC : , sous réserve de la protection du secret des affaires].',
      '3. Chaque site fait l’objet d’inspections du travail, à raison de {inspections}, menées par [RDC : l’inspection du travail de la RDC][É.-U. : des inspecteurs indépendants admis sans préavis].',
      '4. En cas de manquement grave au présent article, [RDC : l’une ou l’autre Partie peut][É.-U. : les États-Unis peuvent] suspendre l’exécution des dispositions concernées, moyennant un préavis de {suspension}[RDC : , après consultation au sein du Comité mixte].',
    ].join('\n'),
  },
  countered: true,
};
