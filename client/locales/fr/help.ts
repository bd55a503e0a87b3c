// The words of `../en/help.ts`, in French.
export const help = {
  title: 'Touches et mode de lecture',
  open: 'Aide et touches',
  page: 'Dans la page',
  article: 'Dans un article',
  reading: 'Comment lire',
  keys: {
    help: 'Cette aide',
    nextArticle: 'Article suivant',
    previousArticle: 'Article précédent',
    goTable: 'Aller à la table',
    goPositions: 'Aller aux deux positions',
    goFile: 'Aller au dossier',
    goHistory: 'Aller à l’historique',
    goContents: 'Aller à la liste des articles',
    nextBracket: 'Crochet suivant',
    previousBracket: 'Crochet précédent',
    bracketActs: 'Ce que l’on peut faire du crochet',
    undo: 'Annuler',
    redo: 'Rétablir',
    leave: 'Quitter le texte',
    afterwards: 'puis',
    or: 'ou',
  },
  rules: {
    brackets:
      'Les mots qu’une seule délégation retient figurent entre crochets, sous son nom. Les mots sans crochets appartiennent aux deux positions.',
    typing:
      'Ce que vous écrivez est aussitôt à votre délégation. Supprimer des mots qui ne sont pas à vous seuls les met entre crochets ; la position de l’autre partie n’en est pas changée.',
    clean:
      'Net signifie que les deux positions se lisent de même et que chaque donnée a une seule valeur. Rien n’est convenu avant le paraphe des deux chefs.',
    figures: 'Une donnée citée dans le texte montre les deux valeurs tant qu’elles diffèrent.',
  },
};
