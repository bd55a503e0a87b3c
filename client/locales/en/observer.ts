// The counts that the press asks for, and how they are made.
export const observer = {
  title: 'Where the negotiation stands',
  locked_one: 'locked',
  locked_other: 'locked',
  clean_one: 'clean',
  clean_other: 'clean',
  held_one: 'initialled by one',
  held_other: 'initialled by one',
  open_one: 'open',
  open_other: 'open',
  articlesOf_one: '{{count, number}} article in all',
  articlesOf_other: '{{count, number}} articles in all',
  brackets_one: 'bracket',
  brackets_other: 'brackets',
  figures_one: 'figure apart',
  figures_other: 'figures apart',
  words_one: 'word apart',
  words_other: 'words apart',
  how: 'How these are counted',
  rule: {
    articles:
      'An article is locked when both heads have initialled the same text; clean when both positions read the same in both languages and every figure has one value; otherwise it is open. Clean articles may be held: initialled by one head and not yet by the other.',
    brackets:
      'An article’s brackets are the places at which the two texts differ, counted in the language that has more of them, since a dispute in English is usually the same dispute in French. Two wordings set against each other are one bracket.',
    figures: 'Figures apart are those on which the two values differ, or one of them is missing.',
    words:
      'Words apart are those that only one of the two texts has, both together: “shall” against “may” is two. Accents and capitals count; punctuation and spaces do not.',
    agreed: 'Nothing here is agreed until everything is agreed, whatever the numbers say.',
  },
};
