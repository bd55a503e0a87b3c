// On a phone: what stands beside the page on a desk is a tap away, under the thumb.
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/Button.tsx';

export type Sheet = 'contents' | 'history' | 'more';
const SHEETS: readonly Sheet[] = ['contents', 'history', 'more'];

export const BottomBar = ({ open }: { open: (sheet: Sheet) => void }) => {
  const { t } = useTranslation();
  const names = {
    contents: t('table.contents.open'),
    history: t('table.history.open'),
    more: t('table.more'),
  };
  return (
    <div className="bottom-bar">
      {SHEETS.map((sheet) => (
        <Button key={sheet} variant="quiet" onPress={() => open(sheet)}>
          {names[sheet]}
        </Button>
      ))}
    </div>
  );
};
