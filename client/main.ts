// Where the page begins: what takes longest is asked for at once, and the screens' code comes meanwhile.
import { beginReplay } from './replay/begin.ts';
import '@fontsource-variable/source-serif-4/opsz.css';
import '@fontsource-variable/source-serif-4/opsz-italic.css';
import '@fontsource-variable/inter/wght.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/print.css';

beginReplay(window.location.pathname);
void import('./start.tsx');
