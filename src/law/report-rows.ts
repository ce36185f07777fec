import { NOTICE_CATEGORIES } from '../domain/notices';
import type { LawRestriction } from '../domain/statement-of-reasons';
import type { AppealCount, NoticeCount, ReportPeriod, StatementCount } from '../store/law-report.store';
import { MEASURES, REPORT_COLUMNS, type ReportFile } from './report-columns';
import { categoryOf } from './transparency-statement';

/** Null: Weir does not know it; whoever publishes the report fills it in. */
export type ReportCell = string | number | null;
export type ReportRow = readonly ReportCell[];

export interface ReportCounts {
  readonly service: string;
  /** Where the service can be written to. */
  readonly contact: string | null;
  readonly period: ReportPeriod;
  readonly statements: readonly StatementCount[];
  readonly notices: readonly NoticeCount[];
  readonly appeals: AppealCount;
  /** People who decided. */
  readonly deciders: number;
}

const HOSTING = 'Only for providers of hosting services, including online platforms';
const PLATFORMS = 'Only for providers of online platforms';
const VERY_LARGE = 'Only for providers of very large online platforms';
const ALL = 'For all providers of intermediary services';
const FILL_IN = 'Not known to Weir: to be filled in';
const HOURS = 'In hours';

/** Which measure of the template a restriction is. */
const MEASURE_OF: Readonly<Record<LawRestriction, (typeof MEASURES)[number]>> = {
  removal: 'Visibility restriction: Removal',
  premoderate: 'Visibility restriction: Other',
  suspend: 'Provision of the account: Suspension',
  ban: 'Provision of the account: Termination',
};

/** Every row of every file. What is counted stands in exactly one place: statements that answer a notice in file 4, all others in file 6. */
export function reportRows(counts: ReportCounts): Readonly<Record<ReportFile, readonly ReportRow[]>> {
  return {
    '1_report_identification': identification(counts),
    '2_categories_names': CATEGORY_NAMES.map(([code, name]) => [ALL, counts.service, `STATEMENT_CATEGORY_${code}`, name]),
    '3_member_states_orders': [filled('3_member_states_orders', [ALL, counts.service, periodOf(counts), 'Total', null, 'Total'], FILL_IN)],
    '4_notices': noticeRows(counts),
    '5_own_initiative_illegal': NOTICE_CATEGORIES.map((category) => filled('5_own_initiative_illegal', [HOSTING, counts.service, periodOf(counts), `STATEMENT_CATEGORY_${category}`, null, ...Array<number>(2 + MEASURES.length).fill(0)])),
    '6_own_initiative_TC': ownRows(counts),
    '7_appeals_and_recidivism': appealRows(counts),
    '8_automated_means': automatedRows(counts),
    '9_human_resources': [
      long(counts, PLATFORMS, ['Human resources', 'Number of people who took decisions on content', 'Total', counts.deciders]),
      long(counts, PLATFORMS, ['Human resources', 'Linguistic expertise', 'Total', null]),
    ],
    '10_AMAR': [long(counts, VERY_LARGE, ['Average monthly active recipients', 'Number of average monthly active recipients', 'Total', null])],
    '11_qualitative': qualitativeRows(counts),
  };
}

function identification({ service, contact, period: { from, to } }: ReportCounts): ReportRow[] {
  const last = new Date(to.getTime() - 1);
  const said: readonly (readonly [string, ReportCell])[] = [
    ['Name of the service', service],
    ['Name of the provider', null],
    ['Contact point', contact],
    ['Start of the reporting period', day(from)],
    ['End of the reporting period', day(last)],
    ['Date of publication', null],
  ];
  return said.map(([indicator, value]) => [ALL, service, indicator, value]);
}

function noticeRows(counts: ReportCounts): ReportRow[] {
  const byCategory = new Map(counts.notices.map((one) => [one.category, one]));
  return NOTICE_CATEGORIES.map((category) => {
    const n = byCategory.get(category);
    const [received, trusted] = [n?.received ?? 0, n?.received_trusted ?? 0];
    const values = [received, trusted, received, trusted, hours(n?.median), hours(n?.median_trusted), 0, 0, n?.actions ?? 0, n?.actions_trusted ?? 0];
    const context = values.map((_, place) => (place === 4 || place === 5 ? HOURS : null));
    return [HOSTING, counts.service, periodOf(counts), `STATEMENT_CATEGORY_${category}`, null, ...values, ...context];
  });
}

function ownRows(counts: ReportCounts): ReportRow[] {
  const own = counts.statements.filter(({ source }) => source === 'own' || source === 'notice');
  return CATEGORY_NAMES.map(([category]) => {
    const alike = own.filter(({ policy }) => categoryOf(policy).category === category);
    const sum = (chosen: readonly StatementCount[]): number => chosen.reduce((all, { n }) => all + n, 0);
    const measures = MEASURES.map((measure) => sum(alike.filter(({ restriction }) => MEASURE_OF[restriction] === measure)));
    const automatic = sum(alike.filter((one) => one.source === 'own' && one.is_detected_automatically));
    return filled('6_own_initiative_TC', [HOSTING, counts.service, periodOf(counts), `STATEMENT_CATEGORY_${category}`, null, sum(alike), automatic, ...measures]);
  });
}

