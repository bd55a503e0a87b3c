// The yearly programme for the armed forces, whom it is for, and when the first delivery comes.
import type { ArticleSource } from '../article.ts';

export const article12: ArticleSource = {
  id: '12',
  title: { en: 'Training and equipment', fr: 'Formation et équipement militaires' },
  terms: [
    {
      id: 'value',
      kind: 'money',
      label: { en: 'Programme', fr: 'Programme' },
      currency: 'USD',
      scale: '1e6',
      per: 'year',
      min: 0,
      max: 1000,
      step: 5,
    },
    {
      id: 'battalions',
      kind: 'number',
      label: { en: 'Battalions', fr: 'Bataillons' },
      unit: { en: '', fr: '' },
      min: 0,
      max: 30,
      step: 1,
    },
    {
      id: 'first-delivery',
      kind: 'duration',
      label: { en: 'First delivery', fr: 'Première livraison' },
      unit: 'days',
      min: 10,
      max: 365,
      step: 5,
    },
  ],
  openings: {
    value: { drc: 400, us: 60 },
    battalions: { drc: 12, us: 3 },
    'first-delivery': { drc: 30, us: 180 },
  },
  text: {
    en: [
      '1. The United States shall[US: , subject to the availability of appropriated funds,] provide the armed forces of the DRC with a programme of training and equipment to the value of {value}.',
      '2. The programme shall train and equip battalions, {battalions} in number, in order to [DRC: defend the eastern provinces][US: protect sites and routes used under this Agreement]. Its content shall be settled each year by the Parties in the Joint Committee.',
      '3. The first delivery shall take place within {first-delivery} of the entry into force of this Agreement[US: , once the units concerned have been vetted under Article 15].',
      '4. Equipment delivered [DRC: shall become the property of the DRC][US: shall remain subject to monitoring of its end use]. It shall not be transferred to a third party without the consent of the United States.',
    ].join('\n'),
    fr: [
      '1. Les États-Unis mettent en œuvre[É.-U. : , sous réserve de la disponibilité des crédits ouverts à cette fin,] au profit des forces armées de la RDC un programme de formation et d’équipement d’une valeur de {value}.',
      '2. Ce programme assure la formation et l’équipement de bataillons, au nombre de {battalions}, en vue de [RDC : défendre les provinces orientales][É.-U. : protéger tous sites et voies utilisés au titre du présent accord]. Son contenu est arrêté chaque année par les Parties au sein du Comité mixte.',
      '3. La première livraison a lieu dans un délai de {first-delivery} à compter de l’entrée en vigueur du présent accord[É.-U. : , une fois les unités concernées soumises à la vérification prévue à l’article 15].',
      '4. Le matériel livré [RDC : devient la propriété de la RDC][É.-U. : demeure soumis au contrôle de son utilisation finale]. Il n’est cédé à aucun tiers sans le consentement des États-Unis.',
    ].join('\n'),
  },
  countered: true,
};
