import { Annotation, type ChangeSet, type EditorSelection, type Extension, StateField, type Transaction } from '@codemirror/state';
import { type EditorView, keymap } from '@codemirror/view';

/** Edits closer together than this are taken back together. */
const TOGETHER_MS = 500;
const MOST_STEPS = 200;

interface Step {
  /** Leads from the text after the step to the text before it. */
  readonly back: ChangeSet;
  readonly selection: EditorSelection;
  readonly at: number;
}

interface Steps {
  readonly done: readonly Step[];
  readonly undone: readonly Step[];
}

const stepping = Annotation.define<'undo' | 'redo'>();

const steps = StateField.define<Steps>({
  create: () => ({ done: [], undone: [] }),
  update: (value, transaction) => (transaction.docChanged ? after(value, transaction) : value),
});

function after({ done, undone }: Steps, transaction: Transaction): Steps {
  // Another text came in from outside: there is no way back into the one before.
  if (transaction.isUserEvent('from.outside')) return { done: [], undone: [] };
  const at = Date.now();
  const step: Step = { back: transaction.changes.invert(transaction.startState.doc), selection: transaction.startState.selection, at };
  const kind = transaction.annotation(stepping);
  if (kind === 'undo') return { done: done.slice(0, -1), undone: [...undone, step] };
  if (kind === 'redo') return { done: [...done, step], undone: undone.slice(0, -1) };
  const last = done.at(-1);
  if (last !== undefined && at - last.at < TOGETHER_MS) return { done: [...done.slice(0, -1), { back: step.back.compose(last.back), selection: last.selection, at }], undone: [] };
  return { done: [...done, step].slice(-MOST_STEPS), undone: [] };
}

function step(kind: 'undo' | 'redo'): (view: EditorView) => boolean {
  return (view) => {
    const { done, undone } = view.state.field(steps);
    const last = (kind === 'undo' ? done : undone).at(-1);
    if (last === undefined || view.state.readOnly) return last === undefined;
    view.dispatch({ changes: last.back, selection: last.selection, annotations: stepping.of(kind), scrollIntoView: true });
    return true;
  };
}

/** Undo and redo on the usual keys. */
export function undoable(): Extension {
  return [steps, keymap.of([{ key: 'Mod-z', run: step('undo'), preventDefault: true }, { key: 'Mod-y', mac: 'Mod-Shift-z', run: step('redo'), preventDefault: true }, { key: 'Mod-Shift-z', run: step('redo'), preventDefault: true }])];
}
