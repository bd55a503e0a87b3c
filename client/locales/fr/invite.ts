// The words of `../en/invite.ts`, in French.
export const invite = {
  title: 'Vous êtes invité',
  asking: 'Lecture de l’invitation…',
  to: 'Table',
  seat: 'Votre siège',
  of: '{{role}}, {{party}}',
  until: 'Valable jusqu’au',
  does: {
    head: 'Vous parlez au nom de la délégation : vous négociez sa position, la déposez et paraphez.',
    member: 'Vous travaillez en brouillon ; à la table, vous écrivez là où votre chef vous y autorise.',
    chair: 'Vous conduisez les séances et l’ordre du jour, sans décider du fond.',
    observer: 'Vous suivez le texte à mesure qu’il évolue.',
  },
  name: 'Nom sous lequel vous siégez',
  seenBy: {
    head: 'Votre délégation et la présidence le voient. Pour tous les autres, vous êtes : {{seat}}.',
    member: 'Votre délégation et la présidence le voient. Pour tous les autres, vous êtes : {{seat}}.',
    chair: 'Nul autre ne le voit. Pour tous les autres, vous êtes : {{seat}}.',
    observer: 'Seule la présidence le voit. Pour tous les autres, vous êtes l’un des observateurs.',
  },
  keeps: 'Il reste hors du registre et peut être corrigé ou effacé à tout moment.',
  nameMissing: 'Indiquez d’abord sous quel nom vous siégez.',
  accept: 'Accepter et prendre place',
  accepting: 'Vous prenez place…',
  forWhom: 'Cette invitation est destinée à {{email}}.',
  signInWith: 'S’identifier auprès de {{issuer}}',
  signInFirst: 'Identifiez-vous sous cette adresse, puis vous pourrez l’accepter.',
  signedInAs:
    'Vous êtes identifié comme {{email}}. Identifiez-vous comme {{asked}} pour accepter cette invitation.',
  signInFailed: {
    refused: 'L’identification n’a pas abouti, ou a été interrompue. Recommencez.',
    unverified:
      'Le service d’identification ne garantit pas l’adresse de ce compte. Identifiez-vous avec un autre, ou faites-y confirmer l’adresse.',
    late: 'L’identification a pris trop de temps, ou a commencé dans un autre navigateur. Recommencez.',
    away: 'Le service d’identification est injoignable pour le moment. Réessayez dans quelques minutes\u202f; votre invitation reste valable.',
  },
  noSignIn:
    'L’identification n’est pas possible sur ce serveur pour l’instant. Demandez une autre invitation à qui vous a invité.',
  refused: {
    used: {
      title: 'Cette invitation a déjà servi',
      text: 'Tous ceux à qui elle s’adressait l’ont acceptée. Si vous en étiez, votre siège vous attend dans le navigateur où vous l’avez acceptée. Sinon, demandez un nouveau lien à qui vous l’a envoyé.',
    },
    expired: {
      title: 'Cette invitation a expiré',
      text: 'Elle n’était valable que pour un temps. Demandez un nouveau lien à qui vous l’a envoyé.',
    },
    revoked: {
      title: 'Cette invitation a été retirée',
      text: 'Elle n’ouvre plus de siège. Qui vous a envoyé le lien pourra vous en dire davantage.',
    },
    unknown: {
      title: 'Aucune invitation ne répond à ce lien',
      text: 'Une partie du lien s’est peut-être perdue en chemin. Copiez-le de nouveau en entier, ou demandez-en un autre à qui l’a envoyé.',
    },
    later: { title: 'Pas dans l’immédiat' },
    offline: {
      title: 'Le serveur ne répond pas',
      text: 'Votre invitation reste intacte. Vérifiez la connexion et réessayez.',
    },
  },
  again: 'Réessayer',
  lobby: 'Vers vos tables',
};
