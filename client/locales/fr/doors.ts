// Le huis clos, ce que voient les observateurs, et la page qui le montre.
export const doors = {
  label: 'Huis clos',
  open: 'Séance publique',
  closed: 'Huis clos',
  closedSince: 'Huis clos depuis {{when}}',
  watching:
    'Le huis clos est prononcé depuis {{when}}. Vous voyez la table telle qu’elle était alors\u202f; ce qui se passe entre-temps n’est pas montré.',
  acting: 'Huis clos depuis {{when}}\u202f: les observateurs ne voient rien de ce qui se passe ici.',
  openNote: 'Les observateurs suivent ce qui se passe.',
  asking:
    '{{who}} {{verb}} la levée du huis clos. Elle aura lieu {{in}}, sauf opposition d’un chef de délégation.',
  askingYou:
    'Vous demandez la levée du huis clos. Elle aura lieu {{in}}, sauf opposition d’un chef de délégation.',
  verb: 'demande',
  verbPlural: 'demandent',
  theChair: 'La présidence',
  in_one: 'dans {{count, number}} seconde',
  in_other: 'dans {{count, number}} secondes',
  inAMoment: 'dans un instant',
  close: 'Prononcer le huis clos',
  closeNote:
    'Sur-le-champ. Les observateurs voient alors qu’il y a huis clos et depuis quand, et rien d’autre.',
  askOpen: 'Lever le huis clos',
  askOpenNote: 'Il est levé quand chaque chef l’a demandé, ou après une minute sans opposition d’aucun chef.',
  object: 'S’opposer',
  consent: 'Consentir',
  see: 'Ce que voient les observateurs',
  settings: 'Ce que peuvent voir les observateurs…',
  settingsTitle: 'Ce que peuvent voir les observateurs',
  settingsNote:
    'Il y faut la présidence et les deux chefs\u202f: cela se fait quand tous ont demandé exactement la même chose. Le huis clos est une autre affaire, et un seul suffit.',
  settingsNoteNoChair:
    'Il y faut les deux chefs\u202f: cela se fait quand tous deux ont demandé exactement la même chose. Le huis clos est une autre affaire, et un seul suffit.',
  sees: 'Hors huis clos, ils voient',
  brackets: 'les crochets avec leurs mentions\u202f: qui veut quels mots',
  clean: 'les seuls articles sans crochets et, des autres, le nombre des crochets et des données en suspens',
  delay: 'Avec combien de minutes de retard',
  delayHint:
    'Aucune\u202f: à l’instant même. Au plus {{most}}. Le huis clos retient aussi ce qui était en chemin.',
  delayWrong: 'Un nombre entier de minutes, de zéro à {{most}}.',
  ask: 'Le demander',
  now: 'Hors huis clos, les observateurs voient {{sight}}.',
  sight: {
    brackets: 'les crochets avec leurs mentions',
    clean: 'les articles sans crochets et des décomptes',
  },
  atOnce: '{{sight}}, sans retard',
  later_one: '{{sight}}, {{count, number}} minute plus tard',
  later_other: '{{sight}}, {{count, number}} minutes plus tard',
  sightAsked: '{{who}} {{verb}} que les observateurs voient {{sight}}.',
  sightAskedYou:
    'Vous demandez que les observateurs voient {{sight}}\u202f; les autres n’ont pas encore consenti.',
  sightAskedMore: 'Y consentent\u202f: {{who}}.',
  agree: 'Consentir',
  leave: 'Ne rien changer',
  watchingSight: 'Vous voyez {{sight}}.',
  presenceHidden: 'Les présences ne sont pas montrées',
  presenceNote: 'Qui a un siège ici. Qui d’entre eux est présent n’est pas montré à présent.',
  movementsWithheld:
    'Qui a bougé, et de combien, n’est pas public à cette table\u202f: les observateurs voient les articles sans crochets et des décomptes.',
  counted: {
    none: 'Aucun mot n’est encore public ici.',
    apart: 'Les mots de cet article seront publics quand il sera sans crochets. D’ici là\u202f:',
    apartNothing: 'Les mots de cet article seront publics quand il sera sans crochets.',
    words_one: '{{count, number}} mot d’écart',
    words_other: '{{count, number}} mots d’écart',
  },
  publicTitle: 'Ce que voient les observateurs à présent',
  publicNote:
    'Personne n’écrit ici. C’est la lecture publique de la table, telle qu’elle parvient aux observateurs.',
  publicClosed: 'Huis clos depuis {{when}}\u202f: pour les observateurs, rien n’a bougé depuis lors.',
  publicBack: 'Revenir à la table',
  lobby: 'Huis clos depuis {{when}}',
};
