// What a paper says beside the text of the articles, in both languages.
import type { Language } from '../board.ts';
import type { ClauseView } from '../clause.ts';
import type { ClauseState } from '../state.ts';

export const CHAIR = { en: 'Chair', fr: 'Présidence' } as const satisfies Record<Language, string>;
export const LANGUAGE_NAMES = { en: 'English', fr: 'Français' } as const satisfies Record<Language, string>;

/** How the tracked changes of a compilation are to be read; a lawyer needs to know before anything else. */
export const COMPILATION_NOTE = {
  en: 'How to read this compilation. Words that both delegations include stand plain. Words that only one delegation includes are its insertion. Words that both once included, and that one delegation has since bracketed or withdrawn, are its deletion. What the chair has put forward is the chair’s insertion. The text of a delegation is therefore the plain words, its own insertions and the other’s deletions. To accept or reject changes in this file changes nothing at the table.',
  fr: 'Lecture de la présente compilation. Les mots que les deux délégations reprennent figurent sans marque. Ceux qu’une seule délégation reprend sont son insertion. Ceux que toutes deux ont repris et que l’une a depuis mis entre crochets ou retirés sont sa suppression. Ce que la présidence a proposé est une insertion de la présidence. Le texte d’une délégation se compose donc des mots sans marque, de ses propres insertions et des suppressions de l’autre. Accepter ou refuser des modifications dans ce fichier ne change rien à la table.',
} as const satisfies Record<Language, string>;

const counted = (count: number, one: string, many: string, lang: Language): string =>
  `${count}\u00a0${lang === 'fr' ? (count < 2 ? one : many) : count === 1 ? one : many}`;

/** "3 brackets, 2 figures" / "3 crochets, 2 données". */
export const gapWords = ({ gap: { brackets, figures } }: Pick<ClauseView, 'gap'>, lang: Language): string =>
  [
    ...(brackets === 0
      ? []
      : [
          lang === 'en'
            ? counted(brackets, 'bracket', 'brackets', lang)
            : counted(brackets, 'crochet', 'crochets', lang),
        ]),
    ...(figures === 0
      ? []
      : [
          lang === 'en'
            ? counted(figures, 'figure', 'figures', lang)
            : counted(figures, 'donnée', 'données', lang),
        ]),
  ].join(', ');

/** How far an article has come, in a few words. */
export const standingOf = (clause: ClauseState, view: ClauseView, lang: Language): string => {
  const en = lang === 'en';
  switch (clause.phase.kind) {
    case 'locked':
      return en
        ? 'Initialled by both heads of delegation; locked.'
        : 'Paraphé par les deux chefs de délégation\u202f; verrouillé.';
    case 'held':
      return en
        ? 'Clean; initialled by one head of delegation.'
        : 'Net\u202f; paraphé par un chef de délégation.';
    case 'frozen':
      return en
        ? 'Was locked; one head has asked to reopen it.'
        : 'Était verrouillé\u202f; un chef en demande la réouverture.';
    case 'open': {
      if (view.empty) return en ? 'No text yet.' : 'Pas encore de texte.';
      if (view.clean) return en ? 'Clean; not initialled.' : 'Net\u202f; non paraphé.';
      const gap = gapWords(view, lang);
      return en
        ? `Open: ${gap === '' ? 'words apart' : gap}.`
        : `Ouvert\u00a0: ${gap === '' ? 'libellés distincts' : gap}.`;
    }
  }
};
