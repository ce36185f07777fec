import { useLoad } from '../../api/insights';
import { Columns } from '../../charts/columns';
import { Figure } from '../../charts/figure';
import { dayWords, decimal, lengthWords, secondsOf } from '../../charts/formats';
import { Link } from '../../shell/link';
import { number } from '../../words/times';
import { useWords } from '../../words/words';
import { logged } from './behind';
import type { FigureProps } from './figure-props';
import classes from './insights.module.css';
import { NoFigure } from './no-figure';
import { daysOf } from './stretch';

/** How much each person had to do, so that nobody has too much. In the order of names: this is no contest. */
export function LoadFigure({ site, stretch, buckets: { timeZone }, mayAudit }: FigureProps) {
  const t = useWords('insights');
  const query = useLoad(site, stretch);
  if (query.data === undefined) return <NoFigure title={t('load.title')} failed={query.isError} onRetry={() => void query.refetch()} />;
  // The service tells of days on which somebody did something; a day off is a gap in the row.
  const days = daysOf(stretch, timeZone);
  const people = query.data.map(({ person, perDay }) => ({ person, perDay: days.map((day) => perDay.find((each) => each.day === day) ?? { day, decided: 0, skipped: 0, minutes: 0 }) }));
  const behind = (id: string): string | null => (mayAudit ? logged(site, 'decision.made', `person:${id}`)(secondsOf(stretch.from), secondsOf(stretch.to)) : null);
  const most = Math.max(1, ...people.flatMap(({ perDay }) => perDay.map(({ decided }) => decided)));
  const table = {
    columns: [t('load.day'), t('load.person'), t('decided'), t('load.skipped'), t('load.minutes')],
    rows: people.flatMap(({ person, perDay }) => perDay.filter(({ decided, skipped }) => decided + skipped > 0).map((each) => ({
      key: `${person.id} ${each.day}`,
      head: { text: dayWords(each.day) },
      cells: [{ text: person.name ?? '', href: behind(person.id) }, { text: number(each.decided) }, { text: number(each.skipped) }, { text: decimal(each.minutes) }],
    }))),
  };
  return (
    <Figure title={t('load.title')} lead={t('load.lead')} table={table} nothing={people.length === 0 ? t('nothing') : null}>
      <ul className={classes.people}>
        {people.map(({ person, perDay }) => {
          const worked = perDay.filter(({ decided, skipped }) => decided + skipped > 0);
          const minutes = worked.reduce((sum, each) => sum + each.minutes, 0);
          const words = perDay.map((each) => t('load.column', { day: dayWords(each.day), decided: number(each.decided), time: lengthWords(each.minutes * 60) }));
          return (
            <li key={person.id} className={classes.person}>
              <Name name={person.name ?? ''} href={behind(person.id)} />
              <Columns low label={[person.name ?? '', ...words].join('; ')} tone="info" most={most} columns={perDay.map((each, index) => ({ key: each.day, value: each.decided, words: words[index] ?? '' }))} />
              <p>{worked.length === 0 ? t('load.none') : minutes === 0 ? t('load.days', { count: worked.length }) : t('load.perDay', { count: worked.length, time: lengthWords((minutes * 60) / worked.length) })}</p>
            </li>
          );
        })}
      </ul>
    </Figure>
  );
}

function Name({ name, href }: { readonly name: string; readonly href: string | null }) {
  return <b>{href === null ? name : <Link href={href}>{name}</Link>}</b>;
}
