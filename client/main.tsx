// Where the page starts.
import { beginReplay } from './replay/begin.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '@fontsource-variable/source-serif-4/opsz.css';
import '@fontsource-variable/source-serif-4/opsz-italic.css';
import '@fontsource-variable/inter/wght.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/print.css';
import { App } from './app.tsx';
import { startI18n } from './i18n/i18n.ts';
import { takeSecret } from './invite/secret.ts';

beginReplay(window.location.pathname);
takeSecret(window);
startI18n();
const root = document.getElementById('root');
if (root !== null)
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
