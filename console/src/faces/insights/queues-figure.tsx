import { useQueueAges } from '../../api/insights';
import { type Cell, Figure } from '../../charts/figure';
import { lengthWords } from '../../charts/formats';
import { Spread } from '../../charts/spread';
import { hrefOf } from '../../router';
import { Link } from '../../shell/link';
import { number } from '../../words/times';
import { useWords } from '../../words/words';
import classes from './insights.module.css';
import { NoFigure } from './no-figure';

/** What waits now, queue by queue: how much, how long already, how much of it too long. */
export function QueuesFigure({ site }: { readonly site: string }) {
  const t = useWords('insights');
  const query = useQueueAges(site);
  const queues = query.data;
  if (queues === undefined) return <NoFigure title={t('queues.title')} failed={query.isError} onRetry={() => void query.refetch()} />;
  const most = Math.max(1, ...queues.map(({ open }) => open));
  const quiet = queues.filter(({ open }) => open === 0).map(({ name }) => name);
  const ages = queues.find((queue) => queue.ages.length > 0)?.ages ?? [];
  const classOf = (index: number): string => {
    const upTo = ages[index]?.upToSeconds ?? null;
    return upTo === null ? t('queues.older', { age: lengthWords(ages[index - 1]?.upToSeconds ?? 0) }) : t('queues.younger', { age: lengthWords(upTo) });
  };
  const weightOf = (index: number): number => 0.25 + 0.75 * (index / Math.max(1, ages.length - 1));
  const table = {
    columns: [t('queues.queue'), t('queues.open'), t('queues.overdue'), t('queues.oldest'), ...ages.map((_, index) => classOf(index))],
    rows: queues.map((queue) => ({
      key: queue.queueId,
      head: { text: queue.name, href: hrefOf(site, 'desk', queue.queueId) },
      cells: [{ text: number(queue.open) }, { text: number(queue.overdue) }, { text: queue.oldestSeconds === null ? '–' : lengthWords(queue.oldestSeconds) }, ...queue.ages.map(({ count }): Cell => ({ text: number(count) }))],
    })),
  };
  return (
    <Figure title={t('queues.title')} lead={t('queues.lead')} table={table} nothing={queues.every(({ open }) => open === 0) ? t('queues.nothing') : null}>
      <div className={classes.queues}>
        {queues.filter(({ open }) => open > 0).map((queue) => {
          const parts = queue.ages.map(({ count }, index) => ({ key: String(index), count, words: `${classOf(index)}: ${number(count)}`, weight: weightOf(index) }));
          return (
            <div key={queue.queueId} className={classes.queue}>
              <Link className={classes.name} href={hrefOf(site, 'desk', queue.queueId)}>{queue.name}</Link>
              <span className={classes.numbers}>
                {t('queues.waiting', { count: queue.open })}
                {queue.oldestSeconds !== null && ` · ${t('queues.since', { age: lengthWords(queue.oldestSeconds) })}`}
                {queue.overdue > 0 && <> · <span className={classes.late}>{t('queues.late', { count: queue.overdue })}</span></>}
              </span>
              <Spread label={[queue.name, ...parts.map(({ words }) => words)].join(', ')} parts={parts} most={most} />
            </div>
          );
        })}
        {quiet.length > 0 && <p className={classes.quiet}>{t('queues.quiet', { list: quiet.join(', ') })}</p>}
        <ul className={classes.ages} aria-hidden>{ages.map((_, index) => <li key={classOf(index)}><span style={{ background: `color-mix(in srgb, var(--held) ${String(Math.round(weightOf(index) * 100))}%, var(--sheet))` }} />{classOf(index)}</li>)}</ul>
      </div>
    </Figure>
  );
}
