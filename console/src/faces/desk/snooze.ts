const HOUR = 3_600_000;
const MORNING = 9;

export interface SnoozeChoice {
  readonly name: 'hour' | 'fourHours' | 'tomorrow' | 'week';
  readonly until: Date;
}

/** When an item may come back, by the clock of whoever puts it off. */
export function snoozeChoices(now: Date): readonly SnoozeChoice[] {
  const tomorrow = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1, MORNING);
  return [
    { name: 'hour', until: new Date(now.getTime() + HOUR) },
    { name: 'fourHours', until: new Date(now.getTime() + 4 * HOUR) },
    { name: 'tomorrow', until: tomorrow },
    { name: 'week', until: new Date(now.getTime() + 7 * 24 * HOUR) },
  ];
}
