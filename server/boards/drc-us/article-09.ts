// The royalty on cobalt, how long tax law stands still, and how fast value added tax comes back.
import type { ArticleSource } from '../article.ts';

export const article09: ArticleSource = {
  id: '9',
  title: { en: 'Fiscal terms and stability', fr: 'Régime fiscal et stabilité' },
  terms: [
    {
      id: 'royalty',
      kind: 'percent',
      label: { en: 'Royalty on cobalt', fr: 'Redevance sur le cobalt' },
      min: 0,
      max: 20,
      step: 0.5,
    },
    {
      id: 'stability',
      kind: 'duration',
      label: { en: 'Fiscal stability', fr: 'Stabilité fiscale' },
      unit: 'years',
      min: 0,
      max: 50,
      step: 1,
    },
    {
      id: 'vat-refund',
      kind: 'duration',
      label: { en: 'Refund of value added tax', fr: 'Remboursement de la taxe sur la valeur ajoutée' },
      unit: 'days',
      min: 10,
      max: 365,
      step: 5,
    },
  ],
  openings: {
    royalty: { drc: 10, us: 5 },
    stability: { drc: 5, us: 20 },
    'vat-refund': { drc: 180, us: 60 },
  },
  text: {
    en: [
      '1. Cobalt extracted under this Agreement shall be subject to a royalty of {royalty}, assessed on its market value[US: , less the cost of transport and refining].',
      '2. The tax and customs rules applicable to a joint project on the date of its approval shall remain unchanged for {stability}, [DRC: without prejudice to laws of general application on health, safety and the environment][US: unless the company opts for a later and lighter rule].',
      '3. Value added tax paid on the inputs of a joint project shall be refunded within {vat-refund} of the claim. [US: After that time, the company may set it off against any sum due to the State.]',
      '4. The DRC [DRC: may][US: shall not] levy charges on exceptional profits that result from a rise in prices. The provisions of this Article apply alike to all joint projects.',
    ].join('\n'),
    fr: [
      '1. Le cobalt extrait en application du présent accord est soumis à une redevance de {royalty}, assise sur sa valeur marchande[É.-U. : , déduction faite des frais de transport et de raffinage].',
      '2. Le régime fiscal et douanier applicable à un projet commun à la date de son approbation demeure inchangé pendant {stability}, [RDC : sans préjudice des lois d’application générale en matière de santé, de sécurité et d’environnement][É.-U. : à moins que la société n’opte pour une règle ultérieure plus favorable].',
      '3. La taxe sur la valeur ajoutée acquittée sur les intrants d’un projet commun est remboursée dans un délai de {vat-refund} à compter de la demande. [É.-U. : Passé ce délai, la société peut l’imputer sur toute somme due à l’État.]',
      '4. La RDC [RDC : peut opérer un][É.-U. : n’opère aucun] prélèvement sur les profits exceptionnels résultant d’une hausse des cours. Les dispositions du présent article s’appliquent de la même manière à tous les projets communs.',
    ].join('\n'),
  },
  countered: true,
};
