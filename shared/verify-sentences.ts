// What the verifier found, in plain words: one sentence a line, in English or French.
import { bytesToHex } from '@noble/hashes/utils.js';
import type { Language, Localised } from './board.ts';
import type { BundleCode } from './bundle.ts';
import { shortFingerprint } from './text/hash.ts';
import type { Break, Report, VerifyCode } from './verify.ts';

const say = (en: string, fr: string): Localised => ({ en, fr });

const UNREADABLE: Record<BundleCode, Localised> = {
  'not-a-bundle': say('This file is no Paraph bundle.', 'Ce fichier n’est pas un dossier Paraph.'),
  'unknown-version': say(
    'This bundle was written by a later version of Paraph.',
    'Ce dossier a été écrit par une version plus récente de Paraph.',
  ),
  damaged: say(
    'The file was altered or cut short since it was written, and cannot be read any more.',
    'Le fichier a été altéré ou tronqué depuis son écriture et ne peut plus être lu.',
  ),
  malformed: say(
    'The file’s seal is right, but what is in it is no bundle.',
    'Le sceau du fichier est juste, mais son contenu n’est pas un dossier.',
  ),
};

const BREAKS: Record<VerifyCode, Localised> = {
  empty: say('There are no rows.', 'Il n’y a aucune ligne.'),
  seq: say('A row is missing here, or stands out of turn.', 'Une ligne manque ici, ou n’est pas à sa place.'),
  hash: say(
    'This row, or its place in the log, was altered: its hash is not the one that it should have.',
    'Cette ligne, ou sa place dans le registre, a été altérée : son empreinte n’est pas celle qu’elle devrait avoir.',
  ),
  head: say(
    'The log does not end where the bundle says that it ends: rows were left out at the end, or added.',
    'Le registre ne s’arrête pas là où le dossier le dit : des lignes ont été ôtées à la fin, ou ajoutées.',
  ),
  board: say(
    'The log is that of another board than the bundle says.',
    'Le registre est celui d’une autre table que ne le dit le dossier.',
  ),
  'rules-unknown': say(
    'The board was opened under rules that this program does not know yet. Use a later version.',
    'La table a été ouverte sous des règles que ce programme ne connaît pas encore. Prenez une version plus récente.',
  ),
  body: say(
    'This row cannot be read, or is written otherwise than the table writes.',
    'Cette ligne ne peut être lue, ou n’est pas écrite comme la table écrit.',
  ),
  pen: say(
    'A pen was handed out that this seat could not get.',
    'Une plume a été remise que ce siège ne pouvait recevoir.',
  ),
  gate: say(
    'The gate does not admit these words: this seat could not have typed or deleted them so.',
    'Le contrôle n’admet pas ces mots : ce siège ne pouvait les saisir ou les effacer ainsi.',
  ),
  bytes: say(
    'The gate admits these words, but not in this form.',
    'Le contrôle admet ces mots, mais pas sous cette forme.',
  ),
  rules: say(
    'The rules do not allow this move to this seat at this moment.',
    'Les règles ne permettent pas cet acte à ce siège à ce moment.',
  ),
  events: say(
    'The rules make something else of this move than what is recorded.',
    'Les règles tirent de cet acte autre chose que ce qui est consigné.',
  ),
  'no-change': say(
    'This row changes nothing; the table would not have written it.',
    'Cette ligne ne change rien ; la table ne l’aurait pas écrite.',
  ),
  repeated: say('This move was recorded before.', 'Cet acte a déjà été consigné.'),
  signature: say(
    'The signature of this move is missing, or is not its seat’s, or is of another moment.',
    'La signature de cet acte manque, n’est pas celle de son siège, ou est d’un autre moment.',
  ),
  wording: say(
    'The recorded hash is not that of the wording.',
    'L’empreinte consignée n’est pas celle du libellé.',
  ),
  apply: say(
    'This row does not fit on what was before it.',
    'Cette ligne ne s’ajuste pas à ce qui la précède.',
  ),
  seal: say(
    'Every row holds, but the file is not as it was written: its seal is wrong.',
    'Toutes les lignes tiennent, mais le fichier n’est pas tel qu’il fut écrit : son sceau est faux.',
  ),
};

/** Why a file could not be read as a bundle. */
export const unreadableSentence = (code: BundleCode, lang: Language): string => UNREADABLE[code][lang];

/** Where and why the log breaks. */
export const breakSentence = ({ seq, code, detail }: Break, lang: Language): string => {
  const where =
    seq === null ? '' : lang === 'en' ? `Row ${figure(seq, lang)}: ` : `Ligne ${figure(seq, lang)} : `;
  const more = detail === '' ? '' : ` (${detail})`;
  return `${where}${BREAKS[code][lang]}${more}`;
};

/** Whether anything of the log could not be judged, since rows of it are withheld. */
export const isPartial = (report: Report): boolean => report.broken === null && report.withheld > 0;

/** The whole report: what it is of, the verdict, and what was found, a line each. */
export const reportLines = (report: Report, lang: Language): string[] => {
  const opening = [titleLine(report, lang), verdict(report, lang), ''];
  if (report.broken !== null) return [...opening, breakSentence(report.broken, lang), soFar(report, lang)];
  return [
    ...opening,
    chainLine(report, lang),
    ...(report.withheld > 0 ? [withheldLine(report, lang)] : []),
    textLine(report, lang),
    movesLine(report, lang),
    ...signedLines(report, lang),
    wordingLine(report, lang),
    ...report.locked.map(({ clause, hash }) => `  ${clause}  ${hash}`),
    limits(lang),
  ];
};

