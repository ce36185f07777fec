import { type ComponentType, lazy } from 'react';
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
  readonly Face: ComponentType<FaceProps>;
}

/** A face's code and its words are fetched side by side, and only when somebody goes there. */
function face(words: readonly FaceWords[], code: () => Promise<ComponentType<FaceProps>>): ComponentType<FaceProps> {
  return lazy(async () => {
    const [Face] = await Promise.all([code(), ...words.map(loadWords)]);
    return { default: Face };
  });
}

/** Every page of the console, in the order of the menu. */
export const FACES: readonly FaceEntry[] = [
  { path: 'desk', needs: 'review.read', Face: face(['desk'], async () => (await import('./faces/desk/desk')).Desk) },
  { path: 'articles', needs: 'review.read', Face: face(['articles'], async () => (await import('./faces/articles/articles')).Articles) },
  { path: 'authors', needs: 'review.read', Face: face(['authors', 'insights'], async () => (await import('./faces/authors/authors')).Authors) },
  { path: 'rules', needs: 'rules.read', Face: face([], async () => (await import('./faces/rules/rules')).Rules) },
  { path: 'history', needs: 'audit.read', Face: face(['history'], async () => (await import('./faces/history/history')).History) },
  { path: 'insights', needs: 'review.read', Face: face(['insights', 'charts'], async () => (await import('./faces/insights/insights')).Insights) },
  { path: 'office', needs: 'queues.manage', Face: face(['office'], async () => (await import('./faces/office/office')).Office) },
];
