// Both positions side by side.
export const positions = {
  title: 'Positions',
  intro:
    'What each delegation would sign today, article by article. Words that only one side has are underlined; everything else is the same.',
  empty: 'No words in this language.',
  in: { en: 'English text', fr: 'French text' },
};
