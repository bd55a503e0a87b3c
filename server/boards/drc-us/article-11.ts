// The State monopoly on artisanal cobalt, opened to audits and rid of child labour.
import type { ArticleSource } from '../article.ts';

export const article11: ArticleSource = {
  id: '11',
  title: { en: 'Artisanal cobalt and traceability', fr: 'Cobalt artisanal et traçabilité' },
  terms: [
    {
      id: 'via-buyer',
      kind: 'percent',
      label: { en: 'Bought by the State body', fr: 'Achats par l’organisme d’État' },
      min: 0,
      max: 100,
      step: 1,
    },
    {
      id: 'audits',
      kind: 'number',
      label: { en: 'Audits', fr: 'Audits' },
      unit: { en: 'per year', fr: 'par an' },
      min: 0,
      max: 12,
      step: 1,
    },
    {
      id: 'traced',
      kind: 'percent',
      label: { en: 'Lots traced', fr: 'Lots tracés' },
      min: 0,
      max: 100,
      step: 1,
    },
  ],
  openings: { 'via-buyer': { drc: 100, us: 50 }, audits: { drc: 1, us: 4 }, traced: { drc: 70, us: 100 } },
  text: {
    en: [
      '1. The State body that holds the monopoly of artisanal cobalt shall buy and export {via-buyer} of the quantities extracted in the DRC, [DRC: at prices that it sets][US: at prices that follow the market].',
      '2. Its accounts and purchases shall be audited, at the rate of {audits}, by an independent firm appointed by [DRC: the DRC][US: the Joint Committee]. The reports of the audits shall be published.',
      '3. Traceability shall cover {traced} of the lots, from the pit to the point of export[US: , and shall be recorded in a register open to every buyer].',
      '4. No lot shall be bought if children have taken part in its extraction. The United States [DRC: shall][US: may] contribute to the funding of schooling and of other livelihoods for the families concerned.',
    ].join('\n'),
    fr: [
      '1. L’organisme d’État titulaire du monopole du cobalt artisanal achète et exporte {via-buyer} des quantités extraites en RDC, [RDC : aux prix qu’il fixe][É.-U. : à des prix qui suivent le marché].',
      '2. Ses comptes et ses achats font l’objet d’audits, à raison de {audits}, par un cabinet indépendant désigné par [RDC : la RDC][É.-U. : le Comité mixte]. Les rapports d’audit sont publiés.',
      '3. La traçabilité porte sur {traced} des lots, depuis le puits d’extraction jusqu’au point d’exportation[É.-U. : , et est consignée dans un registre ouvert à tout acheteur].',
      '4. Aucun lot n’est acheté si des enfants ont pris part à son extraction. Les États-Unis [RDC : contribuent][É.-U. : peuvent contribuer] au financement de la scolarisation et d’autres moyens de subsistance pour les familles concernées.',
    ].join('\n'),
  },
  countered: false,
};
