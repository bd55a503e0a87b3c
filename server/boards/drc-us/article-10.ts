// Contracts already in force, the weight of any one foreign country, and who pays if third parties claim.
import type { ArticleSource } from '../article.ts';

export const article10: ArticleSource = {
  id: '10',
  title: { en: 'Existing contracts and diversification', fr: 'Contrats existants et diversification' },
  terms: [
    {
      id: 'review',
      kind: 'duration',
      label: { en: 'Time for the contracts in force', fr: 'Délai pour les contrats en vigueur' },
      unit: 'months',
      min: 1,
      max: 60,
      step: 1,
    },
    {
      id: 'max-share',
      kind: 'percent',
      label: { en: 'Most that one foreign country may hold', fr: 'Part maximale d’un même pays étranger' },
      min: 0,
      max: 100,
      step: 1,
    },
    {
      id: 'us-claims',
      kind: 'percent',
      label: {
        en: 'Share of claims borne by the United States',
        fr: 'Part des indemnités à la charge des États-Unis',
      },
      min: 0,
      max: 100,
      step: 1,
    },
  ],
  openings: { review: { drc: 24, us: 6 }, 'max-share': { drc: 60, us: 40 }, 'us-claims': { drc: 50, us: 0 } },
  text: {
    en: [
      '1. The mining contracts in force are [DRC: reviewed][US: renegotiated] within {review} of the entry into force of this Agreement, [DRC: with due respect for rights lawfully acquired][US: so as to open assets to US companies]. The DRC shall report the outcome to the Joint Committee, contract by contract.',
      '2. The DRC [DRC: should endeavour to][US: shall] ensure that companies controlled from any one foreign country do not together hold more than {max-share} of the national production capacity for a mineral to which this Agreement applies.',
      '3. The United States shall bear {us-claims} of the sums awarded to third parties on account of measures taken under this Article[DRC: , and shall place counsel and experts at the disposal of the DRC].',
      '4. Nothing in this Article requires a Party to breach its obligations under a treaty on investment.',
    ].join('\n'),
    fr: [
      '1. Les contrats miniers en vigueur sont [RDC : réexaminés][É.-U. : renégociés] dans un délai de {review} à compter de l’entrée en vigueur du présent accord, [RDC : dans le respect des droits légalement acquis][É.-U. : de manière à ouvrir des actifs aux sociétés américaines]. La RDC rend compte du résultat au Comité mixte, contrat par contrat.',
      '2. La RDC [RDC : devrait s’efforcer de veiller][É.-U. : veille] à ce que les sociétés contrôlées depuis un même pays étranger ne détiennent pas ensemble plus de {max-share} de la capacité nationale de production d’un minéral auquel s’applique le présent accord.',
      '3. Les États-Unis prennent à leur charge {us-claims} des sommes allouées à des tiers du fait des mesures prises en application du présent article[RDC : , et mettent des conseils et des experts à la disposition de la RDC].',
      '4. Aucune disposition du présent article n’oblige une Partie à manquer à ses obligations au titre d’un traité relatif aux investissements.',
    ].join('\n'),
  },
  countered: true,
};
