/** How a reporter's decided reports went. */
export interface ReportRecord {
  readonly upheld: number;
  readonly dismissed: number;
}

/** A report of somebody nobody knows yet, in hundredths. */
const ONE = 100;
/** What is known of a stranger counts like this many reports, half of them right. */
const PRIOR = 4;
const LEAST = 10;

/**
 * What a report weighs by the record of who makes it, in hundredths: twice the share of their reports that moderators agreed with,
 * pulled towards 1 as long as there are few (a Beta prior of 2 and 2). So a stranger weighs 1, somebody always right comes
 * near 2, somebody always wrong near nothing, but never below a tenth: even they may be right once.
 */
export function reportWeight({ upheld, dismissed }: ReportRecord): number {
  const share = (upheld + PRIOR / 2) / (upheld + dismissed + PRIOR);
  return Math.max(LEAST, Math.round(share * 2 * ONE));
}
