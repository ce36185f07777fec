import { useMemo, useRef, useState } from 'react';
import type { CheckResult, RuleProblem, SchemaNode } from '../../api/rule-types';
import { joined, type Slice, sliceOfRule, wholeFile } from './rule-slice';
import { EDITING } from './wording';
import { type EditorHandle, YamlEditor } from './yaml-editor';

interface Props {
  readonly ruleId: string;
  /** The whole file. */
  readonly yaml: string;
  readonly schema: SchemaNode | undefined;
  readonly lists: readonly string[];
  readonly rules: readonly string[];
  readonly check: CheckResult | undefined;
  readonly readOnly: boolean;
  /** A problem that the reader wants to see. */
  readonly shown: RuleProblem | null;
  readonly onChange: (yaml: string) => void;
}

/** One rule of the file as text; errors stand where they belong, as lines of this rule. */
export default function YamlTab({ ruleId, yaml, schema, lists, rules, check, readOnly, shown, onChange }: Props) {
  const editor = useRef<EditorHandle>(null);
  const [held, setHeld] = useState<{ readonly id: string; readonly yaml: string; readonly slice: Slice } | null>(null);
  // What is typed here may for a moment be no rule that could be found again: then the place it had is the place it has.
  const slice = held !== null && held.id === ruleId && held.yaml === yaml ? held.slice : (sliceOfRule(yaml, ruleId) ?? wholeFile(yaml));
  const isWhole = slice.before === '' && slice.lines === 0 && slice.text === yaml;
  const language = useMemo(() => {
    const from = isWhole ? schema : schema?.$defs?.['rule'];
    return schema === undefined || from === undefined ? undefined : { root: schema, from, lists, rules };
  }, [isWhole, schema, lists, rules]);
  const { lines, indent, text } = slice;
  const [errors, warnings] = useMemo(() => [inSlice(check?.errors, { lines, indent, text }), inSlice(check?.warnings, { lines, indent, text })], [check, lines, indent, text]);
  const [last, setLast] = useState<RuleProblem | null>(null);
  if (shown !== last) {
    setLast(shown);
    const [place] = shown === null ? [] : inSlice([shown], slice);
    if (place !== undefined) queueMicrotask(() => editor.current?.show(place.line, place.column));
  }
  return (
    <YamlEditor
      key={ruleId} ref={editor} label={EDITING.yamlLabel(ruleId)} value={slice.text} readOnly={readOnly} language={language} errors={errors} warnings={warnings}
      onChange={(text) => {
        const next = joined(slice, text);
        setHeld({ id: ruleId, yaml: next, slice: { ...slice, text } });
        onChange(next);
      }}
    />
  );
}

/** Those problems of the whole file that lie in the slice, told from its first line. */
function inSlice(problems: readonly RuleProblem[] | undefined, { lines, indent, text }: Pick<Slice, 'lines' | 'indent' | 'text'>): RuleProblem[] {
  return (problems ?? []).flatMap((problem) => {
    const line = problem.line - lines;
    return line >= 1 && line <= text.split('\n').length ? [{ ...problem, line, column: Math.max(1, problem.column - indent) }] : [];
  });
}
