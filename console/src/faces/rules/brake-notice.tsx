import { useBrakes, useRelease } from '../../api/evidence';
import type { Brake, RuleStats } from '../../api/rule-types';
import { ago, exactTime } from '../desk/wording';
import pages from './page.module.css';
import { asWritten } from './conditions';
import type { RulesState } from './use-rules';
import { BRAKES, troubleWords } from './wording';

/** Why the rule is held back, since when, and the way to let it go on. */
export function BrakeNotice({ state, stats }: { state: RulesState; stats: RuleStats }) {
  const held = stats.flags.some((flag) => flag === 'braked' || flag === 'degraded' || flag === 'alarm');
  const brakes = useBrakes(state.site, held);
  const release = useRelease(state.site);
  const on = brakes.data?.items.filter(({ rule, isOn }) => rule === stats.rule && isOn) ?? [];
  if (!held || on.length === 0) return null;
  const letGo = (): void => {
    release.mutate(stats.rule, {
      onSuccess: () => { state.say({ tone: 'done', text: `“${stats.name}” goes on as it is written.` }); },
      onError: (error) => { state.say({ tone: 'trouble', text: `Not released: ${troubleWords(error)}` }); },
    });
  };
  return (
    <section className={pages.trouble} aria-label="Brakes">
      {on.map((brake) => <p key={`${brake.kind} ${brake.since}`}>{words(brake)} <time dateTime={brake.since} title={exactTime(brake.since)}>Since {ago(brake.since)}.</time> <span className={pages.soft}>{asWritten(brake.evidence).replace(/^\{|\}$/g, '')}</span></p>)}
      {state.mayEdit && <p style={{ paddingTop: '0.5rem' }}><button type="button" className={pages.button} disabled={release.isPending} onClick={letGo}>Let it go on</button></p>}
    </section>
  );
}

function words({ kind, until }: Brake): string {
  return BRAKES[kind] + (until === null ? '' : ` Until ${exactTime(until)}.`);
}
