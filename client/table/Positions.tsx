// Both positions as one document.
import type { TextLanguages } from '../i18n/languages.ts';
import { PositionsDocument } from '../positions/PositionsDocument.tsx';
import type { TableView } from '../session/view.ts';

export const Positions = ({ view, languages }: { view: TableView; languages: TextLanguages }) => (
  <PositionsDocument view={view} languages={languages} />
);
