import { useReport } from '../../api/evidence';
import { takeStarter, useStarter } from '../../api/rules';
import { hrefOf, navigate } from '../../router';
import { Link } from '../../shell/link';
import pages from '../../styles/page.module.css';
import type { RulesState } from './use-rules';
import { percent } from './figures';
import { REPORT } from './wording';

const SUGGESTIONS_SHOWN = 10;

/** What the week's report adds to the numbers of today: rules that became worse, and words that no list has. */
export function Report({ state: { site } }: { state: RulesState }) {
  const { data } = useReport(site);
  if (data === undefined || data.precisionDrops.length + data.suggestions.length === 0) return null;
  return (
    <>
      {data.precisionDrops.length > 0 && (
        <section aria-labelledby="worse">
          <h2 id="worse">{REPORT.worse}</h2>
          <ul style={{ listStyle: 'none', padding: 0 }}>
            {data.precisionDrops.map(({ rule, name, before, now }) => <li key={rule}><Link className={pages.link} href={hrefOf(site, 'rules', rule)}>{name}</Link> <span className={pages.soft}>{REPORT.drop(now.value, before.value)}</span></li>)}
          </ul>
        </section>
      )}
      {data.suggestions.length > 0 && (
        <section aria-labelledby="lacking" className={pages.scroll}>
          <h2 id="lacking">{REPORT.lacking}</h2>
          <table className={pages.table}>
            <caption>{REPORT.caption}</caption>
            <thead><tr><th scope="col">{REPORT.text}</th>{REPORT.columns.map((words) => <th key={words} scope="col" className={pages.number}>{words}</th>)}</tr></thead>
            <tbody>{data.suggestions.slice(0, SUGGESTIONS_SHOWN).map(({ text, missed, approved, precision }) => <tr key={text}><th scope="row">{text}</th><td className={pages.number}>{missed}</td><td className={pages.number}>{approved}</td><td className={pages.number}>{percent(precision.value)}</td></tr>)}</tbody>
          </table>
        </section>
      )}
    </>
  );
}

/** A newer starter pack can be taken into the draft; what the site changed itself stays. */
export function StarterNews({ state }: { state: RulesState }) {
  const { site, draft } = state;
  const { data } = useStarter(site);
  if (data === undefined || data.isCurrent || data.items.length === 0) return null;
  const conflicts = data.items.filter(({ outcome }) => outcome === 'conflict');
  const take = async (): Promise<void> => {
    try {
      await draft.flush();
      const seen = draft.seen();
      if (seen === undefined) return;
      draft.keep(await takeStarter(site, seen));
      navigate(hrefOf(site, 'rules', '~publish'));
    } catch (error) {
      state.say({ tone: 'trouble', text: REPORT.notTaken(error) });
    }
  };
  return (
    <section aria-labelledby="starter">
      <h2 id="starter">{REPORT.starter}</h2>
      <p className={pages.soft}>{REPORT.starterWords(data.pack, data.items.length, conflicts.map(({ id }) => id))}</p>
      {state.mayEdit && <p style={{ paddingTop: '0.5rem' }}><button type="button" className={pages.button} onClick={() => void take()}>{REPORT.take}</button></p>}
    </section>
  );
}
