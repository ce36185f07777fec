import { useEffect } from 'react';

/** What stands on the browser's tab, the same on every page: the page, the site where there is one, Weir. */
export function usePageTitle(page: string, site: { readonly name: string } | null): void {
  const name = site?.name;
  useEffect(() => { document.title = [page, ...(name === undefined ? [] : [name]), 'Weir'].join(' – '); }, [page, name]);
}
