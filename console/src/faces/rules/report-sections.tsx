import { useReport } from '../../api/evidence';
import { takeStarter, useStarter } from '../../api/rules';
import { hrefOf, navigate } from '../../router';
import { Link } from '../../shell/link';
import pages from './page.module.css';
import type { RulesState } from './use-rules';
import { percent, plural, troubleWords } from './wording';

const SUGGESTIONS_SHOWN = 10;

/** What the week's report adds to the numbers of today: rules that became worse, and words that no list has. */
export function Report({ state: { site } }: { state: RulesState }) {
  const { data } = useReport(site);
  if (data === undefined || data.precisionDrops.length + data.suggestions.length === 0) return null;
  return (
    <>
      {data.precisionDrops.length > 0 && (
        <section aria-labelledby="worse">
          <h2 id="worse">Worse than before</h2>
          <ul style={{ listStyle: 'none', padding: 0 }}>
            {data.precisionDrops.map(({ rule, name, before, now }) => <li key={rule}><Link className={pages.link} href={hrefOf(site, 'rules', rule)}>{name}</Link> <span className={pages.soft}>right in {percent(now.value)} this week, in {percent(before.value)} of the four weeks before</span></li>)}
          </ul>
        </section>
      )}
      {data.suggestions.length > 0 && (
        <section aria-labelledby="lacking" className={pages.scroll}>
          <h2 id="lacking">What no rule knows yet</h2>
          <table className={pages.table}>
            <caption>Words in comments that people rejected although no rule had fired, in the last four weeks</caption>
            <thead><tr><th scope="col">Words</th><th scope="col" className={pages.number}>Rejected</th><th scope="col" className={pages.number}>Approved</th><th scope="col" className={pages.number}>Would be right</th></tr></thead>
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
      state.say({ tone: 'trouble', text: `Not taken: ${troubleWords(error)}` });
    }
  };
  return (
    <section aria-labelledby="starter">
      <h2 id="starter">New starter rules</h2>
      <p className={pages.soft}>Version {data.pack.version} of “{data.pack.name}” changes {plural(data.items.length, 'rule or list', 'rules and lists')}. What this site has changed itself stays{conflicts.length === 0 ? '.' : `; both sides changed ${conflicts.map(({ id }) => id).join(', ')}, where the site’s words win.`}</p>
      {state.mayEdit && <p style={{ paddingTop: '0.5rem' }}><button type="button" className={pages.button} onClick={() => void take()}>Take them into the draft</button></p>}
    </section>
  );
}
