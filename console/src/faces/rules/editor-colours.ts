import { syntaxTree } from '@codemirror/language';
import { type Extension, RangeSetBuilder } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, ViewPlugin, type ViewUpdate } from '@codemirror/view';

/** Names of the YAML grammar, and how each is set. */
const CLASSES: Readonly<Record<string, string>> = { Key: 'y-key', QuotedLiteral: 'y-text', BlockLiteralContent: 'y-text', Comment: 'y-comment', Anchor: 'y-anchor', Alias: 'y-anchor', Tag: 'y-anchor', '[': 'y-sign', ']': 'y-sign', '{': 'y-sign', '}': 'y-sign', ',': 'y-sign', '-': 'y-sign' };
const MARKS = Object.fromEntries([...new Set(Object.values(CLASSES))].map((name) => [name, Decoration.mark({ class: name })]));

function colours(view: EditorView): DecorationSet {
  const set = new RangeSetBuilder<Decoration>();
  for (const { from, to } of view.visibleRanges) {
    syntaxTree(view.state).iterate({
      from,
      to,
      enter: ({ name, from: start, to: end }) => {
        const mark = MARKS[CLASSES[name] ?? ''];
        if (mark === undefined) return undefined;
        set.add(start, end, mark);
        return false;
      },
    });
  }
  return set.finish();
}

class Colours {
  decorations: DecorationSet;
  constructor(view: EditorView) { this.decorations = colours(view); }
  update({ docChanged, viewportChanged, view, startState, state }: ViewUpdate): void {
    if (docChanged || viewportChanged || syntaxTree(startState) !== syntaxTree(state)) this.decorations = colours(view);
  }
}

/** Keys, quoted texts and comments in the console's own colours, which follow light and dark by themselves. */
export function yamlColours(): Extension {
  return [ViewPlugin.fromClass(Colours, { decorations: ({ decorations }) => decorations }), LOOK];
}

const LOOK = EditorView.theme({
  '&': { color: 'var(--ink)', backgroundColor: 'var(--sheet)', fontSize: '0.875rem' },
  '&.cm-focused': { outline: '2px solid var(--accent)', outlineOffset: '-1px' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.6' },
  '.cm-content': { caretColor: 'var(--ink)', padding: '0.625rem 0' },
  '.cm-gutters': { backgroundColor: 'transparent', color: 'var(--soft)', border: 'none' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': { background: 'var(--accent-wash)' },
  '.cm-tooltip': { backgroundColor: 'var(--sheet)', color: 'var(--ink)', border: '1px solid var(--line)', borderRadius: 'var(--radius)', overflow: 'hidden' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--mono)' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '0.1875rem 0.625rem' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': { backgroundColor: 'var(--accent)', color: 'var(--on-accent)' },
  '.cm-tooltip.cm-completionInfo': { padding: '0.375rem 0.625rem', fontFamily: 'var(--sans)', fontSize: '0.8125rem' },
  '.cm-completionDetail': { fontStyle: 'normal', opacity: '0.75', marginLeft: '1rem' },
  '.cm-completionIcon': { display: 'none' },
  '.cm-diagnostic': { fontFamily: 'var(--sans)', padding: '0.375rem 0.625rem' },
  '.cm-matchingBracket, &.cm-focused .cm-matchingBracket': { backgroundColor: 'var(--hover)' },
  '.y-key': { color: 'var(--accent)' },
  '.y-text': { color: 'var(--published)' },
  '.y-comment': { color: 'var(--soft)', fontStyle: 'italic' },
  '.y-anchor': { color: 'var(--held)' },
  '.y-sign': { color: 'var(--soft)' },
});
