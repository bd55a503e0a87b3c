// Boards to negotiate at in tests: two parties, a few terms, and clauses with nothing in them.
import type { BoardDefinition, ClauseId } from '../../shared/board.ts';
import type { NewClause } from '../../shared/moves.ts';
import type { TermDefinition } from '../../shared/terms.ts';

const party = (id: string, index: number, en: string, fr: string) => ({
  id,
  index,
  name: { en, fr },
  label: { en: id.toUpperCase(), fr: id.toUpperCase() },
});

export const BOARD: BoardDefinition = {
  id: 'test-board',
  title: { en: 'A board', fr: 'Une table' },
  notice: null,
  parties: [party('drc', 1, 'The Congo', 'Le Congo'), party('us', 2, 'The United States', 'Les États-Unis')],
  languages: ['en', 'fr'],
  file: [],
};

const label = { en: 'term', fr: 'donnée' };

export const YEARS: TermDefinition = {
  id: 'years',
  label,
  kind: 'duration',
  unit: 'years',
  min: 1,
  max: 30,
  step: 1,
};
export const SHARE: TermDefinition = { id: 'share', label, kind: 'percent', min: 0, max: 100, step: 0.5 };
export const TONNES: TermDefinition = {
  id: 'tonnes',
  label,
  kind: 'number',
  unit: { en: 't', fr: 't' },
  min: 0,
  max: 90_000,
  step: 500,
};
export const PRICE: TermDefinition = {
  id: 'price',
  label,
  kind: 'money',
  currency: 'USD',
  scale: '1e6',
  per: 'year',
  min: 0,
  max: 1000,
  step: 0.1,
};
export const AUDIT: TermDefinition = { id: 'audit', label, kind: 'yesno' };
export const COURT: TermDefinition = {
  id: 'court',
  label,
  kind: 'choice',
  options: ['ICC', 'ICSID'].map((id) => ({ id, label })),
};
export const ORES: TermDefinition = {
  id: 'ores',
  label,
  kind: 'set',
  options: ['cobalt', 'coltan', 'tin'].map((id) => ({ id, label })),
};
export const TERMS = [YEARS, SHARE, TONNES, PRICE, AUDIT, COURT, ORES];

export const newClause = (id: ClauseId, terms: TermDefinition[] = []): NewClause => ({
  id,
  title: { en: `Title of ${id}`, fr: `Titre de ${id}` },
  terms,
});
