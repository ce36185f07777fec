import { useEffect } from 'react';

/** What stands on the browser's tab, the same on every page: the page, the site, Weir. */
export function usePageTitle(page: string, site: { readonly name: string }): void {
  useEffect(() => { document.title = `${page} – ${site.name} – Weir`; }, [page, site.name]);
}
