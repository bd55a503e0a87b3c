// The words of `../en/observer.ts`, in French.
export const observer = {
  title: 'Où en est la négociation',
  locked_one: 'verrouillé',
  locked_other: 'verrouillés',
  clean_one: 'net',
  clean_other: 'nets',
  held_one: 'paraphé d’un côté',
  held_other: 'paraphés d’un côté',
  open_one: 'ouvert',
  open_other: 'ouverts',
  articlesOf_one: '{{count, number}} article en tout',
  articlesOf_other: '{{count, number}} articles en tout',
  brackets_one: 'crochet',
  brackets_other: 'crochets',
  figures_one: 'donnée divergente',
  figures_other: 'données divergentes',
  words_one: 'mot divergent',
  words_other: 'mots divergents',
  how: 'Comment on compte',
  rule: {
    articles:
      'Un article est verrouillé quand les deux chefs ont paraphé le même texte ; net quand les deux positions se lisent de même dans les deux langues et que chaque donnée a une seule valeur ; ouvert dans les autres cas. Un article net peut être retenu : paraphé par un chef, pas encore par l’autre.',
    brackets:
      'Les crochets d’un article sont les endroits où les deux textes diffèrent, comptés dans la langue qui en a le plus : un désaccord en anglais est presque toujours le même en français. Deux rédactions mises en regard font un seul crochet.',
    figures: 'Une donnée diverge quand ses deux valeurs diffèrent, ou que l’une manque.',
    words:
      'Les mots divergents sont ceux qu’un seul des deux textes contient, les deux ensemble : « constituent » contre « peuvent constituer » en fait trois. Accents et majuscules comptent ; ponctuation et espaces, non.',
    agreed: 'Rien n’est convenu tant que tout n’est pas convenu, quels que soient les chiffres.',
  },
};
