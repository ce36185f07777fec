import { use, useEffect, useRef, useState } from 'react';
import { ApiError } from '../../api/client';
import { startBacktest } from '../../api/evidence';
import type { PersonSite } from '../../api/types';
import { hrefOf, navigate } from '../../router';
import { Link } from '../../shell/link';
import { Message } from '../../shell/message';
import { KeySheet } from '../../shell/key-sheet';
import { useKeys } from '../../shell/use-keys';
import { usePageTitle } from '../../shell/page-title';
import { languageNow, useWords } from '../../words/words';
import { BacktestsPage } from './backtests-page';
import { DraftBar } from './draft-bar';
import { ListsPage } from './lists-page';
import { Overview } from './overview';
import { PublishPage } from './publish-page';
import { RuleList } from './rule-list';
import { RulePage } from './rule-page';
import classes from './rules.module.css';
import { TryBox } from './try-box';
import { type RulesState, useRules } from './use-rules';
import { VersionsPage } from './versions-page';
import { BACKTEST, FACE, speak, wordingIn } from './wording';

interface Props {
  readonly site: PersonSite;
  /** Below `…/rules`: a rule's id, or a page whose name begins with `~`. */
  readonly path: readonly string[];
}

/** The workshop: every rule with what it did, and the way from an idea to a version that runs. Begun anew in another language. */
export function Rules(props: Props) {
  useWords('shell');
  const language = languageNow();
  speak(use(wordingIn(language)));
  return <Workshop key={language} {...props} />;
}

function Workshop({ site, path }: Props) {
  const state = useRules(site);
  const [help, setHelp] = useState(false);
  const [first = '', second] = path;
  useRuleKeys(state, first, () => { setHelp(true); });
  usePageTitle(FACE.tab, site);
  const error = state.running.error ?? state.draft.query.error;
  if (error instanceof ApiError && error.status === 403) return <Message title={FACE.forbidden} text={FACE.forbiddenText} />;
  if (error !== null && state.rules === undefined) return <Message title={FACE.failed} text={FACE.failedText} action={{ label: FACE.again, run: () => { void state.running.refetch(); void state.draft.query.refetch(); } }} />;
  return (
    <div className={classes.rules} data-inner={first === '' ? undefined : ''}>
      <div className={classes.side}>
        <nav className={classes.pages} aria-label={FACE.pages}>
          {FACE.pageNames.map(([page, label]) => <Link key={page} href={page === '' ? hrefOf(site.slug, 'rules') : hrefOf(site.slug, 'rules', page)} aria-current={page === first || (page === '' && !first.startsWith('~') ) ? 'page' : undefined}>{label}</Link>)}
          <button type="button" className={classes.help} aria-label={FACE.keys} onClick={() => { setHelp(true); }}><kbd>?</kbd></button>
        </nav>
        {state.rules === undefined ? <div className={classes.skeleton} /> : <RuleList site={site.slug} rules={state.rules} current={first} mayEdit={state.mayEdit} onAdd={state.add} />}
        <TryBox site={site.slug} state={`${String(state.running.data?.version ?? 0)} ${String(state.draft.saved?.version ?? 0)}`} />
      </div>
      <div className={classes.work}>
        <div className={classes.page} key={`${first}/${second ?? ''}`}>{state.rules !== undefined && <Page state={state} first={first} second={second ?? null} />}</div>
        <DraftBar state={state} />
      </div>
      <KeySheet keys={FACE.keyList} opened={help} onClose={() => { setHelp(false); }} />
    </div>
  );
}

function Page({ state, first, second }: { state: RulesState; first: string; second: string | null }) {
  switch (first) {
    case '': return <Overview state={state} />;
    case '~lists': return <ListsPage state={state} id={second} />;
    case '~versions': return <VersionsPage state={state} chosen={second === null ? null : Number(second)} />;
    case '~backtests': return <BacktestsPage state={state} id={second} />;
    case '~publish': return <PublishPage state={state} />;
    default: return <OneRule state={state} first={first} />;
  }
}

/** A rule whose id was changed in the text is still the one that was being edited. */
function OneRule({ state, first }: { state: RulesState; first: string }) {
  const { running, draft, stats, site } = state;
  const last = useRef<{ readonly id: string; readonly place: number } | null>(null);
  const now = running.data?.document.rules.find(({ id }) => id === first);
  const place = draft.document?.rules.findIndex(({ id }) => id === first) ?? -1;
  const rule = draft.document?.rules[place] ?? now;
  const renamed = rule === undefined && last.current?.id === first ? draft.document?.rules[last.current.place] : undefined;
  useEffect(() => {
    if (place >= 0) last.current = { id: first, place };
    if (renamed !== undefined) navigate(hrefOf(site, 'rules', renamed.id), { replace: true });
  }, [first, place, renamed, site]);
  if (renamed !== undefined) return null;
  if (rule === undefined) return <Message title={FACE.missing} text={FACE.missingText} action={{ label: FACE.all, run: () => { navigate(hrefOf(site, 'rules')); } }} />;
  return <RulePage key={rule.id} state={state} rule={rule} running={now} stats={stats.data?.items.find((each) => each.rule === first)} />;
}

function useRuleKeys(state: RulesState, current: string, onHelp: () => void): void {
  const { rules = [], site, mayEdit, draft } = state;
  const step = (by: 1 | -1): void => {
    const at = rules.findIndex(({ id }) => id === current);
    const next = rules[at < 0 ? 0 : at + by];
    if (next !== undefined) navigate(hrefOf(site, 'rules', next.id));
  };
  const backtest = async (): Promise<void> => {
    try {
      await draft.flush();
      const { id } = await startBacktest(site, { against: 'draft' });
      navigate(hrefOf(site, 'rules', '~backtests', id));
    } catch (error) {
      state.say({ tone: 'trouble', text: BACKTEST.notStarted(error) });
    }
  };
  useKeys({ j: () => { step(1); }, k: () => { step(-1); }, b: mayEdit ? () => void backtest() : undefined, p: mayEdit ? () => { navigate(hrefOf(site, 'rules', '~publish')); } : undefined, '?': onHelp });
}
