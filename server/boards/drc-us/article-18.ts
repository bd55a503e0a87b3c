// Entry into force, duration, notice, and that both languages are equally authentic.
import type { ArticleSource } from '../article.ts';

export const article18: ArticleSource = {
  id: '18',
  title: { en: 'Final provisions and languages', fr: 'Dispositions finales et langues' },
  terms: [
    {
      id: 'term',
      kind: 'duration',
      label: { en: 'Term', fr: 'Durée' },
      unit: 'years',
      min: 1,
      max: 99,
      step: 1,
    },
    {
      id: 'review',
      kind: 'duration',
      label: { en: 'Review every', fr: 'Réexamen tous les' },
      unit: 'years',
      min: 1,
      max: 25,
      step: 1,
    },
    {
      id: 'notice',
      kind: 'duration',
      label: { en: 'Notice of termination', fr: 'Préavis de dénonciation' },
      unit: 'months',
      min: 1,
      max: 60,
      step: 1,
    },
    {
      id: 'parliament-first',
      kind: 'yesno',
      label: { en: 'Prior approval of Parliament', fr: 'Approbation préalable du Parlement' },
    },
  ],
  openings: {
    term: { drc: 10, us: 25 },
    review: { drc: 2, us: 5 },
    notice: { drc: 6, us: 24 },
    'parliament-first': { drc: true, us: false },
  },
  text: {
    en: [
      '1. This Agreement shall enter into force on the first day of the month following the exchange of notifications by which each Party informs the other that its required procedures have been completed. Whether those of the DRC include the prior approval of its Parliament is settled as follows: {parliament-first}.',
      '2. It shall remain in force for {term}. It shall be renewed [DRC: only by agreement in writing][US: tacitly, for the same period]. The Parties shall review it at intervals of {review}.',
      '3. If a court of a Party holds a provision to be contrary to the constitution of that Party, the Parties shall [DRC: amend that provision][US: continue to apply the other provisions]. Either Party may terminate this Agreement by a written notice of {notice}. [US: Rights that US companies have acquired under it survive its termination.]',
      '4. The English and French texts of this Agreement are equally authentic.',
    ].join('\n'),
    fr: [
      '1. Le présent accord entre en vigueur le premier jour du mois suivant l’échange des notifications par lesquelles chaque Partie informe l’autre de l’accomplissement des procédures requises à cet effet. La question de savoir si celles de la RDC comprennent l’approbation préalable de son Parlement est réglée comme suit : {parliament-first}.',
      '2. Il demeure en vigueur pendant {term}. Il est reconduit [RDC : uniquement par accord écrit][É.-U. : tacitement, pour la même durée]. Les Parties le réexaminent à intervalles de {review}.',
      '3. Si une juridiction d’une Partie juge une disposition contraire à la constitution de cette Partie, les Parties [RDC : modifient cette disposition][É.-U. : continuent d’appliquer les autres dispositions]. Chaque Partie peut dénoncer le présent accord moyennant un préavis écrit de {notice}. [É.-U. : Les droits que les sociétés américaines ont acquis en vertu de celui-ci survivent à sa dénonciation.]',
      '4. Les textes anglais et français du présent accord font également foi.',
    ].join('\n'),
  },
  countered: true,
};
