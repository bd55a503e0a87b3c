// The two Presidents meet to adopt what the delegations have established.
import type { ArticleSource } from '../article.ts';

export const article17: ArticleSource = {
  id: '17',
  title: { en: 'Meeting of the Presidents', fr: 'Rencontre des Présidents' },
  terms: [
    {
      id: 'within',
      kind: 'duration',
      label: { en: 'Meeting within', fr: 'Rencontre dans un délai de' },
      unit: 'days',
      min: 5,
      max: 365,
      step: 5,
    },
    {
      id: 'place',
      kind: 'choice',
      label: { en: 'Place', fr: 'Lieu' },
      options: [
        { id: 'kinshasa', label: { en: 'Kinshasa', fr: 'Kinshasa' } },
        { id: 'washington', label: { en: 'Washington', fr: 'Washington' } },
        { id: 'third-country', label: { en: 'a third country', fr: 'un pays tiers' } },
      ],
    },
  ],
  openings: { within: { drc: 15, us: 60 }, place: { drc: 'washington', us: 'washington' } },
  text: {
    en: [
      '1. The Presidents of the two Parties [DRC: shall][US: should] meet within {within} of receipt of the letter that opened this negotiation. The place of the meeting is {place}.',
      '2. At that meeting, they shall adopt [DRC: the whole text established by the delegations][US: only those articles that bear initials] and shall make public a joint statement in English and French.',
      '3. The letter referred to in paragraph 1 confers no full powers. Neither that letter nor the meeting binds the Parties otherwise than as this Agreement provides.',
      '4. If the meeting cannot be held within that time, the Parties shall set another date without delay, and the work of the delegations shall continue in the meantime.',
    ].join('\n'),
    fr: [
      '1. Les Présidents des deux Parties [RDC : tiennent][É.-U. : devraient tenir] une rencontre dans un délai de {within} à compter de la réception de la lettre qui a ouvert la présente négociation. Le lieu de la rencontre est {place}.',
      '2. Lors de cette rencontre, ils adoptent [RDC : l’intégralité du texte établi par les délégations][É.-U. : uniquement ceux des articles qui sont paraphés] et rendent publique une déclaration commune en anglais et en français.',
      '3. La lettre visée au paragraphe 1 ne confère pas de pleins pouvoirs. Ni cette lettre ni la rencontre ne lient les Parties autrement que dans les conditions prévues par le présent accord.',
      '4. Si la rencontre ne peut avoir lieu dans ce délai, les Parties fixent sans tarder une autre date, et les délégations poursuivent leurs travaux dans l’intervalle.',
    ].join('\n'),
  },
  countered: false,
};
