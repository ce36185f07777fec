const UNITS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/** `<time>` elements that say "5 minutes ago", with the exact time on hover, and keep saying it right. */
export class RelativeTimes {
  private readonly relative: Intl.RelativeTimeFormat;
  private readonly exact: Intl.DateTimeFormat;

  constructor(language: string) {
    this.relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
    this.exact = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short' });
  }

  element(iso: string): HTMLTimeElement {
    const time = document.createElement('time');
    time.dateTime = iso;
    time.title = this.exact.format(new Date(iso));
    time.textContent = this.say(iso);
    return time;
  }

  refresh(root: ParentNode): void {
    for (const time of root.querySelectorAll('time')) {
      const text = this.say(time.dateTime);
      if (time.textContent !== text) time.textContent = text;
    }
  }

  private say(iso: string): string {
    // A reader's clock may run behind: nothing is ever "in 3 seconds".
    const seconds = Math.max(0, (Date.now() - Date.parse(iso)) / 1000);
    const [unit, size] = UNITS.find(([, least]) => seconds >= least) ?? ['second', 1];
    return unit === 'second' ? this.relative.format(0, 'second') : this.relative.format(-Math.floor(seconds / size), unit);
  }
}
