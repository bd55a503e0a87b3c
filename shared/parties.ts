// Who sits at the tables of this program.
import type { BoardDefinition } from './board.ts';

/** The two delegations, as they are called at every table of this program. */
export const PARTIES: BoardDefinition['parties'] = [
  {
    id: 'drc',
    index: 1,
    name: { en: 'Democratic Republic of the Congo', fr: 'République démocratique du Congo' },
    label: { en: 'DRC', fr: 'RDC' },
  },
  {
    id: 'us',
    index: 2,
    name: { en: 'United States of America', fr: 'États-Unis d’Amérique' },
    label: { en: 'US', fr: 'É.-U.' },
  },
];
