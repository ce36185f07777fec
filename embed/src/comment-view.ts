import { button, h, place } from './dom';
import type { RelativeTimes } from './relative-time';
import { safeHtml } from './safe-html';
import type { Branch, Shown } from './tree';
import type { Words } from './words';

/** As the service takes it. */
const LONGEST_APPEAL = 2_000;

interface Form {
  readonly element: HTMLElement;
  focus(): void;
}

export interface CommentActions {
  readonly words: Words;
  readonly times: RelativeTimes;
  readonly canReply: () => boolean;
  readonly replyForm: (to: Shown, close: () => void) => Form;
  readonly editForm: (own: NonNullable<Shown['own']>, close: () => void) => Form;
  /** Where notice of illegal content is given; null where the site takes none. */
  readonly noticePage: (id: string) => string | null;
  readonly report: (id: string, reason: string) => Promise<boolean>;
  readonly withdraw: (id: string) => Promise<void>;
  /** False when it did not go through. */
  readonly appeal: (id: string, message: string | null) => Promise<boolean>;
  /** False when they could not be loaded. */
  readonly moreReplies: (id: string) => Promise<boolean>;
}

/** One comment and the list of its replies; keeps its element so that open forms survive a refresh. */
export class CommentView {
  readonly element: HTMLElement;
  private readonly head = h('header');
  private readonly text = h('div', { class: 'text', dir: 'auto' });
  private readonly state = h('p', { class: 'state' });
  private readonly tools = h('div', { class: 'tools' });
  private readonly below = h('div', { class: 'below' });
  private readonly replies = h('ol', { class: 'replies' });
  private readonly more = h('button', { type: 'button', class: 'quiet more' });
  private trouble: HTMLElement | null = null;
  private shown = '';

  constructor(private readonly actions: CommentActions) {
    const article = h('article', {}, this.head, this.text, this.state, this.tools, this.below);
    this.element = h('li', { class: 'comment' }, article, this.replies, this.more);
  }

  /** For whoever works with the keyboard, where the button that brought the comment has gone. */
  focus(): void {
    this.element.tabIndex = -1;
    this.element.focus({ preventScroll: true });
  }

  *update({ comment, inReplyTo, replies }: Branch, viewOf: (id: string) => CommentView): Iterable<void> {
    const signature = JSON.stringify([comment, inReplyTo]);
    if (signature !== this.shown) this.show(comment, inReplyTo);
    this.shown = signature;
    this.replies.hidden = replies.length === 0;
    yield* placeBranches(this.replies, replies, viewOf);
  }

  private show(comment: Shown, inReplyTo: Branch['inReplyTo']): void {
    const { words, times } = this.actions;
    const name = comment.name ?? words.anonymous;
    const kind = comment.kind === 'staff' ? words.staff : comment.kind === 'subscriber' ? words.subscriber : null;
    this.element.id = `comment-${comment.id}`;
    this.element.classList.toggle('waiting', comment.own !== null && comment.own.status !== 'published');
    this.head.replaceChildren(h('b', { dir: 'auto' }, name), ...(kind === null ? [] : [h('span', { class: 'kind' }, kind)]), times.element(comment.createdAt));
    if (comment.edited) this.head.append(h('span', { class: 'soft' }, words.edited));
    if (inReplyTo !== null) this.head.append(h('span', { class: 'soft' }, words.inReplyTo(inReplyTo.name ?? words.anonymous)));
    this.showText(comment);
    this.showState(comment);
    this.showTools(comment, name);
    this.more.hidden = comment.more === 0;
    this.more.textContent = words.moreReplies(comment.more);
    this.more.onclick = () => void this.loadReplies(comment.id);
  }

  private async loadReplies(id: string): Promise<void> {
    this.more.disabled = true;
    const loaded = await this.actions.moreReplies(id);
    this.more.disabled = false;
    this.trouble?.remove();
    this.trouble = loaded ? null : h('p', { class: 'problem', role: 'alert' }, this.actions.words.failed);
    if (this.trouble !== null) this.more.before(this.trouble);
  }

  private showText({ html, text }: Shown): void {
    this.text.classList.toggle('gone', html === null && text === null);
    this.text.classList.toggle('plain', html === null && text !== null);
    this.text.replaceChildren(html !== null ? safeHtml(html) : (text ?? this.actions.words.removed));
  }

  private showState({ own }: Shown): void {
    const { words } = this.actions;
    this.state.hidden = own === null;
    if (own === null || own.status === 'withdrawn') return;
    this.state.className = `state ${own.status}`;
    this.state.replaceChildren(...sentencesOf(own, words).flatMap((sentence, index) => (index === 0 ? [sentence] : [' ', sentence])));
  }

