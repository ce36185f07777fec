import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap, type Completion, type CompletionContext, type CompletionResult } from '@codemirror/autocomplete';
import { history, historyKeymap } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { bracketMatching } from '@codemirror/language';
import { type Diagnostic, lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint';
import { Compartment, EditorState, type Text } from '@codemirror/state';
import { drawSelection, EditorView, hoverTooltip, keymap, lineNumbers } from '@codemirror/view';
import { useEffect, useImperativeHandle, useRef, type Ref } from 'react';
import type { RuleProblem, SchemaNode } from '../../api/rule-types';
import { yamlColours } from './editor-colours';
import { about, keyHints, placeAt, valueHints } from './schema-hints';
import { EDITING } from './wording';
import classes from './yaml-editor.module.css';

export interface EditorHandle {
  /** Puts the cursor there and shows it; lines and columns from 1. */
  readonly show: (line: number, column: number) => void;
}

export interface Language {
  readonly root: SchemaNode;
  /** What the text in the editor is an instance of. */
  readonly from: SchemaNode;
  readonly lists: readonly string[];
  readonly rules: readonly string[];
}

interface Props {
  readonly value: string;
  readonly label: string;
  readonly readOnly: boolean;
  readonly language: Language | undefined;
  /** Lines and columns of this text. */
  readonly errors: readonly RuleProblem[];
  readonly warnings: readonly RuleProblem[];
  readonly onChange: (text: string) => void;
  readonly ref?: Ref<EditorHandle>;
}

/** YAML with completion and explanations from the language's own schema, and the check's messages where they belong. */
export function YamlEditor({ value, label, readOnly, language, errors, warnings, onChange, ref }: Props) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const past = useRef(new Compartment());
  const latest = useRef({ language, onChange });
  useEffect(() => { latest.current = { language, onChange }; });

  useEffect(() => {
    const editable = new Compartment();
    const editor = new EditorView({
      parent: host.current ?? undefined as never,
      state: EditorState.create({
        doc: value,
        extensions: [
          lineNumbers(), past.current.of(history()), drawSelection(), bracketMatching(), closeBrackets(), lintGutter(), EditorView.lineWrapping, yaml(), yamlColours(),
          autocompletion({ override: [(context) => complete(context, latest.current.language)] }),
          hoverTooltip((current, position) => explain(current, position, latest.current.language)),
          // Tab leaves the editor, as it leaves any field: indentation is typed with spaces.
          keymap.of([...historyKeymap, ...closeBracketsKeymap, ...completionKeymap, ...lintKeymap, { key: 'Enter', run: newLine }]),
          editable.of([EditorState.readOnly.of(readOnly), EditorView.editable.of(!readOnly)]),
          EditorView.contentAttributes.of({ 'aria-label': label, ...(readOnly ? { tabindex: '0' } : {}) }),
          EditorView.updateListener.of((update) => { if (update.docChanged && !update.transactions.some((each) => each.isUserEvent('from.outside'))) latest.current.onChange(update.state.doc.toString()); }),
        ],
      }),
    });
    view.current = editor;
    return () => { editor.destroy(); };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- because it is made once; what changes later comes in by the effects below
  }, [label, readOnly]);

  useEffect(() => {
    const editor = view.current;
    if (editor === null || editor.state.doc.toString() === value) return;
    // Another text came in from outside: there is no way back into the one before, so its steps are forgotten.
    editor.dispatch({ effects: past.current.reconfigure([]) });
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: value }, effects: past.current.reconfigure(history()), userEvent: 'from.outside' });
  }, [value]);

  useEffect(() => {
    const editor = view.current;
    if (editor === null) return;
    const { doc } = editor.state;
    editor.dispatch(setDiagnostics(editor.state, [...errors.map((each) => diagnostic(doc, each, 'error')), ...warnings.map((each) => diagnostic(doc, each, 'warning'))].sort((a, b) => a.from - b.from)));
  }, [errors, warnings, value]);

  useImperativeHandle(ref, () => ({
    show: (line, column) => {
      const editor = view.current;
      if (editor === null) return;
      const at = offsetOf(editor.state.doc, line, column);
      editor.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: 'center' }) });
      editor.focus();
    },
  }), []);

  return <div ref={host} className={classes.editor} />;
}

/** A new line stands under the one before, one step in after a key or a dash that opens something. */
function newLine(view: EditorView): boolean {
  const { state } = view;
  if (state.readOnly) return false;
  const { from } = state.selection.main;
  const before = state.doc.sliceString(state.doc.lineAt(from).from, from);
  const indent = /^(?: |- )*/.exec(before)?.[0].replaceAll('-', ' ') ?? '';
  const deeper = /:\s*$/.test(before) ? '  ' : '';
  view.dispatch(state.replaceSelection(`\n${indent}${deeper}`), { scrollIntoView: true, userEvent: 'input' });
  return true;
}

function offsetOf(doc: Text, line: number, column: number): number {
  const { from, to } = doc.line(Math.min(Math.max(1, line), doc.lines));
  return Math.min(from + Math.max(0, column - 1), to);
}

function diagnostic(doc: Text, { line, column, message }: RuleProblem, severity: 'error' | 'warning'): Diagnostic {
  const from = offsetOf(doc, line, column);
  const rest = doc.sliceString(from, doc.lineAt(from).to);
  const word = /^[\w.$-]+|^\S+/.exec(rest)?.[0].length ?? 0;
  return { from, to: Math.min(doc.length, from + word), severity, message };
}

function complete({ state, pos, explicit }: CompletionContext, language: Language | undefined): CompletionResult | null {
  if (language === undefined) return null;
  const line = state.doc.lineAt(pos);
  const typed = /[\w.$-]*$/.exec(state.doc.sliceString(line.from, pos))?.[0] ?? '';
  if (typed === '' && !explicit) return null;
  const { path, key } = placeAt(state.doc.toString(), pos - typed.length);
  const options = key === null ? keys(language, path) : values(language, [...path, key]);
  return options.length === 0 ? null : { from: pos - typed.length, options, validFor: /^[\w.$-]*$/ };
}

function keys({ root, from }: Language, path: readonly string[]): Completion[] {
  return keyHints(root, from, path).map(({ label, detail, info }) => ({ label, detail, type: 'property', apply: `${label}: `, ...(info === '' ? {} : { info }) }));
}

function values(language: Language, path: readonly string[]): Completion[] {
  const last = path.at(-1) ?? '';
  const ids = last.endsWith('lists') ? language.lists : last === 'rule' ? language.rules : [];
  return [...valueHints(language.root, language.from, path), ...ids.map((label) => ({ label, detail: last === 'rule' ? EDITING.rule : EDITING.list, info: '' }))].map(({ label, detail }) => ({ label, detail, type: 'constant' }));
}

function explain({ state }: EditorView, position: number, language: Language | undefined) {
  if (language === undefined) return null;
  const line = state.doc.lineAt(position);
  const word = [...line.text.matchAll(/[\w.$-]+(?=:(\s|$))/g)].find(({ index, 0: text }) => line.from + index <= position && position <= line.from + index + text.length);
  if (word === undefined) return null;
  const from = line.from + word.index;
  const words = about(language.root, language.from, [...placeAt(state.doc.toString(), from).path, word[0]]);
  if (words === null) return null;
  return {
    pos: from,
    end: from + word[0].length,
    create: () => {
      const dom = document.createElement('div');
      dom.className = classes.hover ?? '';
      dom.textContent = words;
      return { dom };
    },
  };
}
