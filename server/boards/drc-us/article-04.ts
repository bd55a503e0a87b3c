// How much of the output US companies alone extract and export, inside the national quota, and at what price.
import type { ArticleSource } from '../article.ts';

export const article04: ArticleSource = {
  id: '4',
  title: {
    en: 'Exclusive extraction and export rights',
    fr: 'Droits exclusifs d’extraction et d’exportation',
  },
  terms: [
    {
      id: 'exclusive-output',
      kind: 'percent',
      label: { en: 'Output under exclusive rights', fr: 'Production sous droits exclusifs' },
      min: 0,
      max: 100,
      step: 1,
    },
    {
      id: 'cobalt',
      kind: 'number',
      label: { en: 'Cobalt', fr: 'Cobalt' },
      unit: { en: 't per year', fr: 't par an' },
      min: 0,
      max: 100000,
      step: 500,
    },
    {
      id: 'price',
      kind: 'percent',
      label: { en: 'Price, share of the reference price', fr: 'Prix, part du prix de référence' },
      min: 50,
      max: 120,
      step: 1,
    },
  ],
  openings: {
    'exclusive-output': { drc: 40, us: 90 },
    cobalt: { drc: 12000, us: 45000 },
    price: { drc: 100, us: 92 },
  },
  text: {
    en: [
      '1. US companies shall have the exclusive right to extract, and to export from the DRC, {exclusive-output} of the output of the joint projects. That right shall be exercised within the national export quota[US: , which the DRC shall set at a level that permits its full exercise].',
      '2. The quantity of cobalt exported under this Article, expressed as contained metal, shall be [DRC: at most][US: at least] {cobalt}.',
      '3. The price of the minerals so exported shall be {price} of the reference price [DRC: published by the DRC][US: quoted on an independent metals exchange] for the day of shipment.',
      '4. Output that is not taken up within [DRC: thirty][US: one hundred and eighty] days of being offered may be sold to any other buyer. [DRC: Repeated failure to take it up ends the exclusive right in respect of the project concerned.]',
    ].join('\n'),
    fr: [
      '1. Les sociétés américaines disposent du droit exclusif d’extraire, et d’exporter depuis la RDC, {exclusive-output} de la production des projets communs. Ce droit s’exerce dans la limite du quota national d’exportation[É.-U. : , que la RDC fixe à un niveau qui en permet le plein exercice].',
      '2. La quantité de cobalt exportée en vertu du présent article, exprimée en métal contenu, est [RDC : d’au plus][É.-U. : d’au moins] {cobalt}.',
      '3. Le prix des minéraux ainsi exportés est fixé à {price} du prix de référence [RDC : publié par la RDC][É.-U. : coté sur une bourse des métaux indépendante] au jour de l’expédition.',
      '4. La production qui n’est pas enlevée dans les [RDC : trente][É.-U. : cent quatre-vingts] jours suivant l’offre peut être vendue à tout autre acheteur. [RDC : Le défaut répété d’enlèvement met fin au droit exclusif pour le projet concerné.]',
    ].join('\n'),
  },
  countered: true,
};
