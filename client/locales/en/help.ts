// What the keys do, and how the page is read.
export const help = {
  title: 'Keys, and how to read the page',
  open: 'Help and keys',
  page: 'On the page',
  article: 'In an article',
  reading: 'How to read it',
  keys: {
    help: 'This page',
    nextArticle: 'Next article',
    previousArticle: 'Previous article',
    goTable: 'Go to the table',
    goPositions: 'Go to both positions',
    goFile: 'Go to the file',
    goHistory: 'Go to the history',
    goContents: 'Go to the list of articles',
    nextBracket: 'Next bracket',
    previousBracket: 'Previous bracket',
    bracketActs: 'What can be done with the bracket',
    undo: 'Undo',
    redo: 'Redo',
    leave: 'Leave the text',
    afterwards: 'then',
    or: 'or',
  },
  rules: {
    brackets:
      'Words that only one delegation includes stand in brackets, with its name. Words without brackets are in both positions.',
    typing:
      'What you type is your delegation’s, at once. Deleting words that are not yours alone brackets them; the other side’s position stays as it was.',
    clean:
      'Clean means that both positions read the same and every figure has one value. It is not agreed before both heads initial it.',
    figures: 'A figure in the text shows both values until they are one.',
  },
};
