// The editor's own words, in the language of the screens; the chair's label in the language of the text.
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language } from '../../shared/board.ts';
import { labelOf } from '../article/parties.ts';
import type { TableView } from '../session/view.ts';
import { useSlice } from '../ui/useSlice.ts';
import type { Edited, Phrases } from './edited.ts';

export type Words = Pick<Edited, 'lang' | 'label' | 'phrases'>;

export const useWords = (view: TableView, lang: Language): Words => {
  const { t, i18n } = useTranslation();
  const board = useSlice(view, ({ state }) => state.board);
  return useMemo(() => {
    const only = new Map<string, string>();
    const phrases: Phrases = {
      // Asked for every bracket of a text.
      only: (party) => {
        const said = only.get(party) ?? t('editor.only', { party });
        only.set(party, said);
        return said;
      },
      proposed: t('editor.proposed'),
      whose: (party) => t('editor.whose', { party }),
      caret: (party, role) => t('editor.caret', { party, role: t(`editor.role.${role}`) }),
      bracketed: (words) => t('editor.bracketed', { words }),
      paragraph: t('editor.paragraph'),
      noValue: i18n.getFixedT(lang)('editor.noValue'),
      empty: t('editor.empty'),
    };
    const chair = i18n.getFixedT(lang)('editor.chair');
    return { lang, phrases, label: (party) => (party === null ? chair : labelOf(board, party, lang)) };
  }, [t, i18n, lang, board]);
};
