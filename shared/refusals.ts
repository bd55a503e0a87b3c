// Every reason for which the table says no, with a sentence that tells the delegate what can be done. Codes travel,
// sentences are worded where they are read.
import type { Localised } from './board.ts';
import type { CursorCode, GateCode } from './gate/codes.ts';
import { CURSOR_CODES, GATE_CODES } from './gate/codes.ts';

/** What `decide` says no with. */
export const DECISION_CODES = [
  'no-seat',
  'no-board',
  'board-open',
  'heads-only',
  'parties-only',
  'chair-or-heads',
  'needs-both-heads',
  'not-authorised',
  'no-clause',
  'clause-exists',
  'term-exists',
  'too-many-clauses',
  'no-change',
  'held',
  'frozen',
  'locked',
  'gone',
  'bad-ranges',
  'split-surrogate',
  'no-term',
  'wrong-kind',
  'out-of-bounds',
  'off-step',
  'not-an-option',
  'nothing-to-propose',
  'already-proposed',
  'no-revision',
  'not-your-revision',
  'own-revision',
  'revision-ended',
  'hash-differs',
  'empty-clause',
  'not-clean',
  'already-initialled',
  'not-held',
  'own-initials',
  'no-initials',
  'locked-reopen',
  'not-ad-referendum',
  'already-confirmed',
  'not-locked',
  'already-asked',
  'no-reserve',
  'already-reserved',
  'reason-needed',
  'no-such-seat',
  'not-your-delegation',
  'not-a-member',
  'same-authority',
  'key-shown',
  'seat-exists',
  'head-taken',
  'chair-taken',
  'no-such-party',
  'sitting-open',
  'no-sitting',
  'already-released',
  'doors-closed',
  'doors-open',
  'opening-asked',
  'no-opening-asked',
  'too-early',
  'sight-asked',
] as const;

/** What the edges say no with: HTTP, the sockets, the store. */
export const EDGE_CODES = [
  'not-found',
  'bad-request',
  'bad-move',
  'bad-signature',
  'bad-protocol',
  'no-token',
  'no-session',
  'not-allowed',
  'not-seated',
  'observers-watch',
  'store-unavailable',
  'board-damaged',
  'shutting-down',
  'too-large',
  'needs-invitation',
  'no-invitation',
  'invitation-used',
  'invitation-expired',
  'invitation-revoked',
  'sign-in-first',
  'not-your-invitation',
  'sign-in-off',
  'too-many-tries',
  'needs-address',
  'unreadable-text',
  'too-many-boards',
  'internal-error',
  'cut-off',
  'cross-site',
  'not-json',
  'too-fast',
  'too-slow',
  'too-many-connections',
  'server-full',
  'sit-timeout',
  'note-too-long',
  'title-too-long',
  'too-many-terms',
  'too-many-ranges',
] as const;

export type RefusalCode =
  (typeof DECISION_CODES)[number] | (typeof EDGE_CODES)[number] | GateCode | CursorCode;

export const REFUSAL_CODES: readonly RefusalCode[] = [
  ...new Set<RefusalCode>([...DECISION_CODES, ...EDGE_CODES, ...GATE_CODES, ...CURSOR_CODES]),
];

const say = (en: string, fr: string): Localised => ({ en, fr });

