import { useDebounced } from '../../shell/use-debounced';
import { useId, useMemo, useRef, useState } from 'react';
import type { TryVerdict } from '../../api/rule-types';
import { useTry } from '../../api/rules';
import { type MatchedPiece, matchedPieces, type Segment, segmentsOf } from '../desk/marks';
import { useKeys } from '../../shell/use-keys';
import { useWords } from '../../words/words';
import { excerpt, viaWords } from '../desk/wording';
import { factsOf } from './trial-facts';
import classes from './try-box.module.css';
import { MODES, OUTCOMES, troubleWords, TRY, WRITERS } from './wording';

/** A quick typist's pause. */
const AFTER_MS = 150;

interface Props {
  readonly site: string;
  /** Changes whenever the rules that are asked do. */
  readonly state: string;
}

/** Paste a comment and see at once what the rules make of it: marked while it is typed, explained below. */
export function TryBox({ site, state }: Props) {
  const [text, setText] = useState('');
  const [writer, setWriter] = useState<string>(WRITERS[0].id);
  const [against, setAgainst] = useState<'draft' | 'running'>('draft');
  const asked = useDebounced(text, AFTER_MS);
  const box = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  useKeys({ t: () => box.current?.focus() });
  const [facts, setFacts] = useState('');
  const known = useDebounced(facts, AFTER_MS);
  const fields = useMemo(() => ({ ...WRITERS.find((each) => each.id === writer)?.fields, ...factsOf(known) }), [writer, known]);
  const trial = useTry(site, { body: asked, fields, against }, state);
  const answered = text.trim() === '' ? undefined : trial.data;
  const verdict = answered?.verdict;
  const segments = segmentsOf(text, 'body', verdict === undefined ? [] : stillThere(verdict, answered?.body ?? '', text));
  return (
    <section className={classes.box} aria-labelledby={`${id}-heading`}>
      <div className={classes.head}>
        <h2 id={`${id}-heading`}><label htmlFor={`${id}-text`}>{TRY.title}</label></h2>
        <label className={classes.pick}>{TRY.as} <select aria-label={TRY.writer} value={writer} onChange={(event) => { setWriter(event.currentTarget.value); }}>{WRITERS.map((each) => <option key={each.id} value={each.id}>{each.label}</option>)}</select></label>
        <label className={classes.pick}>{TRY.on} <select aria-label={TRY.against} value={against} onChange={(event) => { setAgainst(event.currentTarget.value as 'draft' | 'running'); }}><option value="draft">{TRY.draft}</option><option value="running">{TRY.running}</option></select></label>
      </div>
      <div className={classes.paper}>
        <div className={classes.behind} aria-hidden><Marked segments={segments} />{'\n'}</div>
        <textarea id={`${id}-text`} ref={box} className={classes.text} spellCheck={false} aria-keyshortcuts="T" aria-describedby={`${id}-answer`} placeholder={TRY.placeholder} value={text} onChange={(event) => { setText(event.currentTarget.value); }} />
      </div>
      <details className={classes.more}>
        <summary>{TRY.more}</summary>
        <textarea aria-label={TRY.facts} rows={3} spellCheck={false} placeholder={TRY.factsExample} value={facts} onChange={(event) => { setFacts(event.currentTarget.value); }} />
      </details>
      <div id={`${id}-answer`} className={classes.answer} aria-live="polite">
        {trial.isError ? <p className={classes.trouble}>{troubleWords(trial.error)}</p> : verdict === undefined ? <p className={classes.soft}>{TRY.empty}</p> : <Answer verdict={verdict} pieces={matchedPieces(text, segments)} tookUs={answered?.tookUs ?? 0} />}
      </div>
    </section>
  );
}

function Marked({ segments }: { segments: readonly Segment[] }) {
  return segments.map(({ text, marks }, index) => (marks.length === 0 ? text : <mark key={index} className={marks.every(({ shadow }) => shadow) ? classes.shadow : classes.mark}>{text}</mark>));
}

function Answer({ verdict, pieces, tookUs }: { verdict: TryVerdict; pieces: readonly MatchedPiece[]; tookUs: number }) {
  const t = useWords('shell');
  const { action, reason, primaryRule, score, hits } = verdict;
  const marked = new Set(pieces.flatMap(({ marks }) => marks.map(({ rule }) => rule)));
  const others = hits.filter(({ rule }) => !marked.has(rule));
  return (
    <>
      <p className={classes.verdict}>
        <b data-action={action}>{OUTCOMES[action]}</b>
        <span>{reason ?? (hits.length === 0 ? TRY.noMatch : hits.every(({ mode }) => mode === 'shadow') ? TRY.onlyShadow : TRY.harmless)}{primaryRule === null ? '' : ` (${primaryRule})`}</span>
        {score !== 0 && <span className={classes.soft}>{TRY.score(score)}</span>}
        <span className={classes.soft} title={TRY.time}>{tookUs < 1_000 ? `${String(Math.max(1, Math.round(tookUs)))} µs` : `${(tookUs / 1_000).toFixed(1)} ms`}</span>
      </p>
      <ul className={classes.legend} aria-label={TRY.matches}>
        {pieces.map(({ quote, marks }) => (
          <li key={quote}><q className={marks.every(({ shadow }) => shadow) ? classes.shadow : classes.mark}>{excerpt(quote, 40)}</q> {marks.map(({ rule, entry, via, shadow }) => [entry, rule, ...viaWords(t, via), ...(shadow ? [MODES.shadow] : [])].join(' · ')).join('; ')}</li>
        ))}
        {others.map(({ rule, reason: why, mode }) => <li key={rule}>{why || rule} · {rule}{mode === 'shadow' ? ` · ${MODES.shadow}` : ''}</li>)}
      </ul>
    </>
  );
}

/** While a new answer is on its way, what was marked in the part of the text that has not changed stays marked. */
function stillThere(verdict: TryVerdict, answeredText: string, text: string): TryVerdict['hits'] {
  let same = 0;
  while (same < text.length && same < answeredText.length && text[same] === answeredText[same]) same += 1;
  return verdict.hits.map((hit) => ({ ...hit, spans: hit.spans.filter(({ end }) => end <= same) }));
}