  private showTools(comment: Shown, name: string): void {
    const { words } = this.actions;
    const isUp = comment.own === null || comment.own.status === 'published';
    const gone = comment.html === null && comment.text === null;
    this.tools.replaceChildren();
    if (gone) return;
    if (isUp && this.actions.canReply()) this.tools.append(button(words.reply, () => { this.openReply(comment); }, 'quiet', { 'aria-label': words.writeReply(name) }));
    const { own } = comment;
    if (own !== null && comment.editable) this.tools.append(button(words.edit, () => { this.openEdit(own); }));
    if (comment.own !== null && comment.own.status !== 'rejected') this.tools.append(button(words.withdraw, () => { this.openWithdraw(comment.id); }));
    if (comment.own?.canAppeal === true) this.tools.append(button(words.appeal, () => { this.openAppeal(comment.id); }));
    if (comment.own === null) this.tools.append(button(words.report, () => { this.openReport(comment); }));
  }

  private openReply(comment: Shown): void {
    this.openForm((close) => this.actions.replyForm(comment, close));
  }

  private openEdit(own: NonNullable<Shown['own']>): void {
    this.openForm((close) => this.actions.editForm(own, close));
    this.text.hidden = true;
  }

  private openForm(make: (close: () => void) => Form): void {
    const form = make(this.close);
    this.close();
    this.below.replaceChildren(form.element);
    form.focus();
  }

  private readonly close = (): void => {
    // A button that is out of order while it works loses the focus to the page.
    if (this.below.matches(':focus-within') || document.activeElement === document.body) this.focus();
    this.below.replaceChildren();
    this.text.hidden = false;
  };

  /** It is final, so it takes a second click. */
  private openWithdraw(id: string): void {
    const { words } = this.actions;
    const sure = button(words.withdrawSure, () => void this.actions.withdraw(id), 'choice');
    const cancel = button(words.cancel, this.close);
    this.below.replaceChildren(h('div', { class: 'report', role: 'group', 'aria-label': words.withdraw }, sure, cancel));
    sure.focus();
  }

  private openAppeal(id: string): void {
    const { words } = this.actions;
    const area = h('textarea', { rows: 3, dir: 'auto', maxlength: LONGEST_APPEAL, 'aria-label': words.appealWhy, placeholder: words.appealWhy });
    const problem = h('p', { class: 'problem', role: 'alert' });
    const send = h('button', { type: 'submit', class: 'primary' }, words.appealSend);
    const submit = async (event: Event): Promise<void> => {
      event.preventDefault();
      send.disabled = true;
      const sent = await this.actions.appeal(id, area.value.trim() === '' ? null : area.value.trim());
      send.disabled = false;
      if (sent) this.close();
      else problem.textContent = words.notSent;
    };
    const cancel = button(words.cancel, this.close);
    const buttons = h('div', { class: 'sending' }, cancel, send);
    this.below.replaceChildren(h('form', { class: 'appeal', 'aria-label': words.appeal, on: { submit: (event) => void submit(event) } }, h('p', {}, words.appealHint), area, problem, buttons));
    area.focus();
  }

  private openReport(comment: Shown): void {
    const { words } = this.actions;
    const send = async (reason: string): Promise<void> => {
      const sent = await this.actions.report(comment.id, reason);
      this.below.replaceChildren(h('p', { class: 'note', role: 'status' }, sent ? words.reported : words.notSent));
    };
    const buttons = Object.entries(words.reasons).map(([reason, label]) => button(label, () => void send(reason), 'choice'));
    const cancel = button(words.cancel, this.close);
    const page = this.actions.noticePage(comment.id);
    const notice = page === null ? null : h('a', { href: page, target: '_blank' }, words.illegal);
    this.below.replaceChildren(h('div', { class: 'report', role: 'group', 'aria-label': words.reportWhy }, h('p', {}, words.reportWhy), ...buttons, notice, cancel));
    buttons[0]?.focus();
  }
}

/** The comments of one level, in their order, with all that stands under them. */
export function placeBranches(parent: Element, branches: readonly Branch[], viewOf: (id: string) => CommentView): Iterable<void> {
  return place(parent, branches.map(({ comment }) => comment.id), (id, index) => {
    const view = viewOf(id);
    const branch = branches[index];
    return { element: view.element, steps: () => (branch === undefined ? [] : view.update(branch, viewOf)) };
  });
}

/** What its author reads under their own comment. */
function sentencesOf(own: NonNullable<Shown['own']>, words: Words): string[] {
  if (own.status === 'withdrawn') return [];
  if (own.status === 'published') return [own.appeal?.state === 'upheld' ? words.appealUpheld : words.published];
  if (own.status === 'held') return [words.held];
  // The newsroom may have written its own sentence, for this comment or for the policy that was broken.
  const said = [own.message ?? words.rejected, ...(own.policyTitle ? [words.because(own.policyTitle)] : [])];
  const answer = own.appeal?.state === 'open' ? [words.appealOpen] : own.appeal?.state === 'dismissed' ? [words.appealDismissed] : [];
  return [...said, ...answer, words.onlyYou];
}
