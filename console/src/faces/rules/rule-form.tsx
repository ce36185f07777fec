import { useState } from 'react';
import type { Action, Rule, RuleMode, SchemaNode } from '../../api/rule-types';
import { ConditionGroup } from './condition-rows';
import { asWritten, conditionOf, fieldChoices, groupOf, type GroupNode } from './conditions';
import classes from './rule-form.module.css';
import { TypedLine } from './typed';
import { ACTIONS, FORM, MODE_MEANS, MODES } from './wording';

interface Props {
  readonly rule: Rule;
  /** It does not run yet, so its id is still free. */
  readonly isNew: boolean;
  readonly onRename: (id: string) => void;
  readonly schema: SchemaNode | undefined;
  readonly lists: readonly string[];
  readonly policies: readonly { readonly id: string; readonly title: string }[];
  readonly readOnly: boolean;
  readonly onChange: (rule: Rule) => void;
}

/** The rule for people who do not write YAML: what it is called, when it fires, what then happens. */
export function RuleForm({ rule, isNew, onRename, schema, lists, policies, readOnly, onChange }: Props) {
  const context = { fields: fieldChoices(schema), lists, readOnly };
  const setThen = (key: string, value: unknown): void => { onChange({ ...rule, then: withKey(rule.then, key, value) }); };
  const setCondition = (key: 'when' | 'unless', node: GroupNode): void => { onChange(node.parts.length === 0 && key === 'unless' ? withKey<Rule>(rule, 'unless', undefined) : { ...rule, [key]: conditionOf(node) }); };
  const { action = 'none', score, ...effects } = rule.then;
  return (
    <div className={classes.form}>
      <div className={classes.fields}>
        <Field label={FORM.name}><TypedLine label={FORM.name} readOnly={readOnly} value={rule.name} onChange={(value) => { onChange({ ...rule, name: value }); }} /></Field>
        {isNew && !readOnly && <Field label={FORM.id} hint={FORM.idHint}><RuleId id={rule.id} onRename={onRename} /></Field>}
        <Field label={FORM.reason} hint={FORM.reasonHint}><TypedLine label={FORM.reason} readOnly={readOnly} value={rule.reason ?? ''} onChange={(value) => { onChange({ ...rule, reason: value }); }} /></Field>
        <Field label={FORM.policy} hint={FORM.policyHint}><TypedLine label={FORM.policy} readOnly={readOnly} value={rule.policy ?? ''} placeholder={policies[0]?.id ?? 'spam.links'} onChange={(value) => { onChange({ ...rule, policy: value }); }} /></Field>
        <Field label={FORM.mode} hint={MODE_MEANS[rule.mode]}>
          <select aria-label={FORM.modeLabel} disabled={readOnly} value={rule.mode} onChange={(event) => { onChange({ ...rule, mode: event.currentTarget.value as RuleMode }); }}>
            {(Object.keys(MODES) as RuleMode[]).map((mode) => <option key={mode} value={mode}>{MODES[mode]}</option>)}
          </select>
        </Field>
      </div>
      <section aria-label={FORM.condition}>
        <ConditionGroup node={groupOf(rule.when)} context={context} label={FORM.when} onChange={(node) => { setCondition('when', node); }} />
      </section>
      {(rule.unless !== undefined || !readOnly) && (
        <section aria-label={FORM.exception}>
          {rule.unless === undefined
            ? <button type="button" className={classes.more} onClick={() => { onChange({ ...rule, unless: { 'author.approved': { gte: 50 } } }); }}>{FORM.addException}</button>
            : <ConditionGroup node={groupOf(rule.unless)} context={context} label={FORM.unless} onChange={(node) => { setCondition('unless', node); }} onRemove={() => { onChange(withKey<Rule>(rule, 'unless', undefined)); }} />}
        </section>
      )}
      <section className={classes.then} aria-label={FORM.action}>
        <Field label={FORM.then}>
          <select aria-label={FORM.action} disabled={readOnly} value={action} onChange={(event) => { setThen('action', event.currentTarget.value); }}>
            {(Object.keys(ACTIONS) as Action[]).map((each) => <option key={each} value={each}>{ACTIONS[each]}</option>)}
          </select>
        </Field>
        <Field label={FORM.score}><TypedLine label={FORM.score} inputMode="decimal" readOnly={readOnly} value={score === undefined ? '' : String(score)} onChange={(value) => { setThen('score', value.trim() === '' ? undefined : Number.isFinite(Number(value)) ? Number(value) : value); }} /></Field>
        <Field label={FORM.queue}><TypedLine label={FORM.queue} readOnly={readOnly} value={typeof rule.then.queue === 'string' ? rule.then.queue : ''} placeholder="general" onChange={(value) => { setThen('queue', value.trim() === '' ? undefined : value.trim()); }} /></Field>
        <Rest effects={effects} />
      </section>
    </div>
  );
}

/** Taken when the field is left, because every rename writes the rule anew. */
function RuleId({ id, onRename }: { id: string; onRename: (id: string) => void }) {
  const [typed, setTyped] = useState(id);
  const take = (): void => {
    const wanted = typed.trim();
    if (wanted !== id && ID.test(wanted)) onRename(wanted);
  };
  return <input type="text" aria-label={FORM.id} aria-invalid={!ID.test(typed.trim()) || undefined} value={typed} onChange={(event) => { setTyped(event.currentTarget.value); }} onBlur={take} onKeyDown={(event) => { if (event.key === 'Enter') take(); }} />;
}

const ID = /^[a-z0-9][a-z0-9-]{1,62}$/;

/** Effects without a field of their own. */
function Rest({ effects }: { effects: Readonly<Record<string, unknown>> }) {
  const rest = Object.entries(effects).filter(([key]) => key !== 'queue');
  return rest.length === 0 ? null : <p className={classes.rest}>{FORM.also} {rest.map(([key, value]) => `${key.replaceAll('_', ' ')}: ${asWritten(value)}`).join(' · ')}</p>;
}

function Field({ label, hint, children }: { label: string; hint?: string; children: React.ReactNode }) {
  return <div className={classes.field}><span className={classes.label}>{label}</span>{children}{hint === undefined ? null : <span className={classes.hint}>{hint}</span>}</div>;
}

function withKey<Thing extends object>(thing: Thing, key: string, value: unknown): Thing {
  return Object.fromEntries(Object.entries({ ...thing, [key]: value }).filter(([, each]) => each !== undefined)) as Thing;
}
