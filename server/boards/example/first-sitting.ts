// The first sitting, 10 March: what is nearly agreed is settled, the stock is opened.
import { sideOf } from '../../lay/story.ts';
import type { StoryAct } from '../../lay/story.ts';

const drc = sideOf('drc');
const us = sideOf('us');

export const firstSitting: StoryAct[] = [
  // Article 1: scope.
  { kind: 'at', moment: Date.UTC(2025, 2, 10, 9, 2) },
  us.sets('1', 'minerals', ['Co', 'Cu', 'Li', 'Ta', 'Ge', 'Zn', 'Au']),
  drc.sets('1', 'minerals', ['Co', 'Cu', 'Li', 'Ta', 'Ge', 'Zn']),
  us.drafts('1', 0, 'in return for', 'en échange d’une'),
  us.sets('1', 'minerals', ['Co', 'Cu', 'Li', 'Ta', 'Ge', 'Zn']),
  ...drc.yields('1', 0),
  drc.initials('1'),
  us.initials('1'),

  // Article 7: the corridor.
  drc.sets('7', 'copper', 40),
  us.sets('7', 'copper', 50),
  us.sets('7', 'cobalt', 30),
  drc.sets('7', 'zinc', 90),
  drc.sets('7', 'cobalt', 30),
  drc.sets('7', 'copper', 50),
  us.sets('7', 'works-start', 12),
  us.drafts(
    '7',
    0,
    ', one fifth of its capacity being kept for producers established in the DRC',
    ', le cinquième de sa capacité étant réservé aux producteurs établis en RDC',
  ),
  drc.sets('7', 'works-start', 12),
  ...drc.yields('7', 0),
  us.initials('7'),
  drc.initials('7'),

  // Article 16: the Joint Committee.
  us.sets('16', 'meetings', 2),
  drc.sets('16', 'list', 30),
  us.sets('16', 'capital', 5),
  drc.sets('16', 'capital', 9),
  us.sets('16', 'capital', 6),
  ...us.yields('16', 0),
  drc.sets('16', 'capital', 6),
  drc.proposes(
    '16',
    'The capital of Article 16 for the stability of Article 9. / Les capitaux de l’article 16 contre la stabilité de l’article 9.',
  ),
  us.initials('16'),
  drc.initials('16'),

  // Article 5: the first steps of the exchange on the stock.
  drc.sets('5', 'stock', 8000),
  drc.sets('5', 'held-in-drc', 60),
  drc.proposes('5'),
  ...us.yields('5', 0),
  us.sets('5', 'stock', 15000),
  us.sets('5', 'held-in-drc', 35),
  us.sets('5', 'release', 'joint'),
  us.proposes('5', 'A concession on release. / Une concession sur les prélèvements.'),

  // Article 11: artisanal cobalt.
  us.sets('11', 'via-buyer', 80),
  drc.sets('11', 'audits', 2),
  ...drc.yields('11', 2),
  ...us.yields('11', 3),
  us.sets('11', 'audits', 2),
  drc.sets('11', 'traced', 100),
  { kind: 'adjourn' },
];
