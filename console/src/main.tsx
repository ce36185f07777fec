import './styles/tokens.css';
import './styles/base.css';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ApiError } from './api/client';
import { App } from './app';
import { Late } from './shell/late';
import { loadWords, startWords } from './words/words';

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 1_000,
      // What the service refused once it refuses again; only silence and "not right now" are worth asking twice.
      retry: (failures, error) => error instanceof ApiError && error.unreachable && failures < 2,
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
});

/** Readers come here from the comment box; nobody has to sign in. */
const NOTICE = '/notice/';
const notice = async () => (await Promise.all([import('./faces/notice/notice'), loadWords('notice'), loadWords('law'), loadWords('entry')]))[0].Notice;
const { pathname } = window.location;

await startWords();
const root = document.getElementById('root');
if (root === null) throw new Error('The page has no place for the console.');
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      {pathname.startsWith(NOTICE) ? <Late name="notice" load={notice} given={{ path: pathname.slice(NOTICE.length).split('/') }} /> : <App />}
    </QueryClientProvider>
  </StrictMode>,
);
