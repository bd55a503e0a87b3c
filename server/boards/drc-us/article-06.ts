// The part of the United States in building and running the port, and the rights that others hold there already.
import type { ArticleSource } from '../article.ts';

export const article06: ArticleSource = {
  id: '6',
  title: { en: 'Deep-water port', fr: 'Port en eaux profondes' },
  terms: [
    {
      id: 'us-share',
      kind: 'percent',
      label: { en: 'Share of the United States', fr: 'Participation des États-Unis' },
      min: 0,
      max: 100,
      step: 1,
    },
    {
      id: 'concession',
      kind: 'duration',
      label: { en: 'Concession', fr: 'Concession' },
      unit: 'years',
      min: 5,
      max: 99,
      step: 1,
    },
    {
      id: 'investment',
      kind: 'money',
      label: { en: 'US investment', fr: 'Investissement américain' },
      currency: 'USD',
      scale: '1e6',
      per: null,
      min: 0,
      max: 3000,
      step: 10,
    },
  ],
  openings: {
    'us-share': { drc: 20, us: 51 },
    concession: { drc: 20, us: 50 },
    investment: { drc: 1000, us: 300 },
  },
  text: {
    en: [
      '1. The United States, through one or more US companies, shall hold {us-share} of the capital of the company that builds and operates the deep-water port[DRC: , the majority remaining with the State].',
      '2. The port concession is granted for {concession} from the first commercial call. It [DRC: may be extended once, by agreement of the Parties][US: is renewable on the same terms, at the request of that company].',
      '3. The US shareholders [DRC: shall][US: intend to] invest {investment} in the port and in its road and rail links within five years of the entry into force of this Agreement.',
      '4. Rights acquired by third parties before the entry into force of this Agreement shall be respected[US: , provided that they confer no priority of berth over vessels that serve US companies].',
    ].join('\n'),
    fr: [
      '1. Les États-Unis, par l’intermédiaire d’une ou de plusieurs sociétés américaines, détiennent {us-share} du capital de la société qui construit et exploite le port en eaux profondes[RDC : , l’État en conservant la majorité].',
      '2. La concession portuaire est accordée pour {concession} à compter de la première escale commerciale. Elle [RDC : peut être prorogée une fois, d’un commun accord des Parties][É.-U. : est renouvelable aux mêmes conditions, à la demande de cette société].',
      '3. Les actionnaires américains [RDC : investissent][É.-U. : entendent investir] {investment} dans le port et dans ses liaisons routières et ferroviaires, dans un délai de cinq ans à compter de l’entrée en vigueur du présent accord.',
      '4. Les droits acquis par des tiers avant l’entrée en vigueur du présent accord sont respectés[É.-U. : , pour autant qu’ils ne confèrent aucune priorité d’accostage sur les navires qui desservent les sociétés américaines].',
    ].join('\n'),
  },
  countered: true,
};
