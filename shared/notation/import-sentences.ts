// The report on a text that somebody brings, in sentences: where, what stands there, and what was made of it.
import type { Language, PartyId, Party } from '../board.ts';
import { isError } from './import.ts';
import type { ImportRemark } from './import.ts';
import { notationErrorSentence } from './sentences.ts';

const NBSP = '\u00a0';
const THIN = '\u202f';

type Naming = (party: PartyId | null) => string;

const english = (remark: ImportRemark, name: Naming): string | null => {
  switch (remark.code) {
    case 'bad-figure':
      return `this figure cannot be read at “${remark.field}”. Write it as in {stock} Cobalt in stock | number t | 0 to 50000, step 500 | DRC: 5000 | US: 20000.`;
    case 'figure-twice':
      return `the figure {${remark.term}} is defined twice in this article. Take one out.`;
    case 'figures-differ':
      return `the figure {${remark.term}} is not the same in English and in French. Give both the same kind, bounds, options and values.`;
    case 'too-long':
      return `this is longer than ${remark.limit} characters. Divide it.`;
    case 'too-many-articles':
      return `there are more than ${remark.limit} articles. Make two boards of them.`;
    case 'too-many-figures':
      return `this article has more than ${remark.limit} figures.`;
    case 'no-text':
      return 'there is no text. Paste one in English, in French or in both.';
    case 'no-headings':
      return 'no line is an article’s heading, such as “# Article 1. Title”; all of it is taken for one article.';
    case 'preamble':
      return 'what stands before the first heading becomes an article of its own.';
    case 'title-below':
      return `“${remark.title}” is taken for the title of the article above it.`;
    case 'title-missing':
      return 'this article has no title; it goes by its number.';
    case 'only-here':
      return `${remark.number === '' ? 'this article' : `Article${NBSP}${remark.number}`} is not in the ${remark.lang === 'en' ? 'French' : 'English'} text, where it stands empty.`;
    case 'no-words-here':
      return remark.lang === 'en'
        ? 'this article has words in French and none here; in English it stands empty.'
        : 'this article has words in English and none here; in French it stands empty.';
    case 'no-text-here':
      return remark.lang === 'en'
        ? 'There is no article in English: all of them stand empty in that language, under their French titles.'
        : 'There is no article in French: all of them stand empty in that language, under their English titles.';
    case 'renumbered':
      return `Article ${remark.number} becomes Article ${remark.now}: a table counts its articles. References to it in the text stay as they are.`;
    case 'nested':
      return `a bracket of ${name(remark.party)} stood within one of ${name(remark.inside)}; its words now stand in a bracket of their own.`;
    case 'alternatives':
      return 'brackets of nobody named stand side by side; they become one proposal, parted by strokes.';
    case 'option':
      return remark.party === null
        ? `“${remark.option}” names no delegation; it becomes a proposal that nobody includes until a delegation accepts it.`
        : `“${remark.option}” becomes words of ${name(remark.party)}.`;
    case 'no-such-figure':
      return `no figure {${remark.term}} is defined under this article’s heading; the braces stand as plain characters.`;
    case 'note-mark':
      return `[${remark.mark}] is taken for the mark of a note and stands as plain characters; if it is a bracket, put a space before it.`;
    case 'unknown-label':
      return `“${remark.label}” is not a delegation here; its words become a proposal of nobody named, without the label.`;
    case 'empty-bracket':
      return 'this bracket is empty; it is left out.';
    case 'too-deep':
      return 'brackets stand very deep in one another; each word goes to the innermost.';
    case 'not-a-term':
    case 'unclosed-term':
    case 'unopened-term':
      return 'these braces name no figure; they stand as plain characters.';
    case 'unknown-escape':
      return 'this backslash means nothing; it stands as a plain character.';
    case 'characters-dropped':
      return `${remark.count === 1 ? 'one invisible character' : `${remark.count} invisible characters`} that no article may hold ${remark.count === 1 ? 'is' : 'are'} left out.`;
    case 'mark-dropped':
      return 'an accent or mark without a letter of its own is left out in this article.';
    default:
      return null;
  }
};

