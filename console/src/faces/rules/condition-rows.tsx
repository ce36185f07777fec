import { asWritten, type FieldChoice, freshRow, type GroupMode, type GroupNode, type Node, OPERATORS, type Reading, readOperand, type RowNode, writeOperand } from './conditions';
import classes from './condition-rows.module.css';
import { TypedLine, TypedLines } from './typed';
import { CONDITION } from './wording';

export interface ConditionContext {
  readonly fields: readonly FieldChoice[];
  readonly lists: readonly string[];
  readonly readOnly: boolean;
}

/** Rows under "all of", "any of" or "none of", as deep as the rule goes. */
export function ConditionGroup({ node, context, label, onChange, onRemove }: { node: GroupNode; context: ConditionContext; label: string; onChange: (node: GroupNode) => void; onRemove?: () => void }) {
  const { readOnly, fields, lists } = context;
  const setPart = (index: number, part: Node): void => { onChange({ ...node, parts: node.parts.map((each, place) => (place === index ? part : each)) }); };
  const remove = (index: number): void => { onChange({ ...node, parts: node.parts.filter((_, place) => place !== index) }); };
  const add = (part: Node): void => { onChange({ ...node, parts: [...node.parts, part] }); };
  const usual = fields.find(({ name }) => name === 'body') ?? fields[0];
  return (
    <fieldset className={classes.group}>
      <legend className={classes.legend}>
        <span>{label}</span>
        <select aria-label={CONDITION.howMany(label)} disabled={readOnly} value={node.mode} onChange={(event) => { onChange({ ...node, mode: event.currentTarget.value as GroupMode, n: Math.max(1, node.n) }); }}>
          {(Object.keys(CONDITION.groups) as GroupMode[]).map((mode) => <option key={mode} value={mode}>{CONDITION.groups[mode]}</option>)}
        </select>
        {node.mode === 'at_least' && <TypedLine className={classes.count} inputMode="decimal" label={CONDITION.count} readOnly={readOnly} value={String(node.n)} onChange={(value) => { onChange({ ...node, n: Math.max(1, Math.round(Number(value)) || 1) }); }} />}
      </legend>
      <ul className={classes.rows}>
        {node.parts.map((part, index) => (
          <li key={index}>
            {part.kind === 'group'
              ? <ConditionGroup node={part} context={context} label={CONDITION.and} onChange={(next) => { setPart(index, next); }} onRemove={() => { remove(index); }} />
              : <ConditionRow node={part} context={context} onChange={(next) => { setPart(index, next); }} onRemove={() => { remove(index); }} />}
          </li>
        ))}
      </ul>
      {!readOnly && (
        <div className={classes.adding}>
          <button type="button" disabled={usual === undefined} onClick={() => { if (usual !== undefined) add(freshRow(usual, lists)); }}>{CONDITION.add}</button>
          <button type="button" disabled={usual === undefined} onClick={() => { if (usual !== undefined) add({ kind: 'group', mode: 'any', n: 1, parts: [freshRow(usual, lists)] }); }}>{CONDITION.addGroup}</button>
          {onRemove !== undefined && <button type="button" onClick={onRemove}>{CONDITION.removeGroup}</button>}
        </div>
      )}
    </fieldset>
  );
}

function ConditionRow({ node, context, onChange, onRemove }: { node: RowNode; context: ConditionContext; onChange: (node: RowNode) => void; onRemove: () => void }) {
  const { fields, lists, readOnly } = context;
  const field = fields.find(({ name }) => name === node.field);
  const reading = field === undefined ? null : readOperand(field.kind, node.operand);
  const choose = (name: string): void => {
    const choice = fields.find((each) => each.name === name);
    if (choice !== undefined) onChange(choice.kind === field?.kind && reading !== null ? { ...node, field: name } : freshRow(choice, lists));
  };
  return (
    <div className={classes.row}>
      {field === undefined
        ? <span className={classes.other}>{CONDITION.others[node.field] ?? node.field}</span>
        : <FieldSelect fields={fields} value={node.field} readOnly={readOnly} onChange={choose} />}
      {field === undefined || reading === null
        ? <code className={classes.written} title={CONDITION.asYaml}>{asWritten(node.operand)}</code>
        : <Operand field={field} reading={reading} context={context} onChange={(next) => { onChange({ ...node, operand: writeOperand(field.kind, next) }); }} />}
      {!readOnly && <button type="button" className={classes.remove} aria-label={CONDITION.remove(node.field)} onClick={onRemove}>×</button>}
    </div>
  );
}

