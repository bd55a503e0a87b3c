// Which bases are open to US forces, how many are there at the least, and who has jurisdiction over them.
import type { ArticleSource } from '../article.ts';

export const article14: ArticleSource = {
  id: '14',
  title: { en: 'Access to bases and site protection', fr: 'Accès aux bases et protection des sites' },
  terms: [
    {
      id: 'sites',
      kind: 'number',
      label: { en: 'Sites', fr: 'Sites' },
      unit: { en: '', fr: '' },
      min: 0,
      max: 20,
      step: 1,
    },
    {
      id: 'presence',
      kind: 'number',
      label: { en: 'Least presence', fr: 'Présence minimale' },
      unit: { en: 'persons', fr: 'personnes' },
      min: 0,
      max: 2000,
      step: 10,
    },
    {
      id: 'term',
      kind: 'duration',
      label: { en: 'Term', fr: 'Durée' },
      unit: 'years',
      min: 1,
      max: 50,
      step: 1,
    },
    {
      id: 'jurisdiction',
      kind: 'choice',
      label: { en: 'Jurisdiction', fr: 'Juridiction' },
      options: [
        { id: 'drc', label: { en: 'by the DRC', fr: 'par la RDC' } },
        {
          id: 'shared',
          label: { en: 'concurrently by both Parties', fr: 'concurremment par les deux Parties' },
        },
        { id: 'us', label: { en: 'by the United States', fr: 'par les États-Unis' } },
      ],
    },
  ],
  openings: {
    sites: { drc: 2, us: 5 },
    presence: { drc: 500, us: 50 },
    term: { drc: 5, us: 15 },
    jurisdiction: { drc: 'drc', us: 'us' },
  },
  text: {
    en: [
      '1. The DRC shall open to the forces of the United States, for {term}, the bases listed in Annex E, {sites} in number[DRC: , which shall remain under Congolese command].',
      '2. The United States [DRC: shall][US: should endeavour to] maintain at those bases a presence of at least {presence}, in order to protect the mines, the port and the stock covered by this Agreement[DRC: , as well as the people who live near them].',
      '3. Members of those forces shall respect the law of the DRC. Criminal jurisdiction over acts that they perform in the course of duty shall be exercised {jurisdiction}.',
      '4. No operation shall be launched from those bases against a third State without prior [DRC: consent from][US: consultation with] the DRC.',
    ].join('\n'),
    fr: [
      '1. La RDC ouvre aux forces des États-Unis, pour {term}, les bases énumérées à l’annexe E, au nombre de {sites}[RDC : , qui demeurent sous commandement congolais].',
      '2. Les États-Unis [RDC : maintiennent][É.-U. : devraient s’efforcer de maintenir] sur ces bases une présence d’au moins {presence}, afin de protéger les mines, le port et la réserve visés par le présent accord[RDC : , ainsi que les populations riveraines].',
      '3. Les membres de ces forces respectent le droit de la RDC. La compétence pénale à l’égard des actes qu’ils accomplissent dans l’exercice de leurs fonctions est exercée {jurisdiction}.',
      '4. Aucune opération n’est lancée depuis ces bases contre un État tiers sans [RDC : le consentement préalable de][É.-U. : consultation préalable de] la RDC.',
    ].join('\n'),
  },
  countered: true,
};
