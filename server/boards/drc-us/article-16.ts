// The joint committee, and the capital that the US side helps to bring: nearly agreed.
import type { ArticleSource } from '../article.ts';

export const article16: ArticleSource = {
  id: '16',
  title: {
    en: 'Governance and investment mobilisation',
    fr: 'Gouvernance et mobilisation des investissements',
  },
  terms: [
    {
      id: 'seats',
      kind: 'number',
      label: { en: 'Seats per side', fr: 'Sièges par Partie' },
      unit: { en: 'members', fr: 'membres' },
      min: 2,
      max: 15,
      step: 1,
    },
    {
      id: 'meetings',
      kind: 'number',
      label: { en: 'Ordinary meetings', fr: 'Réunions ordinaires' },
      unit: { en: 'per year', fr: 'par an' },
      min: 1,
      max: 12,
      step: 1,
    },
    {
      id: 'list',
      kind: 'duration',
      label: { en: 'List of projects within', fr: 'Liste des projets dans un délai de' },
      unit: 'days',
      min: 10,
      max: 365,
      step: 5,
    },
    {
      id: 'capital',
      kind: 'money',
      label: { en: 'Capital over five years', fr: 'Capitaux sur cinq ans' },
      currency: 'USD',
      scale: '1e9',
      per: null,
      min: 0,
      max: 50,
      step: 0.1,
    },
  ],
  openings: {
    seats: { drc: 5, us: 5 },
    meetings: { drc: 2, us: 4 },
    list: { drc: 60, us: 30 },
    capital: { drc: 15, us: 3 },
  },
  text: {
    en: [
      '1. A Joint Committee is hereby established, to which each Party shall appoint {seats}. It shall hold its ordinary meetings at the rate of {meetings}, under a chair that alternates between the Parties, and shall decide by consensus.',
      '2. Within {list} of the entry into force of this Agreement, the Joint Committee shall draw up and publish the list of projects open to investment.',
      '3. Over five years, the United States [DRC: shall][US: should endeavour to] help raise {capital} in public and private capital for those projects. It shall report each year to the Joint Committee on the sums raised.',
      '4. The Joint Committee shall seek to settle any dispute concerning the interpretation or application of this Agreement. It may set up working groups, and shall adopt its rules of procedure at its first meeting.',
    ].join('\n'),
    fr: [
      '1. Il est institué un Comité mixte, au sein duquel chaque Partie nomme {seats}. Il tient ses réunions ordinaires à raison de {meetings}, sous une présidence alternant entre les Parties, et statue par consensus.',
      '2. Dans un délai de {list} à compter de l’entrée en vigueur du présent accord, le Comité mixte dresse et publie la liste des projets ouverts à l’investissement.',
      '3. Sur une période de cinq ans, les États-Unis [RDC : contribuent][É.-U. : devraient s’efforcer de contribuer] à mobiliser {capital} de capitaux publics et privés en faveur de ces projets. Ils rendent compte chaque année au Comité mixte des sommes mobilisées.',
      '4. Le Comité mixte s’emploie à régler tout différend relatif à l’interprétation ou à l’application du présent accord. Il peut créer des groupes de travail et adopte son règlement intérieur à sa première réunion.',
    ].join('\n'),
  },
  countered: false,
};
