// The second sitting, 11 March: port, processing, taxes, rights; and what the capitals must see first.
import { sideOf } from '../../lay/story.ts';
import type { StoryAct } from '../../lay/story.ts';

const drc = sideOf('drc');
const us = sideOf('us');

export const secondSitting: StoryAct[] = [
  { kind: 'at', moment: Date.UTC(2025, 2, 11, 8, 58) },
  { kind: 'openSitting' },

  // Article 11, continued.
  drc.drafts(
    '11',
    0,
    'at prices that follow the reference price',
    'à des prix qui suivent le prix de référence',
  ),
  ...us.yields('11', 0),
  ...drc.yields('11', 1),
  drc.sets('11', 'via-buyer', 80),
  us.initials('11'),
  drc.initials('11'),

  // Article 6: the port.
  us.sets('6', 'us-share', 45),
  drc.sets('6', 'us-share', 35),
  us.sets('6', 'investment', 450),
  drc.sets('6', 'investment', 750),
  us.drafts(
    '6',
    1,
    'may be extended twice, by agreement of the Parties',
    'peut être prorogée deux fois, d’un commun accord des Parties',
  ),
  drc.sets('6', 'concession', 25),
  us.sets('6', 'concession', 30),
  ...drc.yields('6', 1),
  drc.sets('6', 'concession', 30),
  us.sets('6', 'investment', 600),
  ...us.yields('6', 2, 3),
  drc.sets('6', 'investment', 600),
  us.sets('6', 'us-share', 40),
  drc.sets('6', 'us-share', 40),
  ...us.yields('6', 0),
  drc.initials('6'),
  us.initials('6'),

  // Article 8: processing and jobs.
  drc.sets('8', 'refined', 50),
  us.sets('8', 'refined', 35),
  us.sets('8', 'local-staff', 80),
  drc.sets('8', 'local-staff', 80),
  us.drafts(
    '8',
    0,
    ', subject to a sufficient supply of electricity',
    ', sous réserve d’un approvisionnement suffisant en électricité',
  ),
  ...drc.yields('8', 0),
  drc.drafts('8', 1, ', and at least one third of its managers', ', et le tiers au moins de ses cadres'),
  ...us.yields('8', 1, 2),
  us.sets('8', 'refined', 40),
  ...drc.yields('8', 3),
  us.proposes('8'),
  // A step back, and then the whole revision after all.
  drc.sets('8', 'refined', 55),
  drc.accepts('8'),
  us.initials('8'),
  drc.initials('8'),

  // Article 9: taxes, in return for Article 16.
  us.sets('9', 'royalty', 8),
  drc.sets('9', 'stability', 8),
  us.sets('9', 'royalty', 10),
  us.sets('9', 'stability', 12),
  drc.sets('9', 'vat-refund', 90),
  us.sets('9', 'vat-refund', 90),
  ...us.yields('9', 0),
  drc.sets('9', 'stability', 10),
  us.sets('9', 'stability', 10),
  ...us.yields('9', 1),
  ...drc.yields('9', 2),
  ...us.yields('9', 3),
  drc.proposes('9'),
  us.initials('9'),
  drc.initials('9'),

  // Article 15: rights and integrity, a condition of Article 12.
  drc.sets('15', 'vetted', 100),
  us.sets('15', 'contracts-published', 45),
  drc.sets('15', 'contracts-published', 45),
  us.sets('15', 'owners-disclosed', 90),
  drc.sets('15', 'owners-disclosed', 90),
  drc.sets('15', 'inspections', 6),
  us.sets('15', 'inspections', 6),
  us.sets('15', 'suspension', 30),
  drc.drafts(
    '15',
    0,
    'by a commission of both Parties, in accordance with the law of each',
    'par une commission des deux Parties, conformément au droit de chacune',
  ),
  ...us.yields('15', 0, 1),
  ...drc.yields('15', 2),
  ...us.yields('15', 3),
  drc.sets('15', 'suspension', 30),
  us.proposes('15'),
  drc.accepts('15'),
  us.initials('15'),
  drc.initials('15'),

  // Article 14: the capital has not answered.
  us.sets('14', 'sites', 4),
  drc.sets('14', 'sites', 3),
  us.sets('14', 'presence', 200),
  drc.reserves(
    '14',
    'Awaiting instructions on criminal jurisdiction. / Dans l’attente d’instructions sur la compétence pénale.',
  ),
  { kind: 'adjourn' },
];