const french = (remark: ImportRemark, name: Naming): string | null => {
  const quoted = (words: string): string => `«${NBSP}${words}${NBSP}»`;
  switch (remark.code) {
    case 'bad-figure':
      return `cette donnée est illisible à ${quoted(remark.field)}. Exemple${NBSP}: {stock} Cobalt en réserve | nombre t | 0 à 50000, pas 500 | RDC${NBSP}: 5000 | É.-U.${NBSP}: 20000.`;
    case 'figure-twice':
      return `la donnée {${remark.term}} est définie deux fois dans cet article. Supprimez l’une des deux.`;
    case 'figures-differ':
      return `la donnée {${remark.term}} n’est pas la même en anglais et en français. Accordez le genre, les bornes, les options et les valeurs.`;
    case 'too-long':
      return `ce texte dépasse ${remark.limit}${NBSP}caractères. Divisez-le.`;
    case 'too-many-articles':
      return `il y a plus de ${remark.limit}${NBSP}articles. Faites-en deux tables.`;
    case 'too-many-figures':
      return `cet article comporte plus de ${remark.limit}${NBSP}données.`;
    case 'no-text':
      return 'il n’y a aucun texte. Collez-en un en anglais, en français ou dans les deux langues.';
    case 'no-headings':
      return `aucune ligne n’est un titre d’article, tel que ${quoted('# Article 1. Titre')}${THIN}; l’ensemble est pris pour un seul article.`;
    case 'preamble':
      return 'ce qui précède le premier titre devient un article à part.';
    case 'title-below':
      return `${quoted(remark.title)} est pris pour l’intitulé de l’article qui précède.`;
    case 'title-missing':
      return `cet article n’a pas d’intitulé${THIN}; son numéro en tient lieu.`;
    case 'only-here':
      return `${remark.number === '' ? 'cet article' : `l’article${NBSP}${remark.number}`} manque dans le texte ${remark.lang === 'en' ? 'français' : 'anglais'}, où il restera vide.`;
    case 'no-words-here':
      return remark.lang === 'en'
        ? `cet article a un texte en français et n’en a pas ici${THIN}; il restera vide en anglais.`
        : `cet article a un texte en anglais et n’en a pas ici${THIN}; il restera vide en français.`;
    case 'no-text-here':
      return remark.lang === 'en'
        ? `Aucun article n’a de texte en anglais${NBSP}: tous resteront vides dans cette langue, sous leur titre français.`
        : `Aucun article n’a de texte en français${NBSP}: tous resteront vides dans cette langue, sous leur titre anglais.`;
    case 'renumbered':
      return `l’article ${remark.number} devient l’article ${remark.now}${NBSP}: la table numérote ses articles. Les renvois dans le texte restent tels quels.`;
    case 'nested':
      return `un crochet ${name(remark.party)} se trouvait dans un crochet ${name(remark.inside)}${THIN}; ses mots ont désormais leur propre crochet.`;
    case 'alternatives':
      return `des crochets sans auteur se suivent${NBSP}: ils forment une seule proposition, séparés par des barres.`;
    case 'option':
      return remark.party === null
        ? `${quoted(remark.option)} ne nomme aucune délégation${THIN}; elle devient une proposition que nul ne reprend tant qu’une délégation ne l’accepte pas.`
        : `${quoted(remark.option)} devient le texte ${name(remark.party)}.`;
    case 'no-such-figure':
      return `aucune donnée {${remark.term}} n’est définie sous le titre de cet article${THIN}; les accolades restent de simples caractères.`;
    case 'note-mark':
      return `[${remark.mark}] est pris pour un appel de note et reste tel quel${THIN}; si c’est un crochet, mettez une espace devant.`;
    case 'unknown-label':
      return `${quoted(remark.label)} ne désigne ici aucune délégation${THIN}; ses mots deviennent une proposition sans auteur, sans cette mention.`;
    case 'empty-bracket':
      return 'ce crochet est vide et n’est pas repris.';
    case 'too-deep':
      return `les crochets s’emboîtent très profondément${THIN}; chaque mot va au plus intérieur.`;
    case 'not-a-term':
    case 'unclosed-term':
    case 'unopened-term':
      return `ces accolades ne nomment aucune donnée${THIN}; elles restent de simples caractères.`;
    case 'unknown-escape':
      return `cette barre oblique inversée ne signifie rien${THIN}; elle reste un simple caractère.`;
    case 'characters-dropped':
      return remark.count === 1
        ? 'un caractère invisible, interdit dans un article, n’est pas repris.'
        : `${remark.count}${NBSP}caractères invisibles, interdits dans un article, ne sont pas repris.`;
    case 'mark-dropped':
      return 'un accent ou signe sans lettre qui lui soit propre n’est pas repris dans cet article.';
    default:
      return null;
  }
};

const naming =
  (parties: readonly Party[], lang: Language): Naming =>
  (party) => {
    if (party === null) return lang === 'en' ? 'nobody named' : 'sans auteur';
    const label = parties.find(({ id }) => id === party)?.label[lang] ?? party;
    if (lang === 'en') return `the ${label}`;
    return party === 'us' ? `des ${label}` : party === 'drc' ? `de la ${label}` : `de ${label}`;
  };

/** "Line 5, column 24", with which its sentence opens; null for what is nowhere in the text and so has no place in it. */
export const importPlace = (remark: ImportRemark, lang: Language): string | null => {
  if (remark.code === 'no-text-here') return null;
  return lang === 'fr'
    ? `Ligne ${remark.line}, colonne ${remark.column}`
    : `Line ${remark.line}, column ${remark.column}`;
};

/** One sentence for whoever brings the text, in the reader's language: the place and what became of it. */
export const importSentence = (remark: ImportRemark, parties: readonly Party[], lang: Language): string => {
  const name = naming(parties, lang);
  const said = lang === 'fr' ? french(remark, name) : english(remark, name);
  if (said === null) {
    // What keeps the notation from being read at all, the notation's own sentences tell.
    return remark.code === 'unclosed-bracket' || remark.code === 'unopened-bracket'
      ? notationErrorSentence(remark, lang)
      : remark.code;
  }
  const place = importPlace(remark, lang);
  if (place === null) return said;
  return lang === 'fr' ? `${place}${NBSP}: ${said}` : `${place}: ${said}`;
};

/** Errors before notes, for a heading's count. */
export const countRemarks = (report: readonly ImportRemark[]): { errors: number; notes: number } => {
  const errors = report.filter(isError).length;
  return { errors, notes: report.length - errors };
};
