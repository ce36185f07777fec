import { button, h } from './dom';
import type { Words } from './words';

const LONGEST = 10_000;
const LONGEST_NAME = 200;
/** Characters left at which the reader is told. */
const TELL_AT = 500;

export interface Composed {
  readonly body: string;
  readonly name: string | null;
  readonly formTimeMs: number;
  readonly honeypot: string;
  readonly key: string;
  readonly nudgeToken: string | null;
}

/** The reader is asked before it goes any further. */
export interface Question {
  readonly text: string;
  readonly token: string;
}

interface Options {
  readonly words: Words;
  readonly label: string;
  /** What sending is called here, where it is something else. */
  readonly send?: string;
  readonly hint?: string;
  /** False: the reader is signed in at the site, the name comes from there. */
  readonly askName: boolean;
  readonly name: string;
  readonly draft: string;
  readonly onDraft: (text: string) => void;
  /** Resolves to a sentence for the reader when it did not go through, to a question for them, or to null when it did. */
  readonly onSend: (composed: Composed) => Promise<string | Question | null>;
  readonly onCancel: (() => void) | null;
}

let instances = 0;

/** Asks for the words first; the name and the button follow once there are some. */
export class ComposeForm {
  readonly element: HTMLFormElement;
  private readonly area: HTMLTextAreaElement;
  private readonly name: HTMLInputElement;
  private readonly honeypot: HTMLInputElement;
  private readonly send: HTMLButtonElement;
  private readonly left: HTMLElement;
  private readonly problem: HTMLElement;
  private readonly question = h('div');
  /** Since when the form can be filled in: only machines are done in no time. */
  private begun = performance.now();
  private key = crypto.randomUUID();

  constructor(private readonly options: Options) {
    const { words, label, onCancel } = options;
    const id = `weir-${String(++instances)}`;
    this.area = h('textarea', { id, rows: 3, dir: 'auto', maxlength: LONGEST, 'aria-describedby': `${id}-problem`, placeholder: `${label} …`, on: { focus: this.open, input: this.changed } });
    this.area.value = options.draft;
    this.name = h('input', { id: `${id}-name`, type: 'text', dir: 'auto', maxlength: LONGEST_NAME, autocomplete: 'name', placeholder: words.anonymous });
    this.name.value = options.name;
    this.honeypot = h('input', { type: 'text', name: 'website', tabindex: -1, autocomplete: 'off' });
    this.send = h('button', { type: 'submit', class: 'primary' }, this.sendLabel);
    this.left = h('span', { class: 'left', 'aria-live': 'polite' });
    this.problem = h('p', { id: `${id}-problem`, class: 'problem', role: 'alert' });
    const naming = h('div', { class: 'naming' }, h('label', { for: `${id}-name` }, words.name), this.name, h('span', { class: 'hint' }, words.nameHint));
    const cancel = onCancel === null ? null : button(words.cancel, onCancel);
    this.element = h(
      'form',
      { class: 'compose', on: { submit: this.submit } },
      h('label', { for: id, class: 'unseen' }, label),
      this.area,
      // Only machines fill this in.
      h('div', { class: 'trap', 'aria-hidden': 'true' }, this.honeypot),
      this.problem,
      this.question,
      h('div', { class: 'rest' }, options.askName ? naming : null, options.hint === undefined ? null : h('span', { class: 'hint' }, options.hint), h('div', { class: 'sending' }, this.left, cancel, this.send)),
    );
    if (options.draft !== '') this.open();
  }

  private get sendLabel(): string {
    return this.options.send ?? this.options.words.send;
  }

  focus(): void {
    this.area.focus();
  }

  private readonly open = (): void => {
    this.element.classList.add('open');
  };

  private readonly changed = (): void => {
    this.open();
    // Other words are another comment.
    this.key = crypto.randomUUID();
    const left = LONGEST - this.area.value.length;
    this.left.textContent = left <= TELL_AT ? this.options.words.left(left) : '';
    this.problem.textContent = '';
    this.question.replaceChildren();
    this.options.onDraft(this.area.value);
  };

  private readonly submit = (event: Event): void => {
    event.preventDefault();
    if (this.send.disabled) return;
    if (this.area.value.trim() === '') {
      this.problem.textContent = this.options.words.needsWords;
      this.area.focus();
      return;
    }
    void this.sendOff();
  };

  private async sendOff(nudgeToken: string | null = null): Promise<void> {
    const { words } = this.options;
    this.question.replaceChildren();
    this.busy(true, words.sending);
    const problem = await this.options.onSend({
      body: this.area.value,
      name: this.options.askName && this.name.value.trim() !== '' ? this.name.value.trim() : null,
      formTimeMs: Math.round(performance.now() - this.begun),
      honeypot: this.honeypot.value,
      key: this.key,
      nudgeToken,
    });
    this.busy(false, this.sendLabel);
    this.problem.textContent = typeof problem === 'string' ? problem : '';
    if (problem !== null && typeof problem !== 'string') this.ask(problem);
    if (problem !== null) return;
    this.area.value = '';
    this.key = crypto.randomUUID();
    this.begun = performance.now();
    this.left.textContent = '';
    this.element.classList.remove('open');
    this.options.onDraft('');
  }

  private ask({ text, token }: Question): void {
    const { words } = this.options;
    const change = button(words.nudgeChange, () => { this.question.replaceChildren(); this.area.focus(); }, 'primary');
    const send = button(words.nudgeSend, () => void this.sendOff(token), '');
    this.question.replaceChildren(h('div', { class: 'report', role: 'group', 'aria-label': text }, h('p', {}, text), change, send));
    change.focus();
  }

  private busy(busy: boolean, label: string): void {
    this.send.disabled = busy;
    this.area.readOnly = busy;
    this.send.textContent = label;
  }
}
