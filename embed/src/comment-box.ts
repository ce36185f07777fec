import { Api, ApiProblem, type OwnComment, type Placement } from './api';
import { CommentView, placeBranches } from './comment-view';
import { ComposeForm, type Composed, type Question } from './compose-form';
import { button, h } from './dom';
import { Memory } from './memory';
import { OwnComments } from './own-comments';
import { PublishedList } from './published-list';
import { RelativeTimes } from './relative-time';
import { type Shown, threads } from './tree';
import type { Languages, Words } from './words';

const REFRESH_MS = 8_000;
const TIMES_MS = 30_000;
const SKELETON_AFTER_MS = 300;
/** Of work at a stretch: a frame has sixteen. */
const SLICE_MS = 10;

/** The comments of one article: the form, the list, and everything that can go wrong with them. */
export class CommentBox {
  readonly element: HTMLElement;
  private readonly memory: Memory;
  private readonly api: Api;
  private readonly own: OwnComments;
  private readonly times: RelativeTimes;
  private readonly views = new Map<string, CommentView>();
  private readonly published: PublishedList;
  private closed = false;
  /** What is left to do of the rendering that counts. */
  private steps: Iterator<void> | null = null;

  private readonly count = h('span', { class: 'count' });
  private readonly announcer = h('p', { class: 'unseen', role: 'status', 'aria-live': 'polite' });
  private readonly above = h('div');
  private readonly fresh = button('', () => { this.showWaiting(); }, 'fresh', { hidden: true });
  private readonly notice = h('div', { class: 'notice' });
  private readonly list = h('ol', { class: 'list' });
  private readonly more = button('', () => void this.showMore(), 'wide', { hidden: true });
  private readonly moreProblem = h('p', { class: 'problem', role: 'alert' });

  constructor(
    private readonly placement: Placement,
    private readonly words: Words,
    { page, box }: Languages,
  ) {
    this.memory = new Memory(`weir:${placement.site}`);
    this.api = new Api(placement, this.memory, `${page}, ${box};q=0.5`);
    this.published = new PublishedList(this.api);
    this.times = new RelativeTimes(box);
    this.own = new OwnComments(this.api, this.memory, `own:${placement.article.id}`, this.ownChanged);
    const order = h('select', { 'aria-label': words.order, on: { change: (event) => void this.load((event.target as HTMLSelectElement).value) } });
    order.append(h('option', { value: 'newest' }, words.newest), h('option', { value: 'oldest' }, words.oldest));
    const title = h('h2', {}, words.title, ' ', this.count);
    this.more.textContent = words.more;
    this.element = h('section', { class: 'box loading', lang: box, 'aria-label': words.title }, h('div', { class: 'top' }, title, order), this.above, this.announcer, this.fresh, this.notice, this.list, this.moreProblem, this.more);
    this.above.append(this.form(null, null).element);
  }

  async start(): Promise<void> {
    const slow = setTimeout(() => { this.element.classList.add('slow'); }, SKELETON_AFTER_MS);
    await this.load();
    clearTimeout(slow);
    this.element.classList.remove('loading', 'slow');
    await this.own.recall();
    setInterval(() => void this.refresh(), REFRESH_MS);
    setInterval(() => { this.times.refresh(this.element); }, TIMES_MS);
  }

  private async load(order?: string): Promise<void> {
    await this.published.load(order).then(this.show, this.fail);
  }

  private readonly fail = (): void => {
    const again = button(this.words.again, () => void this.load(), '');
    this.notice.replaceChildren(h('p', { class: 'problem', role: 'alert' }, navigator.onLine ? this.words.failed : this.words.offline), again);
  };

  private readonly show = (): void => {
    this.fresh.hidden = true;
    this.setClosed(this.published.closed);
    void this.render();
  };

  private setClosed(closed: boolean): void {
    if (closed === this.closed) return;
    this.closed = closed;
    this.above.replaceChildren(closed ? h('p', { class: 'note' }, this.words.closed) : this.form(null, null).element);
  }

  /** Resolves once everything stands there, or a newer rendering has taken over. */
  private render(): Promise<void> {
    const branches = threads(this.published.items, this.own.all);
    this.count.textContent = this.published.total === 0 ? '' : String(this.published.total);
    this.notice.replaceChildren(...(branches.length > 0 ? [] : [h('p', { class: 'empty' }, this.closed ? this.words.emptyClosed : this.words.empty)]));
    this.more.hidden = !this.published.hasMore;
    const steps = placeBranches(this.list, branches, (id) => this.viewOf(id))[Symbol.iterator]();
    this.steps = steps;
    return new Promise((done) => { this.proceed(steps, done); });
  }

  /** A few milliseconds of work, then the page's turn. */
  private proceed(steps: Iterator<void>, done: () => void): void {
    const until = performance.now() + SLICE_MS;
    while (this.steps === steps && performance.now() < until) if (steps.next().done) this.steps = null;
    if (this.steps === steps) setTimeout(() => { this.proceed(steps, done); });
    else done();
  }

