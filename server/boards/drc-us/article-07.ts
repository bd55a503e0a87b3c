// What the State-owned companies send by the corridor and when works on it start: nearly agreed.
import type { ArticleSource } from '../article.ts';

export const article07: ArticleSource = {
  id: '7',
  title: { en: 'Infrastructure and corridor', fr: 'Infrastructures et corridor' },
  terms: [
    {
      id: 'copper',
      kind: 'percent',
      label: { en: 'Copper by the corridor', fr: 'Cuivre par le corridor' },
      min: 0,
      max: 100,
      step: 1,
    },
    {
      id: 'cobalt',
      kind: 'percent',
      label: { en: 'Cobalt by the corridor', fr: 'Cobalt par le corridor' },
      min: 0,
      max: 100,
      step: 1,
    },
    {
      id: 'zinc',
      kind: 'percent',
      label: { en: 'Zinc by the corridor', fr: 'Zinc par le corridor' },
      min: 0,
      max: 100,
      step: 1,
    },
    {
      id: 'works-start',
      kind: 'duration',
      label: { en: 'Start of works', fr: 'Début des travaux' },
      unit: 'months',
      min: 1,
      max: 60,
      step: 1,
    },
  ],
  openings: {
    copper: { drc: 20, us: 60 },
    cobalt: { drc: 15, us: 40 },
    zinc: { drc: 40, us: 90 },
    'works-start': { drc: 6, us: 18 },
  },
  text: {
    en: [
      '1. State-owned companies of the DRC shall send by the corridor described in Annex D at least {copper} of the copper, {cobalt} of the cobalt and {zinc} of the zinc that they export, measured over each calendar year.',
      '2. Works on the railway, the roads and the power lines of the corridor shall start within {works-start} of the entry into force of this Agreement. The Parties shall cooperate in securing the finance for them.',
      '3. The corridor shall be open to all users on equal terms[DRC: , one quarter of its capacity being kept for Congolese producers]. Tariffs shall be published and shall reflect the cost of the service.',
      '4. The shares set out in paragraph 1 shall apply once the corridor is able to carry the quantities concerned.',
    ].join('\n'),
    fr: [
      '1. Les sociétés d’État de la RDC acheminent par le corridor décrit à l’annexe D au moins {copper} du cuivre, {cobalt} du cobalt et {zinc} du zinc qu’elles exportent, ces parts étant calculées par année civile.',
      '2. Les travaux relatifs à la voie ferrée, aux routes et aux lignes électriques du corridor débutent dans un délai de {works-start} à compter de l’entrée en vigueur du présent accord. Les Parties coopèrent pour en assurer le financement.',
      '3. Le corridor est ouvert à tous les usagers dans des conditions d’égalité[RDC : , le quart de sa capacité étant réservé aux producteurs congolais]. Les tarifs sont publiés et reflètent le coût du service.',
      '4. Les parts fixées au paragraphe 1 s’appliquent dès que le corridor est en mesure d’acheminer les quantités correspondantes.',
    ].join('\n'),
  },
  countered: false,
};
