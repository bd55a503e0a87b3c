// Who runs a joint project, what the State keeps for itself to decide, and what it holds free of charge.
import type { ArticleSource } from '../article.ts';

export const article03: ArticleSource = {
  id: '3',
  title: { en: 'Operational control and ownership', fr: 'Contrôle opérationnel et participation' },
  terms: [
    {
      id: 'operator',
      kind: 'choice',
      label: { en: 'Operator', fr: 'Exploitant' },
      options: [
        { id: 'us', label: { en: 'a US company', fr: 'une société américaine' } },
        { id: 'joint', label: { en: 'the joint company', fr: 'la société commune' } },
        { id: 'drc', label: { en: 'a Congolese company', fr: 'une société congolaise' } },
      ],
    },
    {
      id: 'reserved',
      kind: 'number',
      label: { en: 'Decisions reserved to the State', fr: 'Décisions réservées à l’État' },
      unit: { en: '', fr: '' },
      min: 0,
      max: 20,
      step: 1,
    },
    {
      id: 'free-share',
      kind: 'percent',
      label: { en: 'Free share of the State', fr: 'Participation gratuite de l’État' },
      min: 0,
      max: 50,
      step: 1,
    },
  ],
  openings: {
    operator: { drc: 'us', us: 'us' },
    reserved: { drc: 8, us: 2 },
    'free-share': { drc: 15, us: 5 },
  },
  text: {
    en: [
      '1. Each joint project shall be operated by {operator}, [DRC: as directed by][US: in consultation with] the board of the joint company that holds the mining right.',
      '2. Operational control comprises the planning of works, procurement, production and marketing. The decisions reserved to the State, {reserved} in number, are listed in Annex C[DRC: , which shall mention any change in the control of the operator].',
      '3. The State shall hold, free of charge, {free-share} of the capital of each joint company. That share is [DRC: non-dilutable][US: reduced by any increase of capital to which the State does not subscribe].',
      '4. The State shall remain the owner of the deposits and shall have access to the books of the operator at all reasonable times. [US: It shall not otherwise take part in the day-to-day management of the joint projects.]',
    ].join('\n'),
    fr: [
      '1. Chaque projet commun est exploité par {operator}, [RDC : sous la direction du][É.-U. : en consultation avec le] conseil d’administration de la société commune titulaire du droit minier.',
      '2. Le contrôle opérationnel comprend la planification des travaux, les achats, la production et la commercialisation. Les décisions réservées à l’État, au nombre de {reserved}, sont énumérées à l’annexe C[RDC : , qui mentionne tout changement de contrôle de l’exploitant].',
      '3. L’État détient, à titre gratuit, {free-share} du capital de chaque société commune. Cette participation est [RDC : non diluable][É.-U. : réduite par toute augmentation de capital à laquelle l’État ne souscrit pas].',
      '4. L’État demeure propriétaire des gisements et a accès, à tout moment raisonnable, aux livres de l’exploitant. [É.-U. : Il ne prend pas autrement part à la gestion courante des projets communs.]',
    ].join('\n'),
  },
  countered: true,
};