/** Whoever writes a whole log anew, keys and all, writes one that holds. */
const limits = (lang: Language): string =>
  pick(
    lang,
    'What no log can show of itself: that it is the one that others saw (compare the fingerprint), whose a key is (ask its holder), and when a row was written.',
    'Ce qu’aucun registre ne montre de lui-même : qu’il est celui que d’autres ont vu (comparez l’empreinte), à qui est une clé (demandez à son titulaire), et quand une ligne fut écrite.',
  );

const figure = (count: number, lang: Language): string => new Intl.NumberFormat(lang).format(count);
const pick = (lang: Language, en: string, fr: string): string => (lang === 'en' ? en : fr);

const titleLine = ({ board, head }: Report, lang: Language): string => {
  const print = shortFingerprint(bytesToHex(head.hash));
  const seq = figure(head.seq, lang);
  return pick(
    lang,
    `Board ${board}, record ${seq}, fingerprint ${print}.`,
    `Table ${board}, registre ${seq}, empreinte ${print}.`,
  );
};

const verdict = (report: Report, lang: Language): string => {
  if (report.broken !== null) return pick(lang, 'The log DOES NOT HOLD.', 'Le registre NE TIENT PAS.');
  if (isPartial(report))
    return pick(
      lang,
      'The chain holds, but rows are withheld: the log could not be judged whole.',
      'La chaîne tient, mais des lignes sont retenues : le registre n’a pu être jugé en entier.',
    );
  return pick(lang, 'The log holds.', 'Le registre tient.');
};

const soFar = ({ judged, head, broken }: Report, lang: Language): string => {
  const rows = broken?.code === 'seq' || broken?.code === 'hash' ? head.seq : judged;
  return pick(
    lang,
    `Rows found in order before that: ${figure(rows, lang)}.`,
    `Lignes trouvées en ordre auparavant : ${figure(rows, lang)}.`,
  );
};

const chainLine = ({ head }: Report, lang: Language): string =>
  pick(
    lang,
    `Chain: each row follows on the one before it. The hash of the last: ${bytesToHex(head.hash)}`,
    `Chaîne : chaque ligne suit la précédente. L’empreinte de la dernière : ${bytesToHex(head.hash)}`,
  );

const withheldLine = ({ withheld, judged }: Report, lang: Language): string =>
  pick(
    lang,
    `Rows withheld: ${figure(withheld, lang)}. Gate and rules could be asked up to row ${figure(judged, lang)}.`,
    `Lignes retenues : ${figure(withheld, lang)}. Le contrôle et les règles ont pu être appliqués jusqu’à la ligne ${figure(judged, lang)}.`,
  );

const textLine = ({ texts, pens }: Report, lang: Language): string =>
  pick(
    lang,
    `Text: the gate admits every frame, byte for byte (frames: ${figure(texts, lang)}, pens: ${figure(pens, lang)}).`,
    `Texte : le contrôle admet chaque envoi, octet pour octet (envois : ${figure(texts, lang)}, plumes : ${figure(pens, lang)}).`,
  );

const movesLine = ({ moves, served }: Report, lang: Language): string =>
  pick(
    lang,
    `Moves: the rules decide each as it is recorded (of seats: ${figure(moves, lang)}, of the server: ${figure(served, lang)}).`,
    `Actes : les règles décident chacun comme il est consigné (des sièges : ${figure(moves, lang)}, du serveur : ${figure(served, lang)}).`,
  );

/** The sum, then each seat that has shown a key. */
const signedLines = ({ seats }: Report, lang: Language): string[] => {
  const sum = (which: 'signed' | 'unsigned'): string =>
    figure(
      seats.reduce((total, count) => total + count[which], 0),
      lang,
    );
  const line = pick(
    lang,
    `Signatures: every one that must be there is there and right (signed: ${sum('signed')}; not signed, by seats that had shown no key: ${sum('unsigned')}).`,
    `Signatures : toutes celles qui doivent y être y sont, et sont justes (actes signés : ${sum('signed')} ; non signés, de sièges n’ayant pas montré de clé : ${sum('unsigned')}).`,
  );
  return [
    line,
    ...seats.flatMap(({ seat, key, signed, unsigned }) =>
      key === null
        ? []
        : pick(
            lang,
            `  ${seat}  key ${key}  signed ${signed}, not signed ${unsigned}`,
            `  ${seat}  clé ${key}  signés ${signed}, non signés ${unsigned}`,
          ),
    ),
  ];
};

const wordingLine = ({ wordings, locked }: Report, lang: Language): string =>
  pick(
    lang,
    `Wording: every hash that was tabled or initialled is that of the words (hashes: ${figure(wordings, lang)}, locked articles: ${figure(locked.length, lang)}).`,
    `Libellé : chaque empreinte déposée ou paraphée est celle des mots (empreintes : ${figure(wordings, lang)}, articles verrouillés : ${figure(locked.length, lang)}).`,
  );
