import { useStats } from '../../api/evidence';
import { Figure } from '../../charts/figure';
import { percentWords } from '../../charts/formats';
import { Scatter, type ScatterPoint } from '../../charts/scatter';
import { hrefOf } from '../../router';
import { number } from '../../words/times';
import { useWords } from '../../words/words';
import { commentsBehind } from './behind';
import { NoFigure } from './no-figure';
import type { Range } from './stretch';

/** The service counts rules by so many days; a stretch of one's own is told by the week. */
const DAYS = { '24h': 1, '7d': 7, '30d': 30, '90d': 30 } as const;

/** How often rules fire, and how often people agree: noisy ones stand out. */
export function RulesFigure({ site, range }: { readonly site: string; readonly range: Range | null }) {
  const t = useWords('insights');
  const days = DAYS[range ?? '7d'];
  const query = useStats(site, days);
  if (query.data === undefined) return <NoFigure title={t('rules.title')} failed={query.isError} onRetry={() => void query.refetch()} />;
  const seen = query.data.items.filter(({ hits, mode }) => hits > 0 && mode !== 'gone');
  const points = seen.flatMap((rule): ScatterPoint[] => (rule.precision === null ? [] : [{
    key: rule.rule,
    label: rule.rule,
    words: t('rules.point', { name: rule.name, hits: rule.hits, share: percentWords(rule.precision.value), low: percentWords(rule.precision.low), high: percentWords(rule.precision.high) }) + (rule.flags.includes('noisy') ? ` ${t('rules.noisy')}` : ''),
    count: rule.hits,
    share: rule.precision.value,
    low: rule.precision.low,
    high: rule.precision.high,
    marked: rule.flags.includes('noisy'),
    href: hrefOf(site, 'rules', rule.rule),
  }]));
  const table = {
    columns: [t('rules.rule'), t('rules.hits'), t('rules.right'), t('rules.wrong'), t('rules.pending'), t('rules.share')],
    rows: seen.map((rule) => ({
      key: rule.rule,
      head: { text: rule.name, href: hrefOf(site, 'rules', rule.rule) },
      cells: [{ text: number(rule.hits), href: commentsBehind(site, { rule: rule.rule }) }, { text: number(rule.confirmed) }, { text: number(rule.overturned) }, { text: number(rule.pending) }, { text: rule.precision === null ? '–' : percentWords(rule.precision.value) }],
    })),
  };
  return (
    <Figure title={t('rules.title')} lead={t('rules.lead', { count: days })} table={table} nothing={seen.length === 0 ? t('rules.nothing') : null}>
      {points.length === 0 ? <p>{t('rules.undecided', { count: seen.length })}</p> : <Scatter label={t('rules.title')} points={points} across={t('rules.across')} up={t('rules.up')} />}
    </Figure>
  );
}
