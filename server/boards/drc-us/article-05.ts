// A common stock of cobalt: how large, where it lies, who pays for it and who may release it.
import type { ArticleSource } from '../article.ts';

export const article05: ArticleSource = {
  id: '5',
  title: { en: 'Joint strategic stockpile', fr: 'Réserve stratégique conjointe de minerais' },
  terms: [
    {
      id: 'stock',
      kind: 'number',
      label: { en: 'Cobalt in stock', fr: 'Cobalt en réserve' },
      unit: { en: 't', fr: 't' },
      min: 0,
      max: 50000,
      step: 500,
    },
    {
      id: 'held-in-drc',
      kind: 'percent',
      label: { en: 'Held in the DRC', fr: 'Part conservée en RDC' },
      min: 0,
      max: 100,
      step: 1,
    },
    {
      id: 'us-cost',
      kind: 'percent',
      label: {
        en: 'Share of the cost borne by the United States',
        fr: 'Part des frais à la charge des États-Unis',
      },
      min: 0,
      max: 100,
      step: 1,
    },
    {
      id: 'release',
      kind: 'choice',
      label: { en: 'Release', fr: 'Prélèvement' },
      options: [
        { id: 'joint', label: { en: 'by joint decision', fr: 'par décision conjointe' } },
        {
          id: 'either',
          label: { en: 'at the request of either Party', fr: 'à la demande de l’une ou l’autre Partie' },
        },
        { id: 'us', label: { en: 'at the request of the United States', fr: 'à la demande des États-Unis' } },
      ],
    },
  ],
  openings: {
    stock: { drc: 5000, us: 20000 },
    'held-in-drc': { drc: 70, us: 20 },
    'us-cost': { drc: 100, us: 50 },
    release: { drc: 'joint', us: 'us' },
  },
  text: {
    en: [
      '1. The Parties [DRC: shall][US: may] hold a joint strategic stock of {stock} of cobalt, expressed as contained metal, with [DRC: at least][US: at most] {held-in-drc} of it in the territory of the DRC.',
      '2. The United States shall bear {us-cost} of the cost of building up, storing and guarding the stock[DRC: , including the purchase of the cobalt].',
      '3. Releases from the stock shall be made {release}. In the event of a grave disruption of supply, however, a first quantity, not exceeding one tenth of the stock, shall be released [DRC: by joint decision][US: at the request of either Party].',
      '4. [DRC: No release shall be made for the purpose of lowering the price of cobalt. ]Every release shall be reported to the Joint Committee within ten days.',
    ].join('\n'),
    fr: [
      '1. Les Parties [RDC : constituent][É.-U. : peuvent constituer] une réserve stratégique conjointe de {stock} de cobalt, exprimée en métal contenu, dont [RDC : au moins][É.-U. : au plus] {held-in-drc} se trouvent sur le territoire de la RDC.',
      '2. Les États-Unis prennent à leur charge {us-cost} des frais de constitution, d’entreposage et de garde de la réserve[RDC : , y compris l’achat du cobalt].',
      '3. Les prélèvements sur la réserve s’effectuent {release}. Toutefois, en cas de perturbation grave de l’approvisionnement, une première quantité, n’excédant pas le dixième de la réserve, est prélevée [RDC : par décision conjointe][É.-U. : à la demande de l’une ou l’autre Partie].',
      '4. [RDC : Aucun prélèvement n’a pour objet de faire baisser le cours du cobalt. ]Tout prélèvement est porté à la connaissance du Comité mixte dans un délai de dix jours.',
    ].join('\n'),
  },
  countered: true,
};
