// Words of a treaty in which a cited term stands as its value.
import type { Language } from '../../shared/board.ts';
import type { ClauseState } from '../../shared/state.ts';
import type { TermId, TermValue } from '../../shared/terms.ts';
import { formatTermValue } from '../terms/format.ts';
import { citationsIn } from './differ.ts';

/** `values` are those of the position that is shown; the figures of `apart` are marked, since the other side's differ. */
export const Words = ({
  text,
  clause,
  values,
  lang,
  apart,
}: {
  text: string;
  clause: Pick<ClauseState, 'terms'>;
  values: Readonly<Record<TermId, TermValue>>;
  lang: Language;
  apart?: ReadonlySet<TermId>;
}) =>
  citationsIn(text, clause.terms).map((piece, index) => {
    if (piece.kind === 'words') return piece.text;
    const definition = clause.terms.find((term) => term.id === piece.term);
    const value = values[piece.term];
    return (
      // eslint-disable-next-line react/no-array-index-key
      <span key={index} className={apart?.has(piece.term) === true ? 'cited-value apart' : 'cited-value'}>
        {definition === undefined || value === undefined ? '…' : formatTermValue(definition, value, lang)}
      </span>
    );
  });
