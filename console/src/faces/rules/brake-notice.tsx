import { useBrakes, useRelease } from '../../api/evidence';
import type { RuleStats } from '../../api/rule-types';
import { ago, exactTime } from '../../words/times';
import pages from '../../styles/page.module.css';
import { asWritten } from './conditions';
import type { RulesState } from './use-rules';
import { BRAKE } from './wording';

/** Why the rule is held back, since when, and the way to let it go on. */
export function BrakeNotice({ state, stats }: { state: RulesState; stats: RuleStats }) {
  const held = stats.flags.some((flag) => flag === 'braked' || flag === 'degraded' || flag === 'alarm');
  const brakes = useBrakes(state.site, held);
  const release = useRelease(state.site);
  const on = brakes.data?.items.filter(({ rule, isOn }) => rule === stats.rule && isOn) ?? [];
  if (!held || on.length === 0) return null;
  const letGo = (): void => {
    release.mutate(stats.rule, {
      onSuccess: () => { state.say({ tone: 'done', text: BRAKE.released(stats.name) }); },
      onError: (error) => { state.say({ tone: 'trouble', text: BRAKE.notReleased(error) }); },
    });
  };
  return (
    <section className={pages.trouble} aria-label={BRAKE.label}>
      {on.map((brake) => <p key={`${brake.kind} ${brake.since}`}>{BRAKE.words(brake, exactTime)} <time dateTime={brake.since} title={exactTime(brake.since)}>{BRAKE.since(ago(brake.since))}</time> <span className={pages.soft}>{asWritten(brake.evidence).replace(/^\{|\}$/g, '')}</span></p>)}
      {state.mayEdit && <p style={{ paddingTop: '0.5rem' }}><button type="button" className={pages.button} disabled={release.isPending} onClick={letGo}>{BRAKE.release}</button></p>}
    </section>
  );
}
