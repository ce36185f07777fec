/**
 * The eleven files of Implementing Regulation (EU) 2024/2835, in their order, with the columns of each. What every column counts stands in the template;
 * where that has a word of its own for a column it is used, but byte for byte these headers are not promised.
 */
export const REPORT_FILES = [
  '1_report_identification',
  '2_categories_names',
  '3_member_states_orders',
  '4_notices',
  '5_own_initiative_illegal',
  '6_own_initiative_TC',
  '7_appeals_and_recidivism',
  '8_automated_means',
  '9_human_resources',
  '10_AMAR',
  '11_qualitative',
] as const;
export type ReportFile = (typeof REPORT_FILES)[number];

const START = ['Applicability', 'Service', 'Reporting period'];
const CATEGORY = ['Category of illegal content', 'Description of the sub-category "Other"'];
const LONG = [...START, 'Section', 'Indicator', 'Scope', 'Value', 'Contextual Information'];
const withContext = (columns: readonly string[]): string[] => [...columns, ...columns.map((column) => `Contextual information on ${column}`)];
const withTrusted = (columns: readonly string[]): string[] => columns.flatMap((column) => [column, `${column} (Trusted Flagger notices)`]);

/** What was done, in the order in which files 5 and 6 count it. */
export const MEASURES = [
  'Visibility restriction: Removal',
  'Visibility restriction: Disable',
  'Visibility restriction: Demoted',
  'Visibility restriction: Age restricted',
  'Visibility restriction: Interaction restricted',
  'Visibility restriction: Labelled',
  'Visibility restriction: Other',
  'Monetary restriction: Suspension',
  'Monetary restriction: Termination',
  'Monetary restriction: Other',
  'Provision of the service: Suspension',
  'Provision of the service: Termination',
  'Provision of the account: Suspension',
  'Provision of the account: Termination',
] as const;
const OWN = withContext(['Number of measures taken at own initiative', 'Number of measures taken at own initiative after detection solely by automated means', ...MEASURES]);

const ORDERS = [
  'Number of orders to act against illegal content received',
  'Number of specific items of information included in the total number of orders to act against illegal content',
  'Median time to inform the authority of the receipt of the order to act against illegal content',
  'Median time to give effect to the order to act against illegal content',
  'Number of orders to provide information',
  'Median time to inform the authority of the receipt of the order to provide information',
  'Median time to give effect to the order to provide information',
];

const NOTICES = withTrusted([
  'Number of notices received',
  'Number of specific items of information included in the total number of notices',
  'Median time to take action',
  'Number of actions taken on the basis of the law',
  'Number of actions taken on the basis of the terms and conditions of the service',
]);

export const REPORT_COLUMNS: Readonly<Record<ReportFile, readonly string[]>> = {
  '1_report_identification': ['Applicability', 'Service', 'Indicator', 'Value'],
  '2_categories_names': ['Applicability', 'Service', 'Category', 'Name'],
  '3_member_states_orders': [...START, ...CATEGORY, 'Scope', ...withContext(ORDERS)],
  '4_notices': [...START, ...CATEGORY, ...withContext(NOTICES)],
  '5_own_initiative_illegal': [...START, ...CATEGORY, ...OWN],
  '6_own_initiative_TC': [...START, 'Category of incompatible content', 'Description of the sub-category "Other"', ...OWN],
  '7_appeals_and_recidivism': LONG,
  '8_automated_means': LONG,
  '9_human_resources': LONG,
  '10_AMAR': LONG,
  '11_qualitative': LONG,
};