function appealRows(counts: ReportCounts): ReportRow[] {
  const { lodged, upheld, dismissed, median } = counts.appeals;
  const complaints = 'Internal complaints mechanism';
  return [
    long(counts, PLATFORMS, [complaints, 'Number of complaints lodged', 'Total', lodged]),
    long(counts, PLATFORMS, [complaints, 'Number of decisions upheld', 'Total', dismissed]),
    long(counts, PLATFORMS, [complaints, 'Number of decisions reversed', 'Total', upheld]),
    long(counts, PLATFORMS, [complaints, 'Median time to decide', 'Total', hours(median)], HOURS),
    long(counts, PLATFORMS, ['Out-of-court dispute settlement', 'Number of disputes submitted', 'Total', null]),
    long(counts, PLATFORMS, ['Suspensions', 'Number of suspensions for manifestly illegal content, notices or complaints', 'Total', null]),
  ];
}

function automatedRows(counts: ReportCounts): ReportRow[] {
  const automatic = counts.statements.filter((one) => one.is_decided_automatically);
  const all = automatic.reduce((sum, { n }) => sum + n, 0);
  const reversed = automatic.reduce((sum, { ended }) => sum + ended, 0);
  const section = 'Use of automated means';
  return [
    long(counts, ALL, [section, 'Number of items of information decided by solely automated means', 'Total', all]),
    long(counts, ALL, [section, 'Number of these decisions that a person reversed', 'Total', reversed]),
    long(counts, ALL, [section, 'Error rate', 'Total', all === 0 ? null : rounded(reversed / all)], all === 0 ? 'There were none' : 'Reversed decisions among all of them: what nobody looked at again counts as right'),
    long(counts, ALL, [section, 'Accuracy', 'Total', all === 0 ? null : rounded(1 - reversed / all)], all === 0 ? 'There were none' : 'One minus the error rate'),
  ];
}

function qualitativeRows(counts: ReportCounts): ReportRow[] {
  return [
    long(counts, ALL, ['Qualitative description', 'Summary of the content moderation engaged in at own initiative', 'Total', null]),
    long(counts, ALL, ['Qualitative description', 'Use of automated means', 'Total', 'Rules that the editors write and publish look at each comment before it is shown; each is tried on past comments first. They let it through, hold it for a person, or reject it. Every automatic decision is stored with the rules and words that led to it, and its author can appeal to a person.']),
    long(counts, ALL, ['Qualitative description', 'Training and assistance given to people who moderate', 'Total', null]),
  ];
}

function long({ service, ...counts }: ReportCounts, applicability: string, said: readonly [section: string, indicator: string, scope: string, value: ReportCell], context: string | null = said[3] === null ? FILL_IN : null): ReportRow {
  return [applicability, service, periodOf(counts), ...said, context];
}

/** As wide as the file is; the rest stays empty, but for a word in the last column. */
function filled(file: ReportFile, cells: readonly ReportCell[], last: string | null = null): ReportRow {
  const missing = REPORT_COLUMNS[file].length - cells.length;
  return [...cells, ...Array<null>(missing - 1).fill(null), last];
}

function periodOf({ period: { from, to } }: Pick<ReportCounts, 'period'>): string {
  return `${day(from)} - ${day(new Date(to.getTime() - 1))}`;
}

function day(at: Date): string {
  return at.toISOString().slice(0, 10);
}

function hours(seconds: number | null | undefined): number | null {
  return seconds === null || seconds === undefined ? null : rounded(seconds / 3_600);
}

function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}

/** The sixteen of the Transparency Database. */
const CATEGORY_NAMES = [
  ['ANIMAL_WELFARE', 'Animal welfare'],
  ['CONSUMER_INFORMATION', 'Consumer information infringements'],
  ['CYBER_VIOLENCE', 'Cyber violence'],
  ['CYBER_VIOLENCE_AGAINST_WOMEN', 'Cyber violence against women'],
  ['DATA_PROTECTION_AND_PRIVACY_VIOLATIONS', 'Data protection and privacy violations'],
  ['ILLEGAL_OR_HARMFUL_SPEECH', 'Illegal or harmful speech'],
  ['INTELLECTUAL_PROPERTY_INFRINGEMENTS', 'Intellectual property infringements'],
  ['NEGATIVE_EFFECTS_ON_CIVIC_DISCOURSE_OR_ELECTIONS', 'Negative effects on civic discourse or elections'],
  ['NOT_SPECIFIED_NOTICE', 'Type of alleged illegal content not specified by the notifier'],
  ['OTHER_VIOLATION_TC', 'Other violation of the provider’s terms and conditions'],
  ['PROTECTION_OF_MINORS', 'Protection of minors'],
  ['RISK_FOR_PUBLIC_SECURITY', 'Risk for public security'],
  ['SCAMS_AND_FRAUD', 'Scams and fraud'],
  ['SELF_HARM', 'Self-harm'],
  ['UNSAFE_AND_PROHIBITED_PRODUCTS', 'Unsafe and prohibited products'],
  ['VIOLENCE', 'Violence'],
] as const;