  private viewOf(id: string): CommentView {
    const known = this.views.get(id);
    if (known !== undefined) return known;
    const view = new CommentView({
      words: this.words,
      times: this.times,
      canReply: () => !this.closed,
      replyForm: (to, close) => this.form(to, close),
      editForm: (comment, close) => this.editForm(comment, close),
      noticePage: (comment) => (this.published.takesNotices ? `${this.placement.service}/notice/${this.placement.site}/${comment}` : null),
      report: (comment, reason) => this.api.report(comment, reason).then(() => true, () => false),
      withdraw: async (comment) => {
        const done = await this.api.withdraw(comment).then(() => true, () => false);
        if (!done) return;
        this.own.forget(comment);
        await this.load();
      },
      appeal: async (comment, message) => {
        const sent = await this.api.appeal(comment, message).then(() => true, () => false);
        if (sent) {
          await this.own.look(comment);
          this.announcer.textContent = this.words.appealOpen;
        }
        return sent;
      },
      moreReplies: (comment) => this.loadMore(() => this.published.loadReplies(comment)),
    });
    this.views.set(id, view);
    return view;
  }

  private form(to: Shown | null, close: (() => void) | null): ComposeForm {
    const draft = `draft:${this.placement.article.id}:${to?.id ?? ''}`;
    return new ComposeForm({
      words: this.words,
      label: to === null ? this.words.write : this.words.writeReply(to.name ?? this.words.anonymous),
      askName: this.placement.token === null,
      name: this.memory.read<string>('name') ?? '',
      draft: this.memory.read<string>(draft) ?? '',
      onDraft: (text) => { this.memory.write(draft, text); },
      onSend: async (composed) => {
        const problem = await this.send(composed, to?.id ?? null);
        if (problem === null) close?.();
        return problem;
      },
      onCancel: close,
    });
  }

  private editForm(comment: OwnComment, close: () => void): ComposeForm {
    const { words } = this;
    return new ComposeForm({
      words,
      label: words.edit,
      send: words.save,
      hint: words.editLeft(Math.ceil((comment.editableUntil - Date.now()) / 60_000)),
      askName: false,
      name: '',
      draft: comment.body,
      onDraft: () => undefined,
      onSend: async ({ body }) => {
        const problem = await this.edit(comment.id, body);
        if (problem === null) close();
        return problem;
      },
      onCancel: close,
    });
  }

  private async edit(id: string, body: string): Promise<string | null> {
    const known = this.own.get(id);
    if (known === undefined) return this.words.notSent;
    if (known.body === body) return null;
    try {
      this.own.add(await this.api.edit(known, body));
      return null;
    } catch (error) {
      // Somebody decided meanwhile, or the answer to the same words was lost: the next try starts from what it is now.
      if (error instanceof ApiProblem && error.status === 412) await this.own.look(id);
      return this.own.get(id)?.body === body ? null : this.sentence(error);
    }
  }

  private async send(composed: Composed, parentId: string | null): Promise<string | Question | null> {
    try {
      const answer = await this.api.submit({ ...composed, parentId });
      this.memory.write('name', composed.name ?? '');
      this.own.add({ ...answer, parentId });
      return null;
    } catch (error) {
      if (error instanceof ApiProblem && error.members.nudgeToken !== undefined) return this.question(error.members.nudgeToken, error.members.policyTitle ?? null);
      return this.sentence(error);
    }
  }

  private question(token: string, policyTitle: string | null): Question {
    const { nudge, because } = this.words;
    return { token, text: policyTitle === null ? nudge : `${nudge} ${because(policyTitle)}` };
  }

  private sentence(error: unknown): string {
    const { words } = this;
    if (!(error instanceof ApiProblem)) return words.notSent;
    if (error.status === 0) return navigator.onLine ? words.notSent : words.offline;
    if (error.status === 429) return words.tooMany;
    if (error.status === 404) return words.notThere;
    if (error.code === 'origin_not_allowed') {
      console.error(`Weir: ${location.origin} is not among the allowed origins of the site "${this.placement.site}".`);
      return words.notHere;
    }
    if (error.code === 'edit_window_over') return words.editOver;
    if (error.code === 'parent_not_published') return words.parentGone;
    if (error.code === 'comments_closed') {
      this.setClosed(true);
      return words.closed;
    }
    return error.status === 422 && error.message !== '' ? error.message : words.notSent;
  }

  private readonly ownChanged = (changed: OwnComment | null): void => {
    if (changed?.status === 'published' && !this.published.has(changed.id)) this.published.total += 1;
    void this.render();
    if (changed !== null && changed.status !== 'withdrawn') this.announcer.textContent = this.words[changed.status];
  };

  /** True once the further comments stand there, the first of them with the focus. */
  private async loadMore(load: () => Promise<string | null>): Promise<boolean> {
    const first = await load().catch(() => undefined);
    if (first === undefined) return false;
    await this.render();
    if (first !== null) this.views.get(first)?.focus();
    return true;
  }

  private async showMore(): Promise<void> {
    this.more.disabled = true;
    const loaded = await this.loadMore(() => this.published.loadMore());
    this.more.disabled = false;
    this.moreProblem.textContent = loaded ? '' : navigator.onLine ? this.words.failed : this.words.offline;
  }

  /** Looks for news while the page is visible; they wait behind a line unless there is nothing to disturb. */
  private async refresh(): Promise<void> {
    if (document.visibilityState !== 'visible') return;
    const count = await this.published.look(this.own.all.map(({ id }) => id));
    if (count === null || count === 0) return;
    if (this.published.items.length === 0 && this.own.all.length === 0) { this.showWaiting(); return; }
    this.fresh.textContent = this.words.fresh(count);
    this.fresh.hidden = false;
  }

  private showWaiting(): void {
    this.published.takeWaiting();
    this.show();
    this.announcer.textContent = '';
  }
}
