// How one reads: which view of the board, and in which language the articles stand.
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { BoardDefinition, BoardId } from '../../shared/board.ts';
import { TEXT_CHOICES, languagesOf } from '../i18n/languages.ts';
import type { TextChoice } from '../i18n/languages.ts';
import { Switcher } from '../ui/Switcher.tsx';

export const VIEWS = ['table', 'positions', 'file'] as const;
/** The table itself, both positions as one document, or the board's file. */
export type ViewName = (typeof VIEWS)[number];

export const pathOf = (board: BoardId, view: ViewName): string =>
  view === 'table' ? `/b/${board}` : `/b/${board}/${view}`;

export const ViewLinks = ({ board, shown }: { board: BoardId; shown: ViewName }) => {
  const { t } = useTranslation();
  return (
    <nav aria-label={t('table.views.label')} className="views">
      {VIEWS.map((name) => (
        <Link key={name} to={pathOf(board, name)} aria-current={name === shown ? 'page' : undefined}>
          {t(`table.views.${name}`)}
        </Link>
      ))}
      <Link to={`/b/${board}/replay`}>{t('replay.open')}</Link>
    </nav>
  );
};

/** Nothing to choose where the board has one language. */
export const TextLanguage = ({
  board,
  choice,
  choose,
}: {
  board: BoardDefinition | null;
  choice: TextChoice;
  choose: (choice: TextChoice) => void;
}) => {
  const { t } = useTranslation();
  const names = { en: t('common.english'), fr: t('common.french'), both: t('table.text.bothName') };
  if (languagesOf(board).length === 1) return null;
  return (
    <div className="text-language">
      <span aria-hidden="true">{t('table.text.short')}</span>
      <Switcher
        label={t('table.text.label')}
        value={choice}
        onChange={choose}
        choices={TEXT_CHOICES.map((id) => ({ id, label: t(`table.text.${id}`), name: names[id] }))}
      />
    </div>
  );
};
