// What the United States does if the east is attacked, and who verifies a withdrawal: the heart of the deal.
import type { ArticleSource } from '../article.ts';

export const article13: ArticleSource = {
  id: '13',
  title: { en: 'Direct security assistance', fr: 'Assistance directe en matière de sécurité' },
  terms: [
    {
      id: 'verb',
      kind: 'choice',
      label: { en: 'Strength of the undertaking', fr: 'Force de l’engagement' },
      options: [
        { id: 'shall', label: { en: 'shall', fr: 's’engagent à' } },
        { id: 'will', label: { en: 'will', fr: 'entendent' } },
        { id: 'should-endeavour', label: { en: 'should endeavour to', fr: 'devraient s’efforcer de' } },
      ],
    },
    {
      id: 'consult',
      kind: 'duration',
      label: { en: 'Consultation within', fr: 'Consultation dans un délai de' },
      unit: 'hours',
      min: 12,
      max: 336,
      step: 12,
    },
    {
      id: 'verification',
      kind: 'duration',
      label: { en: 'Verification of a withdrawal within', fr: 'Vérification d’un retrait dans un délai de' },
      unit: 'days',
      min: 10,
      max: 365,
      step: 5,
    },
  ],
  openings: {
    verb: { drc: 'shall', us: 'should-endeavour' },
    consult: { drc: 24, us: 168 },
    verification: { drc: 60, us: 120 },
  },
  text: {
    en: [
      '1. If the eastern provinces of the DRC are attacked [DRC: by Rwanda or forces that it supports][US: by foreign forces or armed groups], the United States [DRC: shall][US: should endeavour to] assist the DRC, at its request, [DRC: by all appropriate means][US: in such manner as it sees fit].',
      '2. The Parties shall consult within {consult} of that request. Following the consultation, the United States {verb} provide intelligence, logistical support and operational advice.',
      '3. The withdrawal of foreign forces from the territory of the DRC shall be verified, within {verification} of its announcement, by a mission of [DRC: both Parties][US: the States of the region].',
      '4. Each Party shall act in accordance with its constitution. [US: Nothing in this Article obliges the United States to engage its forces in combat.]',
    ].join('\n'),
    fr: [
      '1. Si les provinces orientales de la RDC sont attaquées [RDC : par le Rwanda ou toute force qu’il soutient][É.-U. : par des forces étrangères ou des groupes armés], les États-Unis [RDC : prêtent][É.-U. : devraient s’efforcer de prêter] assistance à la RDC, à sa demande, [RDC : par tous les moyens appropriés][É.-U. : de la manière qu’ils jugent opportune].',
      '2. Les Parties se consultent dans un délai de {consult} à compter de cette demande. À l’issue de la consultation, les États-Unis {verb} fournir du renseignement, un soutien logistique et des conseils opérationnels.',
      '3. Le retrait des forces étrangères du territoire de la RDC est vérifié, dans un délai de {verification} à compter de son annonce, par une mission [RDC : des deux Parties][É.-U. : des États de la région].',
      '4. Chaque Partie agit conformément à sa constitution. [É.-U. : Aucune disposition du présent article n’oblige les États-Unis à engager leurs forces au combat.]',
    ].join('\n'),
  },
  countered: true,
};
