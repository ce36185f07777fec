type Child = Node | string | null;

interface Props {
  readonly class?: string;
  readonly on?: Readonly<Record<string, (event: Event) => void>>;
  readonly [attribute: string]: unknown;
}

/** One element with attributes, listeners and children; text only ever becomes text nodes. `false` and `null` leave an attribute out. */
export function h<Tag extends keyof HTMLElementTagNameMap>(tag: Tag, props: Props = {}, ...children: readonly Child[]): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (name === 'on') for (const [event, listener] of Object.entries(props.on ?? {})) element.addEventListener(event, listener);
    else if (value === true) element.setAttribute(name, '');
    else if (typeof value === 'string' || typeof value === 'number') element.setAttribute(name, String(value));
  }
  for (const child of children) if (child !== null) element.append(child);
  return element;
}

/** A button of a class; `quiet` for what is seldom wanted. */
export function button(label: string, click: () => void, kind = 'quiet', more: Props = {}): HTMLButtonElement {
  return h('button', { type: 'button', class: kind, ...more, on: { click } }, label);
}

/** Something with an element, in its place among others. */
interface Placed {
  readonly element: Element;
  /** Brings it up to date, a little at a time. */
  readonly steps: () => Iterable<void>;
}

/**
 * Makes `parent` hold exactly `wanted`, in order, without touching nodes that already stand right: focus and scroll survive. A
 * little at a time, so that whoever drives it can let the page breathe.
 */
export function* place(parent: Element, ids: readonly string[], wanted: (id: string, index: number) => Placed): Iterable<void> {
  const keep = new Set(ids.map((id) => `comment-${id}`));
  for (const child of [...parent.children]) if (!keep.has(child.id)) child.remove();
  for (const [index, id] of ids.entries()) {
    const { element, steps } = wanted(id, index);
    yield* steps();
    const there = parent.children[index] ?? null;
    if (there !== element) parent.insertBefore(element, there);
    yield;
  }
}