function FieldSelect({ fields, value, readOnly, onChange }: { fields: readonly FieldChoice[]; value: string; readOnly: boolean; onChange: (name: string) => void }) {
  const groups = [...new Set(fields.map(({ name }) => groupName(name)))];
  return (
    <select className={classes.field} aria-label={CONDITION.field} disabled={readOnly} value={value} title={fields.find(({ name }) => name === value)?.about} onChange={(event) => { onChange(event.currentTarget.value); }}>
      {groups.map((group) => (
        <optgroup key={group} label={group}>
          {fields.filter(({ name }) => groupName(name) === group).map(({ name, about }) => <option key={name} value={name} title={about}>{name}</option>)}
        </optgroup>
      ))}
    </select>
  );
}

function groupName(field: string): string {
  const at = field.indexOf('.');
  return at < 0 ? CONDITION.comment : field.slice(0, at);
}

function Operand({ field, reading, context, onChange }: { field: FieldChoice; reading: Reading; context: ConditionContext; onChange: (reading: Reading) => void }) {
  const { readOnly, lists } = context;
  const { operator, value, more } = reading;
  const set = (next: Partial<Reading>): void => { onChange({ ...reading, ...next }); };
  const setMore = (key: string, to: unknown): void => { set({ more: Object.fromEntries(Object.entries({ ...more, [key]: to }).filter(([, each]) => each !== undefined)) }); };
  const ofLists = operator.endsWith('lists');
  return (
    <div className={classes.operand}>
      <select aria-label={CONDITION.operator(field.name)} disabled={readOnly} value={operator} onChange={(event) => { set({ operator: event.currentTarget.value, ...(event.currentTarget.value.endsWith('lists') !== ofLists ? { value: event.currentTarget.value.endsWith('lists') ? (lists[0] ?? '') : '' } : {}) }); }}>
        {OPERATORS[field.kind].map((key) => <option key={key} value={key}>{CONDITION.operators[field.kind][key]}</option>)}
      </select>
      {ofLists ? <ListPick lists={lists} value={value} readOnly={readOnly} label={field.name} onChange={(next) => { set({ value: next }); }} />
        : field.kind === 'number' || field.kind === 'durations' ? <TypedLine className={classes.number} inputMode={field.kind === 'number' ? 'decimal' : 'text'} label={CONDITION.value(field.name)} placeholder={field.kind === 'durations' ? '30m, 7d' : '0'} readOnly={readOnly} value={value} onChange={(next) => { set({ value: next }); }} />
          : field.kind === 'boolean' ? null
            : <TypedLines className={operator === 'regex' ? classes.patterns : classes.values} label={CONDITION.values(field.name)} readOnly={readOnly} value={value} onChange={(next) => { set({ value: next }); }} />}
      {field.kind === 'text' && (
        <select aria-label={CONDITION.disguised} disabled={readOnly} value={typeof more['evasion'] === 'string' ? more['evasion'] : 'off'} onChange={(event) => { setMore('evasion', event.currentTarget.value === 'off' ? undefined : event.currentTarget.value); }}>
          {Object.entries(CONDITION.evasion).map(([level, words]) => <option key={level} value={level}>{words}</option>)}
        </select>
      )}
      {field.kind !== 'text' && <label className={classes.missing}><input type="checkbox" disabled={readOnly} checked={more['missing'] === true} onChange={(event) => { setMore('missing', event.currentTarget.checked ? true : undefined); }} /> {CONDITION.missing}</label>}
      <Beside more={more} />
    </div>
  );
}

const SHOWN = new Set(['missing', 'evasion']);

/** What else the operand says; edited as YAML. */
function Beside({ more }: { more: Readonly<Record<string, unknown>> }) {
  const rest = Object.entries(more).filter(([key]) => !SHOWN.has(key));
  return rest.length === 0 ? null : <span className={classes.beside}>{rest.map(([key, value]) => `${key.replaceAll('_', ' ')}: ${asWritten(value)}`).join(' · ')}</span>;
}

function ListPick({ lists, value, readOnly, label, onChange }: { lists: readonly string[]; value: string; readOnly: boolean; label: string; onChange: (value: string) => void }) {
  const picked = value.split('\n').filter((id) => id !== '');
  return (
    <span className={classes.lists}>
      {picked.map((id) => <span key={id} className={classes.list}>{id}{!readOnly && <button type="button" aria-label={CONDITION.removeList(id)} onClick={() => { onChange(picked.filter((each) => each !== id).join('\n')); }}>×</button>}</span>)}
      {!readOnly && (
        <select aria-label={CONDITION.addListFor(label)} value="" onChange={(event) => { if (event.currentTarget.value !== '') onChange([...picked, event.currentTarget.value].join('\n')); }}>
          <option value="">{CONDITION.addList}</option>
          {lists.filter((id) => !picked.includes(id)).map((id) => <option key={id} value={id}>{id}</option>)}
        </select>
      )}
    </span>
  );
}
