import { useQuery } from '@tanstack/react-query';
import type { ComponentType } from 'react';
import { useWords } from '../words/words';
import { Message } from './message';

interface Props<Given extends object> {
  /** Names the code among all that is fetched late. */
  readonly name: string;
  readonly load: () => Promise<ComponentType<Given>>;
  readonly given: Given;
}

/**
 * A part of the console whose code is fetched when it is first shown. Not React's `lazy`: what has shown nothing for a moment
 * it keeps hidden for three tenths of a second more, so that pages do not flicker; a desk should rather be there.
 */
export function Late<Given extends object>({ name, load, given }: Props<Given>) {
  const t = useWords('shell');
  const { data: Part, isError, refetch } = useQuery({ queryKey: ['code', name], queryFn: load, staleTime: Infinity, gcTime: Infinity, structuralSharing: false, retry: 2 });
  if (isError) return <Message title={t('unreachable.title')} text={t('unreachable.text')} action={{ label: t('tryAgain'), run: () => void refetch() }} />;
  return Part === undefined ? null : <Part {...given} />;
}
