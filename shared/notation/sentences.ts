// What is wrong with a bracketed text, in a sentence that says where and what to do.
import type { Language } from '../board.ts';
import type { NotationError } from './nodes.ts';

const NBSP = '\u00a0'; // before a colon and inside guillemets
const THIN = '\u202f'; // before a semicolon

const english = (error: NotationError): string => {
  switch (error.code) {
    case 'unknown-label': {
      const known = error.known.map((label) => `“${label}”`).join(' or ');
      return `“${error.label}” is not a delegation here. Write ${known}; if these are words, put a backslash before the colon.`;
    }
    case 'not-a-term':
      return `“${error.text}” cannot be a term. Write its name in small letters, digits and hyphens, or \\{ and \\} for the characters themselves.`;
    case 'unknown-escape':
      return `a backslash only goes before [ ] { } : # or another backslash. Write \\\\ for the character itself.`;
    case 'too-deep':
      return `brackets stand more than ${error.limit} deep in one another. Put the alternatives side by side.`;
    case 'unclosed-bracket':
      return `this bracket is never closed. Put ] where its words end, or write \\[ for the character itself.`;
    case 'unopened-bracket':
      return `this ] closes nothing. Put [ where the words begin, or write \\] for the character itself.`;
    case 'empty-bracket':
      return `this bracket is empty. Put words in it or take it out.`;
    case 'nested-bracket':
      return `this bracket stands inside another. Put the alternatives side by side, each in its own bracket.`;
    case 'unclosed-term':
      return `this { is never closed. Put } after the term’s name, or write \\{ for the character itself.`;
    case 'unopened-term':
      return `this } closes nothing. Put { before the term’s name, or write \\} for the character itself.`;
  }
};

const french = (error: NotationError): string => {
  const quoted = (words: string): string => `«${NBSP}${words}${NBSP}»`;
  switch (error.code) {
    case 'unknown-label': {
      const known = error.known.map(quoted).join(' ou ');
      return `${quoted(error.label)} ne désigne ici aucune délégation. Écrivez ${known}${THIN}; s’il s’agit de mots du texte, faites précéder le deux-points d’une barre oblique inversée.`;
    }
    case 'not-a-term':
      return `${quoted(error.text)} ne peut pas désigner un terme. Son nom s’écrit en minuscules, chiffres et traits d’union${THIN}; pour les accolades elles-mêmes, écrivez \\{ et \\}.`;
    case 'unknown-escape':
      return `la barre oblique inversée ne se place que devant [ ] { } : # ou une autre barre. Pour le caractère lui-même, écrivez \\\\.`;
    case 'too-deep':
      return `les crochets s’emboîtent sur plus de ${error.limit}${NBSP}niveaux. Placez les variantes côte à côte.`;
    case 'unclosed-bracket':
      return `ce crochet n’est jamais fermé. Placez ] à la fin de ses mots, ou écrivez \\[ pour le caractère lui-même.`;
    case 'unopened-bracket':
      return `ce ] ne ferme aucun crochet. Placez [ au début des mots, ou écrivez \\] pour le caractère lui-même.`;
    case 'empty-bracket':
      return `ce crochet est vide. Mettez-y des mots ou supprimez-le.`;
    case 'nested-bracket':
      return `ce crochet se trouve à l’intérieur d’un autre. Placez les variantes côte à côte, chacune dans son crochet.`;
    case 'unclosed-term':
      return `cette accolade n’est jamais fermée. Placez } après le nom du terme, ou écrivez \\{ pour le caractère lui-même.`;
    case 'unopened-term':
      return `cette accolade ne ferme rien. Placez { avant le nom du terme, ou écrivez \\} pour le caractère lui-même.`;
  }
};

/** One sentence or two for whoever wrote the text: the place, what is wrong there and what to do. */
export const notationErrorSentence = (error: NotationError, lang: Language): string =>
  lang === 'fr'
    ? `Ligne ${error.line}, colonne ${error.column}${NBSP}: ${french(error)}`
    : `Line ${error.line}, column ${error.column}: ${english(error)}`;
