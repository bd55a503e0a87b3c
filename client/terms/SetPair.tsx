// Two sets as a text would have them: what both name plainly, what only one names in its brackets.
import { useTranslation } from 'react-i18next';
import type { BoardDefinition, PartyId } from '../../shared/board.ts';
import type { TermDefinition, TermValue } from '../../shared/terms.ts';
import { formatList } from '../i18n/format.ts';
import { useLanguage } from '../i18n/i18n.ts';
import { labelOf } from '../article/parties.ts';

export type SetPairProps = {
  definition: Extract<TermDefinition, { kind: 'set' }>;
  stands: readonly { party: PartyId; value: TermValue | null }[];
  board: BoardDefinition | null;
};

export const SetPair = ({ definition, stands, board }: SetPairProps) => {
  const { t } = useTranslation();
  const lang = useLanguage();
  const sets = stands.map(({ party, value }) => ({
    party,
    ids: new Set(Array.isArray(value) ? value : []),
  }));
  const labels = (ids: readonly string[]): string =>
    formatList(
      definition.options.filter(({ id }) => ids.includes(id)).map(({ label }) => label[lang]),
      lang,
    );
  const common = definition.options.map(({ id }) => id).filter((id) => sets.every(({ ids }) => ids.has(id)));
  return (
    <span className="set-pair">
      {common.length > 0 ? labels(common) : t('terms.nothingCommon')}
      {sets.map(({ party, ids }) => {
        const only = [...ids].filter((id) => !common.includes(id));
        if (only.length === 0) return null;
        return (
          <span key={party} className="set-only" data-party={party}>
            {' '}
            [<b className="label">{labelOf(board, party, lang)}</b> {labels(only)}]
          </span>
        );
      })}
    </span>
  );
};
