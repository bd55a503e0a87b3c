// The third sitting, 13 March: the package of Articles 5 and 13, and the heart of the deal.
import { sideOf } from '../../lay/story.ts';
import type { StoryAct } from '../../lay/story.ts';

const drc = sideOf('drc');
const us = sideOf('us');

export const thirdSitting: StoryAct[] = [
  { kind: 'at', moment: Date.UTC(2025, 2, 13, 9, 4) },
  { kind: 'openSitting' },

  // Articles 5 and 13: one package.
  drc.sets('5', 'stock', 10000),
  drc.sets('5', 'held-in-drc', 50),
  drc.sets('5', 'us-cost', 75),
  ...drc.yields('5', 1),
  drc.proposes(
    '5',
    'If Article 13 says “shall consult” within 48 hours. / Si l’article 13 prévoit une consultation dans les 48 heures.',
  ),
  us.sets('13', 'consult', 48),
  drc.sets('13', 'consult', 48),
  us.sets('5', 'stock', 10000),
  us.sets('5', 'us-cost', 75),
  us.sets('5', 'held-in-drc', 50),
  ...us.yields('5', 3),
  ...drc.yields('5', 2),
  us.drafts(
    '5',
    4,
    'No release shall be made for the sole purpose of lowering the price of cobalt. ',
    'Aucun prélèvement n’a pour seul objet de faire baisser le cours du cobalt. ',
  ),
  ...drc.yields('5', 4),
  drc.initials('5', 'adReferendum'),
  us.initials('5'),

  // Article 13: assistance.
  us.sets('13', 'verb', 'will'),
  drc.sets('13', 'verification', 90),
  us.sets('13', 'verification', 90),
  us.drafts('13', 1, 'will', 'prêteront'),
  drc.sets('13', 'verb', 'will'),
  ...drc.yields('13', 1),
  us.drafts('13', 2, 'by such means as the Parties agree', 'par les moyens dont les Parties conviennent'),
  ...drc.yields('13', 2, 4),
  drc.drafts(
    '13',
    0,
    'by foreign forces or by armed groups that they support',
    'par des forces étrangères ou par des groupes armés qu’elles soutiennent',
  ),
  ...us.yields('13', 0),
  us.drafts(
    '13',
    3,
    'of both Parties and of the States of the region',
    'des deux Parties et des États de la région',
  ),
  ...drc.yields('13', 3),
  us.initials('13', 'adReferendum'),
  drc.initials('13'),

  // Article 12: training, after Article 15.
  us.sets('12', 'value', 150),
  drc.sets('12', 'value', 250),
  us.sets('12', 'battalions', 6),
  drc.sets('12', 'battalions', 6),
  drc.sets('12', 'first-delivery', 90),
  us.sets('12', 'first-delivery', 90),
  us.sets('12', 'value', 200),
  drc.sets('12', 'value', 200),
  ...drc.yields('12', 0, 2),
  us.drafts(
    '12',
    1,
    'defend the eastern provinces and the sites and routes used under this Agreement',
    'défendre les provinces orientales ainsi que les sites et voies utilisés au titre du présent accord',
  ),
  ...drc.yields('12', 1, 3),
  drc.initials('12'),
  us.initials('12'),

  // Article 3: control.
  us.sets('3', 'reserved', 4),
  drc.sets('3', 'reserved', 6),
  us.sets('3', 'free-share', 10),
  drc.sets('3', 'free-share', 10),
  us.sets('3', 'reserved', 5),
  drc.sets('3', 'reserved', 5),
  ...us.yields('3', 1, 2),
  ...drc.yields('3', 0, 3),
  us.proposes('3'),
  drc.initials('3'),
  us.initials('3'),

  // Article 2: access.
  us.sets('2', 'security-linked', true),
  drc.sets('2', 'window', 4),
  us.sets('2', 'window', 6),
  drc.sets('2', 'window', 6),
  us.sets('2', 'duration', 25),
  drc.sets('2', 'duration', 20),
  drc.sets('2', 'duration', 25),
  drc.sets('2', 'unlicensed', 40),
  us.sets('2', 'unlicensed', 40),
  us.drafts('2', 0, 'delimited by the Joint Committee', 'délimités par le Comité mixte'),
  ...drc.yields('2', 0, 1),
  ...us.yields('2', 2),
  ...drc.yields('2', 3),
  drc.initials('2'),
  us.initials('2'),

  // Article 7 is reopened: Article 6 has changed what the corridor must carry.
  drc.reopens('7', 'The works must keep pace with the port. / Les travaux doivent suivre le rythme du port.'),
  us.reopens('7', 'Agreed. / D’accord.'),
  drc.sets('7', 'works-start', 8),
  us.sets('7', 'works-start', 9),
  drc.sets('7', 'works-start', 9),
  us.initials('7'),
  drc.initials('7'),

  // Article 4: held out by the DRC, not yet initialled by the US.
  us.sets('4', 'exclusive-output', 70),
  drc.sets('4', 'exclusive-output', 55),
  us.sets('4', 'exclusive-output', 60),
  drc.sets('4', 'exclusive-output', 60),
  drc.sets('4', 'cobalt', 24000),
  us.sets('4', 'cobalt', 30000),
  drc.sets('4', 'cobalt', 30000),
  us.sets('4', 'price', 97),
  drc.sets('4', 'price', 97),
  ...us.yields('4', 0, 1),
  ...drc.yields('4', 2),
  drc.drafts('4', 3, 'ninety', 'quatre-vingt-dix'),
  ...us.yields('4', 3, 4),
  drc.initials('4'),

  // Article 18: final provisions.
  us.sets('18', 'parliament-first', true),
  us.sets('18', 'term', 20),
  drc.sets('18', 'term', 20),
  drc.sets('18', 'review', 3),
  us.sets('18', 'review', 3),
  us.sets('18', 'notice', 12),
  drc.sets('18', 'notice', 12),
  ...us.yields('18', 0),
  ...drc.yields('18', 1),
  ...us.yields('18', 2),
  us.initials('18'),
  drc.initials('18'),

  // What stays open: contracts in force, bases, the meeting.
  us.sets('10', 'review', 12),
  drc.sets('10', 'review', 18),
  drc.sets('10', 'max-share', 50),
  us.sets('10', 'us-claims', 20),
  us.reserves(
    '10',
    'Awaiting advice on claims of third parties. / Dans l’attente d’un avis sur les réclamations des tiers.',
  ),
  drc.sets('17', 'within', 30),
  us.sets('17', 'within', 45),
  ...us.yields('17', 0),
  drc.confirms('5'),
  { kind: 'adjourn' },
  drc.releases(),
  us.releases(),
];
