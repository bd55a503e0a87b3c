// All the keys, and how the page is read.
import { useTranslation } from 'react-i18next';
import { Keyboard } from 'react-aria-components';
import { Dialog } from '../ui/Dialog.tsx';

/** Keys that are pressed together are one string, keys one after the other several, alternatives several lists. */
type Row = { does: KeyName; keys: readonly (readonly string[])[] };
type KeyName =
  | 'help'
  | 'nextArticle'
  | 'previousArticle'
  | 'goTable'
  | 'goPositions'
  | 'goFile'
  | 'goHistory'
  | 'goContents'
  | 'nextBracket'
  | 'previousBracket'
  | 'bracketActs'
  | 'undo'
  | 'redo'
  | 'leave';

const PAGE: readonly Row[] = [
  { does: 'help', keys: [['?']] },
  { does: 'nextArticle', keys: [['j'], [']']] },
  { does: 'previousArticle', keys: [['k'], ['[']] },
  { does: 'goTable', keys: [['g', 't']] },
  { does: 'goPositions', keys: [['g', 'p']] },
  { does: 'goFile', keys: [['g', 'f']] },
  { does: 'goHistory', keys: [['g', 'h']] },
  { does: 'goContents', keys: [['g', 'a']] },
];

const articleKeys = (command: string): readonly Row[] => [
  { does: 'nextBracket', keys: [['Alt ↓']] },
  { does: 'previousBracket', keys: [['Alt ↑']] },
  { does: 'bracketActs', keys: [['Enter'], [`${command} .`]] },
  { does: 'undo', keys: [[`${command} Z`]] },
  { does: 'redo', keys: [[`${command} Shift Z`], [`${command} Y`]] },
  { does: 'leave', keys: [['Esc']] },
];

const RULES = ['brackets', 'typing', 'clean', 'figures'] as const;

const isApple = (): boolean => /Mac|iPhone|iPad/.test(navigator.userAgent);

export const Help = ({ isOpen, close }: { isOpen: boolean; close: () => void }) => {
  const { t } = useTranslation();
  return (
    <Dialog title={t('help.title')} shape="page" isOpen={isOpen} onOpenChange={(open) => !open && close()}>
      <div className="help">
        <div>
          <h3 className="rubric">{t('help.page')}</h3>
          <KeyList rows={PAGE} />
        </div>
        <div>
          <h3 className="rubric">{t('help.article')}</h3>
          <KeyList rows={articleKeys(isApple() ? '⌘' : 'Ctrl')} />
        </div>
        <div className="help-reading">
          <h3 className="rubric">{t('help.reading')}</h3>
          {RULES.map((rule) => (
            <p key={rule}>{t(`help.rules.${rule}`)}</p>
          ))}
        </div>
      </div>
    </Dialog>
  );
};

const KeyList = ({ rows }: { rows: readonly Row[] }) => {
  const { t } = useTranslation();
  return (
    <dl className="keys">
      {rows.map(({ does, keys }) => (
        <div key={does}>
          <dt>{t(`help.keys.${does}`)}</dt>
          <dd>
            {keys.map((sequence, index) => (
              <span key={sequence.join()}>
                {index > 0 && <small>{` ${t('help.keys.or')} `}</small>}
                <Sequence keys={sequence} />
              </span>
            ))}
          </dd>
        </div>
      ))}
    </dl>
  );
};

const Sequence = ({ keys }: { keys: readonly string[] }) => {
  const { t } = useTranslation();
  return keys.map((key, index) => (
    <span key={key}>
      {index > 0 && <small>{` ${t('help.keys.afterwards')} `}</small>}
      <Keyboard className="key">{key}</Keyboard>
    </span>
  ));
};
