// All that can be taken from a board in files, under one button in the bar.
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { languagesOf } from '../i18n/languages.ts';
import type { TableView } from '../session/view.ts';
import { Button } from '../ui/Button.tsx';
import { PopoverButton } from '../ui/Popover.tsx';
import { useSlice } from '../ui/useSlice.ts';
import { filesOf } from './files.ts';
import type { FileGroup, FileLink } from './files.ts';
import './exports.css';

export const ExportMenu = ({ view }: { view: TableView }) => {
  const { t } = useTranslation();
  return (
    <PopoverButton
      label={t('exports.title')}
      button={
        <Button variant="small" className="bar-export">
          {t('exports.open')}
        </Button>
      }
    >
      <Files view={view} />
    </PopoverButton>
  );
};

export const Files = ({ view }: { view: TableView }) => {
  const { t } = useTranslation();
  const seat = useSlice(view, (snapshot) => snapshot.seat.id);
  const languages = useSlice(view, ({ state }) => languagesOf(state.board));
  const sittings = useSlice(view, ({ state }) => state.sittings);
  const groups = filesOf(
    view.board,
    seat,
    sittings.map(({ sitting }) => sitting),
    languages,
  );
  return (
    <div className="exports">
      <h2 className="rubric">{t('exports.title')}</h2>
      {groups.map((group) => (
        <Group key={`${group.kind} ${group.sitting}`} group={group} board={view.board} />
      ))}
      {sittings.length === 0 && <p className="quiet">{t('exports.noRecord')}</p>}
    </div>
  );
};

const Group = ({ group, board }: { group: FileGroup; board: string }) => {
  const { t } = useTranslation();
  const { kind, sitting } = group;
  const what = kind === 'record' ? t('exports.record', { sitting }) : t(`exports.${kind}`);
  const label = ({ which, name }: FileLink): string =>
    which === null ? name : t(`exports.languages.${which}`);
  return (
    <div className="exports-group">
      <p>
        <strong>{what}</strong>
        <small className="quiet">{t(`exports.${kind}Hint`)}</small>
      </p>
      <p className="exports-links">
        {group.links.map((link) => (
          <a
            key={link.name}
            href={link.url}
            download={`${board}-${link.file}`}
            aria-label={t('exports.of', { what, which: label(link) })}
          >
            {label(link)}
          </a>
        ))}
        {sitting !== null && (
          <Link to={`/b/${board}/record/${sitting}`} aria-label={t('exports.recordPrint', { sitting })}>
            {t('exports.print')}
          </Link>
        )}
      </p>
    </div>
  );
};
