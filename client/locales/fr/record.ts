// L'empreinte du registre, et ce qu'en dit un navigateur qui s'en souvient.
export const record = {
  label: 'Le registre de cette table',
  line: 'Registre {{seq, number}}',
  about:
    'Le numéro et l’empreinte de la dernière ligne du registre de cette table. Qui lit la même empreinte au même numéro a sous les yeux le même registre, à la frappe près.',
  seen: 'Ce navigateur s’en souvient, et vous préviendra si la table présente un jour un autre passé.',
  holds: 'Ce navigateur l’a comparé à ce qu’il avait déjà vu : tout y est encore.',
  signed: 'Vos actes sont signés avec une clé qui ne quitte jamais ce navigateur.',
  unsigned: 'Vos actes ne sont pas signés : ce navigateur ne conserve pas de clé pour ce siège.',
  key: 'La clé au registre :',
  strange:
    'Le registre porte pour ce siège une clé qui n’est pas celle de ce navigateur ; rien de ce que vous faites ici n’est donc admis. Si vous avez d’abord pris place dans un autre navigateur, reprenez-le. Sinon, quelqu’un d’autre y a mis cette clé : prévenez l’autre délégation et prenez un autre siège.',
  download: 'Télécharger le registre, pour vérification',
  verify: 'Pour le vérifier sans se fier à ce serveur :',
  another:
    'La table présente un autre registre que celui que ce navigateur a vu : la ligne {{seq, number}}, {{print}}, n’y figure pas. Un acte passé a été modifié ou retiré. Une table rétablie d’après une copie plus ancienne se présente de même : demandez-le à qui la tient, et comparez les empreintes avec l’autre délégation avant de poursuivre.',
  accept: 'J’en prends acte ; continuer avec ce registre',
};
