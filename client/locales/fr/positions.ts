// Les deux positions en regard.
export const positions = {
  title: 'Positions',
  intro:
    'Ce que chaque délégation signerait aujourd’hui, article par article. Les mots qu’un seul côté porte sont soulignés ; tout le reste est identique.',
  empty: 'Rien dans cette langue.',
  in: { en: 'Texte anglais', fr: 'Texte français' },
};