const SENTENCES: Partial<Record<RefusalCode, Localised>> = {
  'no-seat': say(
    'This seat is not at the table any more. The lobby says how one comes to another.',
    'Ce siège n’est plus à la table. L’accueil dit comment on en prend un autre.',
  ),
  'no-board': say(
    'There is no board of this name. Choose one in the lobby.',
    'Aucune table ne porte ce nom. Choisissez-en une à l’accueil.',
  ),
  'board-open': say('This board is open already.', 'Cette table est déjà ouverte.'),
  'heads-only': say(
    'Only a head of delegation may do this. Ask your head.',
    'Seul un chef de délégation peut le faire. Adressez-vous au vôtre.',
  ),
  'parties-only': say(
    'Only a delegation may do this; the chair and observers decide no content.',
    'Seule une délégation peut le faire ; la présidence et les observateurs ne décident pas du fond.',
  ),
  'chair-or-heads': say(
    'Only the chair or the heads of delegation may do this. Ask your head.',
    'Seuls la présidence et les chefs de délégation peuvent le faire. Adressez-vous à votre chef.',
  ),
  'needs-both-heads': say(
    'A delegation already has words or a figure in this article: both heads must ask for this.',
    'Une délégation a déjà du texte dans cet article : les deux chefs doivent le demander.',
  ),
  'not-authorised': say(
    'Your head has not authorised you to write in this article at the table. Ask your head, or work in a draft.',
    'Votre chef ne vous a pas autorisé à écrire à la table dans cet article. Demandez-lui, ou travaillez en brouillon.',
  ),
  'no-clause': say(
    'This article is not on the agenda any more.',
    'Cet article ne figure plus à l’ordre du jour.',
  ),
  'clause-exists': say(
    'An article of this name exists or existed on this board. Choose another name.',
    'Un article de ce nom existe ou a existé à cette table. Choisissez un autre nom.',
  ),
  'term-exists': say(
    'Two figures of the article have the same name. Rename one of them.',
    'Deux données de l’article portent le même nom. Renommez l’une d’elles.',
  ),
  'too-many-clauses': say(
    'The agenda is full. Drop an article before you add one.',
    'L’ordre du jour est complet. Retirez un article avant d’en ajouter un.',
  ),
  'no-change': say('It is so already; nothing would change.', 'C’est déjà le cas ; rien ne changerait.'),
  held: say(
    'The text is held since it has been initialled. Initial it too, decline, or wait until the initials are withdrawn.',
    'Le texte est retenu depuis qu’il a été paraphé. Paraphez-le aussi, déclinez, ou attendez le retrait du paraphe.',
  ),
  frozen: say(
    'One head asked to reopen this article. It stays as it is until the other asks too, or the initials come back.',
    'Un chef a demandé la réouverture de cet article. Il reste en l’état jusqu’à ce que l’autre la demande aussi ou que le paraphe soit rendu.',
  ),
  locked: say(
    'This article is locked: both delegations initialled it. A head may ask to reopen it.',
    'Cet article est verrouillé : les deux délégations l’ont paraphé. Un chef peut en demander la réouverture.',
  ),
  gone: say(
    'Some of these words are no longer in the text. Look at it again and choose anew.',
    'Certains de ces mots ne figurent plus dans le texte. Relisez-le et choisissez de nouveau.',
  ),
  'bad-ranges': say(
    'These words are not in this article’s text. Reload the page and choose again.',
    'Ces mots ne sont pas dans le texte de cet article. Rechargez la page et choisissez de nouveau.',
  ),
  'split-surrogate': say(
    'That would cut a character in two. Take in the whole character.',
    'Cela couperait un caractère en deux. Prenez le caractère entier.',
  ),
  'no-term': say('This article has no such figure.', 'Cet article ne comporte pas cette donnée.'),
  'wrong-kind': say(
    'This is not a value that the figure can take. Enter one of its kind.',
    'Cette donnée n’admet pas une telle valeur. Saisissez-en une qui convienne.',
  ),
  'out-of-bounds': say(
    'This value lies outside the bounds of the figure. Choose one within them.',
    'Cette valeur sort des limites de la donnée. Choisissez-en une qui y entre.',
  ),
  'off-step': say(
    'This value lies between two steps of the figure. Choose the next one.',
    'Cette valeur tombe entre deux pas de la donnée. Choisissez la plus proche.',
  ),
  'not-an-option': say(
    'This is not one of the options. Choose one of those offered.',
    'Cette option n’est pas proposée. Choisissez-en une parmi celles qui le sont.',
  ),
  'nothing-to-propose': say(
    'Your position has no words yet. Write or accept some first.',
    'Votre position ne contient encore aucun mot. Écrivez-en ou reprenez-en d’abord.',
  ),
  'already-proposed': say(
    'Your standing revision says exactly this. Change your position first.',
    'Votre révision en vigueur dit exactement cela. Modifiez d’abord votre position.',
  ),
  'no-revision': say('There is no such revision of this article.', 'Cet article n’a pas de telle révision.'),
  'not-your-revision': say(
    'Only the delegation that tabled a revision may withdraw it.',
    'Seule la délégation qui a déposé une révision peut la retirer.',
  ),
  'own-revision': say(
    'This is your own revision; it is for the other delegation to accept.',
    'C’est votre propre révision ; c’est à l’autre délégation de l’accepter.',
  ),
  'revision-ended': say(
    'This revision no longer stands. Look at what is on the table now.',
    'Cette révision n’est plus en vigueur. Voyez ce qui est sur la table à présent.',
  ),
  'hash-differs': say(
    'The text is not the one that you had before you. Read it again, then decide.',
    'Le texte n’est pas celui que vous aviez sous les yeux. Relisez-le, puis décidez.',
  ),
  'empty-clause': say('There are no words to initial yet.', 'Il n’y a encore aucun mot à parapher.'),
  'not-clean': say(
    'The article is not clean: brackets or figures are still apart. Settle them first.',
    'L’article n’est pas net : des crochets ou des données divergent encore. Réglez-les d’abord.',
  ),
  'already-initialled': say('You have initialled this text.', 'Vous avez paraphé ce texte.'),
  'not-held': say(
    'Nobody holds out initials on this article.',
    'Aucun paraphe n’est en attente sur cet article.',
  ),
  'own-initials': say(
    'You initialled this text yourself. Withdraw your initials instead.',
    'Vous avez vous-même paraphé ce texte. Retirez plutôt votre paraphe.',
  ),
  'no-initials': say(
    'Your delegation has not initialled this text.',
    'Votre délégation n’a pas paraphé ce texte.',
  ),
  'locked-reopen': say(
    'The article is locked. Ask to reopen it; that withdraws your initials.',
    'L’article est verrouillé. Demandez sa réouverture : votre paraphe sera retiré.',
  ),
  'not-ad-referendum': say(
    'These initials were not ad referendum; there is nothing to confirm.',
    'Ce paraphe n’était pas ad referendum ; il n’y a rien à confirmer.',
  ),
  'already-confirmed': say(
    'Your capital has confirmed these initials.',
    'Votre capitale a confirmé ce paraphe.',
  ),
  'not-locked': say(
    'Only a locked article can be reopened.',
    'Seul un article verrouillé peut être rouvert.',
  ),
  'already-asked': say(
    'You have asked for this. It happens when the other head asks too.',
    'Vous l’avez demandé. Ce sera fait quand l’autre chef le demandera aussi.',
  ),
  'doors-closed': say('The doors are closed already.', 'Les portes sont déjà closes.'),
  'doors-open': say('The doors are open already.', 'Les portes sont déjà ouvertes.'),
  'opening-asked': say(
    'Opening the doors has been asked for. They open when no head has objected within a minute.',
    'L’ouverture des portes a été demandée. Elles s’ouvriront si aucun chef ne s’y oppose dans la minute.',
  ),
  'no-opening-asked': say(
    'Nobody asks for the doors to be opened, or it was objected to.',
    'Personne ne demande l’ouverture des portes, ou il y a été fait objection.',
  ),
  'too-early': say(
    'The heads still have time to object.',
    'Les chefs de délégation ont encore le temps de s’y opposer.',
  ),
  'sight-asked': say(
    'You have asked for this. It happens when the chair and both heads have asked for the same.',
    'Vous l’avez demandé. Ce sera fait quand la présidence et les deux chefs auront demandé la même chose.',
  ),
  'no-reserve': say(
    'Your delegation has no reserve on this article.',
    'Votre délégation n’a pas de réserve sur cet article.',
  ),
  'already-reserved': say(
    'Your delegation reserves its position for this very reason.',
    'Votre délégation réserve déjà sa position pour ce motif.',
  ),
  'reason-needed': say(
    'A reserve needs a reason: write what your delegation is waiting for.',
    'Une réserve veut un motif\u202f: indiquez ce que votre délégation attend.',
  ),
  'no-such-seat': say('There is no such seat at this table.', 'Ce siège n’existe pas à cette table.'),
  'not-your-delegation': say(
    'This seat is not of your delegation; only its own head may do that.',
    'Ce siège n’est pas de votre délégation ; seul son propre chef le peut.',
  ),
  'not-a-member': say('This seat is not a member’s.', 'Ce siège n’est pas celui d’un membre.'),
  'same-authority': say(
    'The member has exactly this authority already.',
    'Ce membre dispose déjà exactement de cette autorisation.',
  ),
  'key-shown': say(
    'This seat has shown another key. Use the browser in which you first sat down, or take another seat.',
    'Ce siège a déjà montré une autre clé. Reprenez le navigateur où vous avez pris place, ou prenez un autre siège.',
  ),
  'bad-signature': say(
    'The signature is missing or is not this seat’s. Use the browser in which you first sat down, or take another seat.',
    'La signature manque ou n’est pas celle de ce siège. Reprenez le navigateur où vous avez pris place, ou prenez un autre siège.',
  ),
  'seat-exists': say('This seat is taken. Take another.', 'Ce siège est pris. Prenez-en un autre.'),
  'head-taken': say(
    'This delegation has a head at the table. Join as a member, or ask the head to hand over.',
    'Cette délégation a un chef à la table. Joignez-vous comme membre, ou demandez au chef de vous céder la place.',
  ),
  'chair-taken': say(
    'Somebody chairs this table. Join in another seat, or come back when the chair is free.',
    'Quelqu’un préside cette table. Prenez un autre siège, ou revenez quand la présidence sera libre.',
  ),
  'no-such-party': say(
    'This seat goes with another delegation, or with none. Choose among those offered.',
    'Ce siège va avec une autre délégation, ou avec aucune. Choisissez parmi ceux proposés.',
  ),
  'sitting-open': say('A sitting is open. Adjourn it first.', 'Une séance est ouverte. Levez-la d’abord.'),
  'no-sitting': say('No sitting is open.', 'Aucune séance n’est ouverte.'),
  'already-released': say(
    'Both heads have released the analysis: everybody can see it.',
    'Les deux chefs ont ouvert l’analyse à tous ; chacun peut la voir.',
  ),

  'not-found': say('There is nothing at this address.', 'Il n’y a rien à cette adresse.'),
  'bad-request': say(
    'The request is not of the form that this address takes; the detail says where.',
    'La requête n’a pas la forme attendue à cette adresse ; le détail dit où.',
  ),
  'bad-move': say(
    'This is not a move that the table knows. Reload the page.',
    'La table ne connaît pas cet acte. Rechargez la page.',
  ),
  'bad-protocol': say(
    'This page speaks an older language than the table. Reload it.',
    'Cette page parle une langue plus ancienne que la table. Rechargez-la.',
  ),
  'no-token': say(
    'This browser has no seat here. The lobby says how one comes to a seat.',
    'Ce navigateur n’a pas de siège ici. L’accueil dit comment on en prend un.',
  ),
  'no-session': say(
    'Your session here has ended. Ask whoever invited you for a new invitation.',
    'Votre session ici a pris fin. Demandez une nouvelle invitation à la personne qui vous a invité.',
  ),
  'not-allowed': say(
    'Your seat may not do this. Ask your head of delegation or the chair.',
    'Votre siège ne permet pas cet acte. Adressez-vous à votre chef de délégation ou à la présidence.',
  ),
  'not-seated': say(
    'Sit down first: nothing is taken before the table has answered.',
    'Prenez place d’abord : rien n’est reçu avant la réponse de la table.',
  ),
  'observers-watch': say(
    'Observers watch; they cannot act at the table.',
    'Les observateurs regardent ; ils ne peuvent pas agir à la table.',
  ),
  'store-unavailable': say(
    'The table cannot write its record just now; nothing was taken. It will try again by itself.',
    'La table ne peut pas tenir son registre en ce moment ; rien n’a été reçu. Elle réessaiera d’elle-même.',
  ),
  'board-damaged': say(
    'The record of this table is damaged, so nothing of it is shown and nothing taken. What you typed is kept in this browser. Whoever runs the server has to restore the table from a backup.',
    'Le registre de cette table est endommagé : rien n’en est montré, rien n’y est reçu. Ce que vous avez saisi est conservé dans ce navigateur. Il appartient à qui exploite le serveur de rétablir la table à partir d’une sauvegarde.',
  ),
  'shutting-down': say(
    'The table is restarting. Your page keeps what you typed and sends it again.',
    'La table redémarre. Votre page garde ce que vous avez saisi et le renverra.',
  ),
  'too-large': say(
    'This is too much at once. Send it in smaller pieces.',
    'C’est trop à la fois. Envoyez-le en plus petits morceaux.',
  ),
  'needs-invitation': say(
    'Seats here are given by invitation. Open the link that you were sent, or ask the chair for one.',
    'On ne prend place ici que sur invitation. Ouvrez le lien que vous avez reçu, ou demandez-en un à la présidence.',
  ),
  'no-invitation': say(
    'No invitation is known by this link. Copy it once more, whole, or ask for a new one.',
    'Aucune invitation ne répond à ce lien. Recopiez-le en entier, ou demandez-en un nouveau.',
  ),
  'invitation-used': say(
    'This invitation has been used by everybody whom it was for. Ask for a new one.',
    'Cette invitation a servi à toutes les personnes prévues. Demandez-en une nouvelle.',
  ),
  'invitation-expired': say(
    'This invitation has expired. Ask for a new one.',
    'Cette invitation a expiré. Demandez-en une nouvelle.',
  ),
  'invitation-revoked': say(
    'This invitation was taken back. Whoever sent it to you can tell you more.',
    'Cette invitation a été retirée. La personne qui vous l’a envoyée peut vous en dire davantage.',
  ),
  'sign-in-first': say(
    'This invitation is for one address. Sign in under it first.',
    'Cette invitation est destinée à une seule adresse. Identifiez-vous d’abord sous celle-ci.',
  ),
  'not-your-invitation': say(
    'This invitation is for another address than the one you signed in with.',
    'Cette invitation est destinée à une autre adresse que celle sous laquelle vous vous êtes identifié.',
  ),
  'sign-in-off': say(
    'Nobody can sign in on this server, so an invitation cannot be for an address. Leave the address out.',
    'Personne ne peut s’identifier sur ce serveur : une invitation ne peut donc être destinée à une adresse. Retirez l’adresse.',
  ),
  'too-many-tries': say(
    'Too many wrong links came from your address. Wait a minute, then try again.',
    'Trop de liens erronés sont venus de votre adresse. Attendez une minute, puis réessayez.',
  ),
  'needs-address': say(
    'On this server people sign in: an invitation to a seat that acts is for one address. Say for whom it is.',
    'Sur ce serveur, chacun s’identifie : une invitation à un siège qui agit est destinée à une seule adresse. Indiquez laquelle.',
  ),
  'unreadable-text': say(
    'The text cannot be laid as it is; the report says what to put right and where.',
    'Le texte ne peut être mis sur la table en l’état ; le compte rendu dit quoi corriger et où.',
  ),
  'too-many-boards': say(
    'There are as many tables here as this server keeps. None was opened.',
    'Ce serveur ne peut tenir davantage de tables. Aucune n’a été ouverte.',
  ),
  'internal-error': say(
    'Something went wrong at the table; nothing was taken. Try again.',
    'Une erreur s’est produite à la table ; rien n’a été reçu. Réessayez.',
  ),
  'cut-off': say(
    'You were cut off for too long; this was not sent. Look at the table as it is now, then decide again.',
    'Vous avez été coupé trop longtemps ; rien n’a été envoyé. Voyez où en est la table, puis décidez de nouveau.',
  ),

  'cross-site': say(
    'A page of another site asked for this, so nothing was done. Open the table itself and do it there.',
    'Cette demande vient d’une page d’un autre site ; rien n’a été fait. Ouvrez la table elle-même et agissez-y.',
  ),
  'not-json': say(
    'This address takes JSON alone. Send it with “Content-Type: application/json”.',
    'Cette adresse n’accepte que du JSON. Envoyez-le avec « Content-Type: application/json ».',
  ),
  'too-fast': say(
    'This comes faster than the table takes it. Nothing is lost: wait a moment, then send it again.',
    'Cela arrive plus vite que la table ne peut le recevoir. Rien n’est perdu : attendez un instant, puis renvoyez-le.',
  ),
  'too-slow': say(
    'Your connection could not keep up with the table and was renewed. What you typed is kept and has been sent again.',
    'Votre connexion ne suivait plus la table et a été rétablie. Vos saisies sont conservées et ont été renvoyées.',
  ),
  'too-many-connections': say(
    'There are too many connections from this seat or place. Close pages that you do not need; this one tries again by itself.',
    'Trop de connexions viennent de ce siège ou de ce lieu. Fermez les pages inutiles ; celle-ci réessaiera d’elle-même.',
  ),
  'server-full': say(
    'As many people are connected as this server can serve. Try again in a few minutes.',
    'Ce serveur ne peut accueillir davantage de connexions. Réessayez dans quelques minutes.',
  ),
  'sit-timeout': say(
    'Nobody sat down on this connection, so it was closed. Reload the page to sit down.',
    'Personne n’a pris place sur cette connexion ; elle a été fermée. Rechargez la page pour prendre place.',
  ),
  'note-too-long': say(
    'The note is longer than 500 characters. Shorten it.',
    'La note dépasse 500 caractères. Abrégez-la.',
  ),
  'title-too-long': say(
    'The title is longer than 2,000 characters. Shorten it.',
    'Le titre dépasse 2 000 caractères. Abrégez-le.',
  ),
  'too-many-terms': say(
    'An article holds at most 40 figures. Leave some out, or put them into another article.',
    'Un article compte au plus 40 données. Retirez-en, ou placez-les dans un autre article.',
  ),
  'too-many-ranges': say(
    'These words are in too many pieces for one act. Choose a shorter passage, then the next.',
    'Ces mots sont en trop de morceaux pour un seul acte. Choisissez un passage plus court, puis le suivant.',
  ),

  'too-big': say(
    'This is too much text at once. Paste it in smaller pieces.',
    'C’est trop de texte à la fois. Collez-le en plus petits morceaux.',
  ),
  'bad-text': say(
    'The text holds an invisible control character that no clause may hold. Type it without.',
    'Le texte contient un caractère de contrôle invisible, interdit dans un article. Saisissez-le sans lui.',
  ),
  'clause-too-long': say(
    'The article would become too long. Shorten it, or open another article.',
    'L’article deviendrait trop long. Abrégez-le, ou ouvrez un autre article.',
  ),
  'clause-too-worked': say(
    'So much has been typed and deleted in this article that the table can hold no more of it. Settle it, or go on in a new article.',
    'Cet article a été tant remanié que la table ne peut plus rien y ajouter. Réglez-le, ou poursuivez dans un nouvel article.',
  ),
  'combining-foreign': say(
    'That mark would change the other side’s letter. Put a letter of your own before it.',
    'Ce signe modifierait une lettre de l’autre partie. Faites-le précéder d’une lettre à vous.',
  ),
  'delete-foreign': say(
    'These words are not your delegation’s to delete. Bracket them instead.',
    'Il n’appartient pas à votre délégation de supprimer ces mots. Mettez-les plutôt entre crochets.',
  ),
  'delete-agreed': say(
    'The other side includes these words, or a revision holds them. Bracket them instead.',
    'L’autre partie reprend ces mots, ou une révision les retient. Mettez-les plutôt entre crochets.',
  ),
  'no-pen': say(
    'This seat has no pen at the table. Reload the page.',
    'Ce siège n’a pas de plume à la table. Rechargez la page.',
  ),
  'clock-gap': say(
    'Something typed before has not arrived. The page sits down again and sends it.',
    'Une saisie antérieure n’est pas arrivée. La page reprend place et la renvoie.',
  ),
};

/** What arrived could not have been typed at the table: the page starts afresh and keeps the words as a draft. */
const UNREADABLE = say(
  'The table could not take what arrived, and took nothing of it. Your words are kept as a draft.',
  'La table n’a pas pu recevoir ce qui est arrivé et n’en a rien retenu. Vos mots sont gardés en brouillon.',
);

const CURSOR = say(
  'The table could not read where your cursor is. Your words are not affected.',
  'La table n’a pas pu lire la place de votre curseur. Vos mots ne sont pas touchés.',
);

const isCursorCode = (code: RefusalCode): boolean => CURSOR_CODES.some((each) => each === code);

/** The refusal's sentence in the reader's language: what happened, and what one can do. */
export const refusalSentence = (code: RefusalCode, lang: keyof Localised): string =>
  (SENTENCES[code] ?? (isCursorCode(code) ? CURSOR : UNREADABLE))[lang];

/** Narrows a code that came over the wire; an unknown one (from a newer table) counts as `internal-error`. */
export const asRefusalCode = (code: string): RefusalCode =>
  REFUSAL_CODES.find((each) => each === code) ?? 'internal-error';
