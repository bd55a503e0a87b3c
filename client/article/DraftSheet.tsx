// A private draft of an article: another paper, so that nobody mistakes it for the table. Nothing of it is seen before it is
// tabled, and tabling shows first what it will change.
import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language, PartyId } from '../../shared/board.ts';
import type { ClauseState } from '../../shared/state.ts';
import { positionText } from '../../shared/text/position.ts';
import { isWord, wordsOf } from '../../shared/text/words.ts';
import type { Draft, DraftStore } from '../drafts/store.ts';
import { tablingOf } from '../drafts/table-draft.ts';
import type { Tabling } from '../drafts/table-draft.ts';
import { useDraft, useStretches } from '../session/use.ts';
import type { TableView } from '../session/view.ts';
import { Button } from '../ui/Button.tsx';
import { Tooltip } from '../ui/Tooltip.tsx';
import { useBarred } from './useBarred.ts';
import { TableDraftDialog } from './TableDraftDialog.tsx';

export type OwnDraft = { lang: Language; draft: Draft | null; position: string; tabling: Tabling };

const useOwnDraft = (
  view: TableView,
  drafts: DraftStore,
  clause: ClauseState,
  lang: Language,
  party: PartyId,
): OwnDraft => {
  const draft = useDraft(drafts, clause.id, lang);
  const stretches = useStretches(view, clause.id, lang);
  return useMemo(() => {
    const position = positionText(stretches, party);
    const own = draft ?? { text: position, base: position };
    return { lang, draft, position, tabling: tablingOf(stretches, party, own) };
  }, [draft, stretches, party, lang]);
};

/** How many words tabling would bring in or take out. */
export const wordsChanged = (tabling: Tabling): number =>
  tabling.segments
    .filter((segment) => segment.kind !== 'kept')
    .reduce((sum, { text }) => sum + wordsOf(text).filter(isWord).length, 0);

const Page = ({ own, onWrite, label }: { own: OwnDraft; onWrite: (text: string) => void; label: string }) => {
  const area = useRef<HTMLTextAreaElement | null>(null);
  const text = own.draft?.text ?? own.position;
  // Browsers that do not size a field by its content are helped along.
  useLayoutEffect(() => {
    const element = area.current;
    if (element === null || CSS.supports('field-sizing', 'content')) return;
    element.style.height = 'auto';
    element.style.height = `${String(element.scrollHeight)}px`;
  });
  return (
    <textarea
      ref={area}
      className="draft-text"
      lang={own.lang}
      aria-label={label}
      value={text}
      rows={3}
      spellCheck
      onChange={(event) => onWrite(event.target.value)}
    />
  );
};

export type DraftSheetProps = {
  view: TableView;
  drafts: DraftStore;
  clause: ClauseState;
  number: number;
  party: PartyId;
  languages: readonly Language[];
  onClose: () => void;
};

export const DraftSheet = ({ view, drafts, clause, number, party, languages, onClose }: DraftSheetProps) => {
  const { t } = useTranslation();
  const [tabling, setTabling] = useState(false);
  const barred = useBarred(view, clause);
  const en = useOwnDraft(view, drafts, clause, 'en', party);
  const fr = useOwnDraft(view, drafts, clause, 'fr', party);
  const shown = [en, fr].filter(({ lang, draft }) => languages.includes(lang) || draft !== null);
  const changed = [en, fr].filter((own) => own.draft !== null && wordsChanged(own.tabling) > 0);
  const words = changed.reduce((sum, own) => sum + wordsChanged(own.tabling), 0);
  const offered = shown.some(({ draft }) => draft?.offered === true);
  const discard = (): void => {
    for (const { lang } of shown) drafts.discard(clause.id, lang);
    onClose();
  };
  return (
    <section className="draft" aria-label={t('article.draft.label', { number })}>
      <p className="draft-head">
        <b>{t('article.draft.title')}</b> {t(offered ? 'article.draft.offered' : 'article.draft.private')}{' '}
        {words === 0 ? t('article.draft.same') : t('article.draft.differs', { count: words })}
      </p>
      <div className={shown.length > 1 ? 'draft-pages two' : 'draft-pages'}>
        {shown.map((own) => (
          <Page
            key={own.lang}
            own={own}
            label={t('article.draft.page', { number, language: t(`history.languages.${own.lang}`) })}
            onWrite={(text) => drafts.put(clause.id, own.lang, text, own.position)}
          />
        ))}
      </div>
      <div className="acts">
        {barred === null ? (
          <Button variant="main" isDisabled={changed.length === 0} onPress={() => setTabling(true)}>
            {t('article.draft.table')}
          </Button>
        ) : (
          <Tooltip text={barred}>
            <Button variant="main" className="barred" aria-disabled="true">
              {t('article.draft.table')}
            </Button>
          </Tooltip>
        )}
        <Button onPress={discard}>{t('article.draft.discard')}</Button>
        {barred !== null && <small>{barred}</small>}
      </div>
      {tabling && (
        <TableDraftDialog
          view={view}
          drafts={drafts}
          clause={clause}
          number={number}
          party={party}
          changed={changed}
          onClose={(tabled) => {
            setTabling(false);
            if (tabled) onClose();
          }}
        />
      )}
    </section>
  );
};
