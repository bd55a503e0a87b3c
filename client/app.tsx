// The addresses: the lobby, a table with its three views, and the pages beside it.
import { Suspense, lazy } from 'react';
import { I18nProvider } from 'react-aria-components';
import { BrowserRouter, Route, Routes } from 'react-router';
import { useLanguage } from './i18n/i18n.ts';
import { Lobby } from './lobby/Lobby.tsx';
import { Failed } from './routes/Failed.tsx';
import { NotFound } from './routes/NotFound.tsx';
import { Waiting } from './routes/Waiting.tsx';

/** The editor and all that a table needs are fetched when somebody sits down, not with the lobby. */
const TablePage = lazy(async () => ({ default: (await import('./table/TablePage.tsx')).TablePage }));

const ReplayPage = lazy(async () => ({ default: (await import('./replay/ReplayPage.tsx')).ReplayPage }));

/** Its charts are fetched with it. */
const ConcessionsPage = lazy(async () => ({
  default: (await import('./concessions/ConcessionsPage.tsx')).ConcessionsPage,
}));

const NewBoardPage = lazy(async () => ({
  default: (await import('./new-board/NewBoardPage.tsx')).NewBoardPage,
}));

const InvitePage = lazy(async () => ({ default: (await import('./invite/InvitePage.tsx')).InvitePage }));

const PeoplePage = lazy(async () => ({ default: (await import('./people/PeoplePage.tsx')).PeoplePage }));

const RecordPage = lazy(async () => ({ default: (await import('./exports/RecordPage.tsx')).RecordPage }));

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
    <Suspense fallback={<Waiting />}>
      <Routes>
        <Route index element={<Lobby />} />
        <Route path="/invite" element={<InvitePage />} />
        <Route path="/new" element={<NewBoardPage />} />
        <Route path="/b/:board/record/:sitting" element={<RecordPage />} />
        <Route path="/b/:board/people" element={<PeoplePage />} />
        <Route path="/b/:board/replay" element={<ReplayPage />} />
        <Route path="/b/:board/history" element={<ConcessionsPage />} />
        <Route path="/b/:board/:view?" element={<TablePage />} />
        <Route path="*" element={<NotFound />} />
      </Routes>
    </Suspense>
  </I18nProvider>
);
