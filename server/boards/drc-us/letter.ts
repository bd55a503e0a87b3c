// The letter that opened the negotiation, as a page beside the clauses. Who wrote it matters: a senator's letter, sent
// by a lobbyist, binds no State, and the page says so itself.
import type { BoardDefinition } from '../../../shared/board.ts';

type Paper = BoardDefinition['file'][number];

const EN = `To the Secretary of State of the United States of America
Similar letters are addressed to other officials of the United States.

Excellency,

On behalf of the chair of the committee on defence of the Senate of the Democratic Republic of the Congo, I submit to you the following offer.

The east of the country faces a rebellion that the Democratic Republic of the Congo says is backed by Rwanda. The country needs assistance for its security. In exchange, it can give the United States privileged access to its critical minerals and to its infrastructure. It is the largest supplier of cobalt in the world, and a major supplier of copper, lithium, tantalum and uranium. Companies of a single foreign country run most of its mines; it wishes to diversify its partners.

What is offered to the United States and to its companies:
– exclusive rights of extraction and export, with operational control;
– a part in a deep-water port;
– a joint strategic mineral stockpile.

What is asked in exchange, and what goes with it:
– military training and equipment;
– direct security assistance;
– for the forces of the United States, access to military bases, so that the resources are protected.

The obstacles are known. Earlier initiatives of the United States failed over concerns about corruption and labour. Violations of human rights have long made it hesitate to support the army. Mining contracts in force would have to be renegotiated. Whether investors can be brought, and how far the United States will go with regard to Rwanda, is for the United States to say. Since February 2025, however, a State monopoly has supervised the production and export of artisanal cobalt.

Time presses. An urgent meeting of the two Presidents is therefore proposed, at which the terms of such a partnership can be adopted.

Please accept, Excellency, the assurance of my highest consideration.

For the chair of the committee on defence of the Senate,
the representative mandated to send this letter

—
Note to the file. This is the letter of a senator, sent by a lobbyist. It confers no full powers on anyone and binds neither State; the delegations draw their powers from their Governments alone. Its wording is invented.`;

const FR = `Au Secrétaire d’État des États-Unis d’Amérique
Des lettres semblables sont adressées à d’autres responsables des États-Unis.

Excellence,

Au nom du président de la commission de la défense du Sénat de la République démocratique du Congo, je vous soumets l’offre qui suit.

L’est du pays est en proie à une rébellion dont la République démocratique du Congo affirme qu’elle est soutenue par le Rwanda. Le pays a besoin d’une assistance pour sa sécurité. En échange, il peut ouvrir aux États-Unis un accès privilégié à ses minéraux critiques et à ses infrastructures. Il est le premier fournisseur mondial de cobalt et l’un des grands fournisseurs de cuivre, de lithium, de tantale et d’uranium. Les sociétés d’un seul pays étranger exploitent la plupart de ses mines ; il souhaite diversifier ses partenaires.

Ce qui est offert aux États-Unis et à leurs sociétés :
– des droits exclusifs d’extraction et d’exportation, assortis du contrôle opérationnel ;
– une participation à un port en eaux profondes ;
– une réserve stratégique conjointe de minerais.

Ce qui est demandé en échange, et ce qui l’accompagne :
– une formation et des équipements militaires ;
– une assistance directe en matière de sécurité ;
– pour les forces des États-Unis, l’accès à des bases militaires, afin que les ressources soient protégées.

Les obstacles sont connus. De précédentes initiatives américaines ont échoué, en raison de préoccupations relatives à la corruption et aux conditions de travail. Des violations des droits humains ont longtemps fait hésiter les États-Unis à soutenir l’armée. Il faudrait renégocier des contrats miniers en vigueur. Il appartient aux États-Unis de dire s’il est possible d’attirer des investisseurs et jusqu’où ils sont prêts à aller à l’égard du Rwanda. Depuis février 2025, toutefois, un monopole d’État supervise la production et l’exportation du cobalt artisanal.

Le temps presse. Il est donc proposé que les deux Présidents se rencontrent d’urgence, afin d’adopter les termes d’un tel partenariat.

Veuillez agréer, Excellence, l’assurance de ma très haute considération.

Pour le président de la commission de la défense du Sénat,
le représentant chargé de transmettre la présente lettre

—
Note au dossier. La présente lettre est celle d’un sénateur, transmise par un lobbyiste. Elle ne confère de pleins pouvoirs à personne et ne lie aucun des deux États ; les délégations tiennent leurs pouvoirs de leurs seuls Gouvernements. Son libellé est fictif.`;

export const letter: Paper = {
  id: 'letter',
  title: { en: 'The letter that opened the negotiation', fr: 'La lettre qui a ouvert la négociation' },
  text: { en: EN, fr: FR },
};
