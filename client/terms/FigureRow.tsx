// One figure of an article: what it is, both values on one line and how far apart they are, who moved last; one's own
// value can be changed where it stands.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button as AriaButton } from 'react-aria-components';
import type { BoardDefinition, Language, PartyId } from '../../shared/board.ts';
import type { ClauseState, TermStand } from '../../shared/state.ts';
import { sameTermValue } from '../../shared/terms.ts';
import type { TermDefinition, TermValue } from '../../shared/terms.ts';
import { labelOf } from '../article/parties.ts';
import { sayWhen } from '../article/when.ts';
import { useLanguage } from '../i18n/i18n.ts';
import { useSend } from '../moves/useSend.ts';
import type { TableView } from '../session/view.ts';
import { DistanceTrack } from './DistanceTrack.tsx';
import { formatTermValue } from './format.ts';
import { SetPair } from './SetPair.tsx';
import { TermEditor } from './TermEditor.tsx';
import { trackOf } from './track.ts';

type Stands = readonly { party: PartyId; stand: TermStand | null }[];

/** Whose value is the younger, and when it was set; null before anybody moved from an opening. */
const lastMove = (stands: Stands): { party: PartyId; at: number } | null =>
  stands
    .flatMap(({ party, stand }) =>
      stand === null || sameTermValue(stand.value, stand.opening) ? [] : [{ party, at: stand.at }],
    )
    .toSorted((a, b) => b.at - a.at)[0] ?? null;

const LastMove = ({
  stands,
  board,
  lang,
}: {
  stands: Stands;
  board: BoardDefinition | null;
  lang: Language;
}) => {
  const { t } = useTranslation();
  const last = lastMove(stands);
  if (last === null) return null;
  return (
    <small className="figure-last">
      {t('terms.movedLast', {
        party: labelOf(board, last.party, lang),
        when: sayWhen(last.at, lang),
      })}
    </small>
  );
};

const openingOf = (definition: TermDefinition, stand: TermStand | null, lang: Language): string | null =>
  stand === null || sameTermValue(stand.value, stand.opening)
    ? null
    : formatTermValue(definition, stand.opening, lang);

const Value = ({
  definition,
  stand,
  party,
  onEdit,
}: {
  definition: TermDefinition;
  stand: TermStand | null;
  party: PartyId;
  onEdit: (() => void) | null;
}) => {
  const { t } = useTranslation();
  const lang = useLanguage();
  const text = stand === null ? t('terms.unset') : formatTermValue(definition, stand.value, lang);
  const opening = openingOf(definition, stand, lang);
  return (
    <span className="figure-value" data-party={party}>
      {onEdit === null ? (
        text
      ) : (
        <AriaButton
          className="figure-edit"
          onPress={onEdit}
          aria-label={t('terms.changeValue', { term: definition.label[lang], value: text })}
        >
          {text}
        </AriaButton>
      )}
      {opening !== null && <span className="unseen">{t('terms.openedAt', { value: opening })}</span>}
    </span>
  );
};

export type FigureRowProps = {
  view: TableView;
  clause: ClauseState;
  definition: TermDefinition;
  board: BoardDefinition | null;
  /** One's own delegation first. */
  parties: readonly [PartyId, PartyId];
  /** Whether the first of the parties may change its value here and now. */
  editable: boolean;
};

export const FigureRow = ({ view, clause, definition, board, parties, editable }: FigureRowProps) => {
  const { t } = useTranslation();
  const lang = useLanguage();
  const send = useSend(view);
  const [editing, setEditing] = useState(false);
  const stands = parties.map((party) => ({ party, stand: clause.values[definition.id]?.[party] ?? null }));
  const [near, far] = stands;
  if (near === undefined || far === undefined) return null;
  const same = near.stand !== null && far.stand !== null && sameTermValue(near.stand.value, far.stand.value);
  const set = async (value: TermValue): Promise<string | null> => {
    const unchanged = near.stand !== null && sameTermValue(near.stand.value, value);
    if (unchanged) return null;
    return (await send({ kind: 'setTerm', clause: clause.id, term: definition.id, value })).refused;
  };
  const onEdit = editable ? () => setEditing(true) : null;
  const label = (
    <th scope="row" className="figure-label">
      {definition.label[lang]}
      <LastMove stands={stands} board={board} lang={lang} />
    </th>
  );
  if (editing && editable)
    return (
      <tr className="figure-row">
        {label}
        <td className="figure-editor">
          <TermEditor
            definition={definition}
            value={near.stand?.value ?? null}
            onSet={set}
            onClose={() => setEditing(false)}
          />
        </td>
      </tr>
    );
  if (definition.kind === 'set')
    return (
      <tr className={`figure-row ${same ? 'same' : ''}`}>
        {label}
        <td className="figure-whole">
          <SetPair
            definition={definition}
            stands={stands.map(({ party, stand }) => ({ party, value: stand?.value ?? null }))}
            board={board}
          />{' '}
          {onEdit !== null && (
            <AriaButton
              className="figure-edit small"
              onPress={onEdit}
              aria-label={t('terms.change', { term: definition.label[lang] })}
            >
              {t('terms.changeShort')}
            </AriaButton>
          )}
        </td>
      </tr>
    );
  const track = trackOf(
    { opening: near.stand?.opening ?? null, value: near.stand?.value ?? null },
    { opening: far.stand?.opening ?? null, value: far.stand?.value ?? null },
  );
  return (
    <tr className={`figure-row ${same ? 'same' : ''}`}>
      {label}
      <td className="figure-near">
        <Value definition={definition} stand={near.stand} party={near.party} onEdit={onEdit} />
      </td>
      <td className="figure-track">
        {track !== null && <DistanceTrack track={track} near={near.party} far={far.party} />}
        <span className="unseen">{same ? t('terms.same') : t('terms.apart')}</span>
      </td>
      <td className="figure-far">
        <Value definition={definition} stand={far.stand} party={far.party} onEdit={null} />
      </td>
    </tr>
  );
};
