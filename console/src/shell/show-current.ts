/** On a phone a menu is longer than the screen: where one is should be in sight. */
export function showCurrent(nav: HTMLElement | null): void {
  nav?.querySelector('[aria-current]')?.scrollIntoView({ inline: 'nearest', block: 'nearest' });
}
