// Les mots du texte d’un article et de ce qui s’y passe.
export const editor = {
  chair: 'Présidence',
  only: '{{party}} seulement : ',
  proposed: 'Proposé par la présidence : ',
  whose: '{{party}} : ',
  caret: '{{party}}, {{role}}',
  role: {
    head: 'chef',
    member: 'membre',
    chair: 'présidence',
    observer: 'observation',
  },
  bracketed: 'Mis entre crochets : {{words}}',
  paragraph: 'nouvel alinéa',
  noValue: 'non indiqué',
  empty: 'Pas encore de texte. Ce que l’on écrit ici est la proposition de sa délégation.',
};
