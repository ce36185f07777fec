import { useCallback, useEffect, useMemo, useState } from 'react';
import { useTimeZone } from '../../api/insights';
import type { FaceProps } from '../../faces';
import { navigate, useFilters } from '../../router';
import { Link } from '../../shell/link';
import { Message } from '../../shell/message';
import { usePageTitle } from '../../shell/page-title';
import { useWords } from '../../words/words';
import { CommentsBehind } from './comments-behind';
import { HoursFigure } from './hours-figure';
import classes from './insights.module.css';
import { LoadFigure } from './load-figure';
import { LogBehind } from './log-behind';
import { QueuesFigure } from './queues-figure';
import { RulesFigure } from './rules-figure';
import { addressOf, inBuckets, RANGES, stretchOf, USUAL } from './stretch';
import { TimesFigure } from './times-figure';
import { WorkFigure, VolumeFigure } from './volume-figure';

const MINUTE = 60_000;

/** What comes in, what becomes of it, and how long people wait: numbers to look at, each with the comments behind it. */
export function Insights({ site, path }: FaceProps) {
  const t = useWords('insights');
  usePageTitle(t('tab'), site);
  switch (path[0]) {
    case undefined: return <Figures site={site} />;
    case 'comments': return <CommentsBehind site={site} />;
    case 'log': return <LogBehind site={site} />;
    default: return <Message title={t('noPage.title')} text={t('noPage.text')} />;
  }
}

function Figures({ site: { slug, permissions } }: Pick<FaceProps, 'site'>) {
  const t = useWords('insights');
  const filters = useFilters();
  const timeZone = useTimeZone(slug);
  const range = filters.has('from') ? null : RANGES.find((each) => each === filters.get('range')) ?? USUAL;
  return (
    <div className={classes.page}>
      <div className={classes.head}>
        <h1>{t('title')}</h1>
        <nav className={classes.ranges} aria-label={t('range')}>
          {RANGES.map((each) => <Link key={each} href={addressOf(slug, { range: each })} aria-current={each === range ? 'true' : undefined}>{t(`ranges.${each}`)}</Link>)}
          {range === null && <span className={classes.chosen}>{t('ranges.chosen')}</span>}
        </nav>
      </div>
      <p className={classes.lead}>{t('lead')}</p>
      {timeZone !== undefined && <Charts site={slug} permissions={permissions} filters={filters} timeZone={timeZone} />}
    </div>
  );
}

interface ChartsProps {
  readonly site: string;
  readonly permissions: FaceProps['site']['permissions'];
  readonly filters: URLSearchParams;
  readonly timeZone: string;
}

function Charts({ site, permissions, filters, timeZone }: ChartsProps) {
  const now = useMinute();
  const { range, from, to, bucket } = stretchOf(filters, now, timeZone);
  const buckets = useMemo(() => ({ width: bucket, timeZone }), [bucket, timeZone]);
  const zoom = useCallback((begin: number, end: number): void => { navigate(addressOf(site, inBuckets(begin * 1_000, end * 1_000, timeZone))); }, [site, timeZone]);
  const common = { site, stretch: { from, to, bucket }, buckets, mayAudit: permissions.includes('audit.read'), onStretch: zoom };
  return (
    <div className={classes.figures}>
      <div className={classes.wide}><VolumeFigure {...common} /></div>
      <WorkFigure {...common} />
      <TimesFigure {...common} />
      <QueuesFigure site={site} />
      <HoursFigure {...common} />
      {permissions.includes('rules.read') && <RulesFigure site={site} range={range} />}
      <LoadFigure {...common} />
    </div>
  );
}

/** The time, a minute at a time: figures move on, and nothing is asked for twice. */
function useMinute(): number {
  const [now, setNow] = useState(endOfMinute);
  useEffect(() => {
    const timer = setInterval(() => { setNow(endOfMinute()); }, MINUTE);
    return () => { clearInterval(timer); };
  }, []);
  return now;
}

/** When the running minute ends: it belongs to its hour, also the first one, which would end where the hour begins if it were rounded down. */
function endOfMinute(): number {
  return (Math.floor(Date.now() / MINUTE) + 1) * MINUTE;
}
