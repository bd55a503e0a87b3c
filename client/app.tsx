// The addresses: the lobby, a table with its three views, and the pages beside it.
import { I18nProvider } from 'react-aria-components';
import { BrowserRouter, Route, Routes } from 'react-router';
import { useLanguage } from './i18n/i18n.ts';
import { Lobby } from './lobby/Lobby.tsx';
import { Failed } from './routes/Failed.tsx';
import { NotFound } from './routes/NotFound.tsx';
import { later } from './routes/later.tsx';

/** The editor and all that a table needs are fetched when somebody sits down, not with the lobby. */
const TablePage = later(async () => (await import('./table/TablePage.tsx')).TablePage);
const ReplayPage = later(async () => (await import('./replay/ReplayPage.tsx')).ReplayPage);
/** Its charts are fetched with it. */
const ConcessionsPage = later(
  async () => (await import('./concessions/ConcessionsPage.tsx')).ConcessionsPage,
);
const NewBoardPage = later(async () => (await import('./new-board/NewBoardPage.tsx')).NewBoardPage);
const RecordPage = later(async () => (await import('./exports/RecordPage.tsx')).RecordPage);

const InvitePage = later(async () => (await import('./invite/InvitePage.tsx')).InvitePage);
const PeoplePage = later(async () => (await import('./people/PeoplePage.tsx')).PeoplePage);
const PublicPage = later(async () => (await import('./doors/PublicPage.tsx')).PublicPage);

const LOCALES = { en: 'en-GB', fr: 'fr-FR' } as const;

export const App = () => (
  <BrowserRouter>
    <Failed>
      <Screens />
    </Failed>
  </BrowserRouter>
);

const Screens = () => (
  <I18nProvider locale={LOCALES[useLanguage()]}>
    <Routes>
      <Route index element={<Lobby />} />
      <Route path="/invite" element={<InvitePage />} />
      <Route path="/new" element={<NewBoardPage />} />
      <Route path="/b/:board/record/:sitting" element={<RecordPage />} />
      <Route path="/b/:board/people" element={<PeoplePage />} />
      <Route path="/b/:board/public" element={<PublicPage />} />
      <Route path="/b/:board/replay" element={<ReplayPage />} />
      <Route path="/b/:board/history" element={<ConcessionsPage />} />
      <Route path="/b/:board/:view?" element={<TablePage />} />
      <Route path="*" element={<NotFound />} />
    </Routes>
  </I18nProvider>
);
