// What stands in place of a page that threw: a bug of ours, said plainly, with the one thing that helps.
import { Component } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/Button.tsx';
import { Plain } from './Plain.tsx';

export class Failed extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    return this.state.failed ? <FailedPage /> : this.props.children;
  }
}

const FailedPage = () => {
  const { t } = useTranslation();
  return (
    <Plain title={t('common.failed.title')}>
      <p>{t('common.failed.text')}</p>
      <Button variant="main" onPress={() => window.location.reload()}>
        {t('common.failed.reload')}
      </Button>
    </Plain>
  );
};
