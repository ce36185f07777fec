import type { ComponentType } from 'react';
import type { PersonSite } from './api/types';
import { type FaceWords, loadWords } from './words/words';

export interface FaceProps {
  readonly site: PersonSite;
  /** What stands behind the face in the address, part by part. */
  readonly path: readonly string[];
}

interface FaceEntry {
  /** Also the key of its name among the shell's words. */
  readonly path: 'desk' | 'articles' | 'authors' | 'rules' | 'history' | 'insights' | 'office';
  /** Who lacks this permission does not see it in the menu. */
  readonly needs: PersonSite['permissions'][number];
  readonly load: () => Promise<ComponentType<FaceProps>>;
}

/** A face's code and its words are fetched side by side, and only when somebody goes there. */
function face(words: readonly FaceWords[], code: () => Promise<ComponentType<FaceProps>>): FaceEntry['load'] {
  return async () => (await Promise.all([code(), ...words.map(loadWords)]))[0];
}

/** Every page of the console, in the order of the menu. */
export const FACES: readonly FaceEntry[] = [
  { path: 'desk', needs: 'review.read', load: face(['desk'], async () => (await import('./faces/desk/desk')).Desk) },
  { path: 'articles', needs: 'review.read', load: face(['articles'], async () => (await import('./faces/articles/articles')).Articles) },
  { path: 'authors', needs: 'review.read', load: face(['authors', 'insights'], async () => (await import('./faces/authors/authors')).Authors) },
  { path: 'rules', needs: 'rules.read', load: face([], async () => (await import('./faces/rules/rules')).Rules) },
  { path: 'history', needs: 'audit.read', load: face(['history'], async () => (await import('./faces/history/history')).History) },
  { path: 'insights', needs: 'review.read', load: face(['insights', 'charts'], async () => (await import('./faces/insights/insights')).Insights) },
  { path: 'office', needs: 'queues.manage', load: face(['office'], async () => (await import('./faces/office/office')).Office) },
];
