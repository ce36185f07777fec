import { Api, ApiProblem, type CommentPage, type OwnComment, type Placement, type PublishedComment } from './api';
import { CommentView } from './comment-view';
import { ComposeForm, type Composed } from './compose-form';
import { h, place } from './dom';
import { Memory } from './memory';
import { OwnComments } from './own-comments';
import { RelativeTimes } from './relative-time';
import { type Shown, threads } from './tree';
import type { Words } from './words';

const REFRESH_MS = 8_000;
const TIMES_MS = 30_000;
const SKELETON_AFTER_MS = 300;

/** The comments of one article: the form, the list, and everything that can go wrong with them. */
export class CommentBox {
  readonly element: HTMLElement;
  private readonly memory: Memory;
  private readonly api: Api;
  private readonly own: OwnComments;
  private readonly times: RelativeTimes;
  private readonly views = new Map<string, CommentView>();
  private published: readonly PublishedComment[] = [];
  private nextCursor: string | null = null;
  private total = 0;
  private closed = false;
  private order = 'newest';
  /** A newer first page that waits until the reader asks for it: nothing jumps. */
  private waiting: CommentPage | null = null;
  private refreshing = false;

  private readonly count = h('span', { class: 'count' });
  private readonly announcer = h('p', { class: 'unseen', role: 'status', 'aria-live': 'polite' });
  private readonly above = h('div');
  private readonly fresh = h('button', { type: 'button', class: 'fresh', hidden: true, on: { click: () => { this.showWaiting(); } } });
  private readonly notice = h('div', { class: 'notice' });
  private readonly list = h('ol', { class: 'list' });
  private readonly more = h('button', { type: 'button', class: 'wide', hidden: true, on: { click: () => void this.loadMore() } });

  constructor(
    private readonly placement: Placement,
    private readonly words: Words,
    language: string,
  ) {
    this.memory = new Memory(`weir:${placement.site}`);
    this.api = new Api(placement, this.memory, language);
    this.times = new RelativeTimes(language);
    this.own = new OwnComments(this.api, this.memory, `own:${placement.article.id}`, this.ownChanged);
    const order = h('select', { 'aria-label': words.order, on: { change: (event) => { this.reorder((event.target as HTMLSelectElement).value); } } });
    order.append(h('option', { value: 'newest' }, words.newest), h('option', { value: 'oldest' }, words.oldest));
    const title = h('h2', {}, words.title, ' ', this.count);
    this.more.textContent = words.more;
    this.element = h('section', { class: 'box loading', 'aria-label': words.title }, h('div', { class: 'top' }, title, order), this.above, this.announcer, this.fresh, this.notice, this.list, this.more);
    this.above.append(this.form(null, null).element);
  }

  async start(): Promise<void> {
    const slow = setTimeout(() => this.element.classList.add('slow'), SKELETON_AFTER_MS);
    await this.load();
    clearTimeout(slow);
    this.element.classList.remove('loading', 'slow');
    await this.own.recall();
    setInterval(() => void this.refresh(), REFRESH_MS);
    setInterval(() => { this.times.refresh(this.element); }, TIMES_MS);
  }

  private async load(): Promise<void> {
    try {
      this.show(await this.api.published(this.order, null));
    } catch (error) {
      // An article that nobody has commented on is not known to the service yet.
      if (error instanceof ApiProblem && error.status === 404) this.show({ items: [], nextCursor: null });
      else this.fail();
    }
  }

  private fail(): void {
    const again = h('button', { type: 'button', on: { click: () => void this.load() } }, this.words.again);
    this.notice.replaceChildren(h('p', { class: 'problem', role: 'alert' }, navigator.onLine ? this.words.failed : this.words.offline), again);
  }

  private show(page: CommentPage): void {
    this.published = page.items;
    this.nextCursor = page.nextCursor;
    this.total = page.counts?.total ?? page.items.length;
    this.waiting = null;
    this.fresh.hidden = true;
    const mode = page.article?.commentsMode;
    this.setClosed(mode === 'closed');
    this.render();
  }

  private setClosed(closed: boolean): void {
    if (closed === this.closed) return;
    this.closed = closed;
    this.above.replaceChildren(closed ? h('p', { class: 'note' }, this.words.closed) : this.form(null, null).element);
  }

  private render(): void {
    const branches = threads(this.published, this.own.all);
    place(this.list, branches.map((branch) => {
      const view = this.viewOf(branch.comment.id);
      view.update(branch, (id) => this.viewOf(id));
      return view.element;
    }));
    this.count.textContent = this.total === 0 ? '' : String(this.total);
    this.notice.replaceChildren(...(branches.length > 0 ? [] : [h('p', { class: 'empty' }, this.closed ? this.words.emptyClosed : this.words.empty)]));
    this.more.hidden = this.nextCursor === null;
  }

  private viewOf(id: string): CommentView {
    const known = this.views.get(id);
    if (known !== undefined) return known;
    const view = new CommentView({
      words: this.words,
      times: this.times,
      canReply: () => !this.closed,
      replyForm: (to, close) => this.form(to, close),
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
      moreReplies: (comment) => this.loadReplies(comment),
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

  private async send(composed: Composed, parentId: string | null): Promise<string | null> {
    try {
      const answer = await this.api.submit({ ...composed, parentId });
      this.memory.write('name', composed.name ?? '');
      this.own.add({ ...answer, body: answer.body ?? composed.body, parentId });
      return null;
    } catch (error) {
      return this.sentence(error);
    }
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
    if (error.code === 'parent_not_published') return words.parentGone;
    if (error.code === 'comments_closed') {
      this.setClosed(true);
      return words.closed;
    }
    return error.status === 422 && error.message !== '' ? error.message : words.notSent;
  }

  private readonly ownChanged = (changed: OwnComment | null): void => {
    if (changed?.status === 'published' && !this.published.some(({ id }) => id === changed.id)) this.total += 1;
    this.render();
    if (changed !== null && changed.status !== 'withdrawn') this.announcer.textContent = this.words[changed.status];
  };

  private reorder(order: string): void {
    this.order = order;
    void this.load();
  }

  private async loadMore(): Promise<void> {
    const page = await this.api.published(this.order, this.nextCursor).catch(() => null);
    if (page === null) return;
    this.published = [...this.published, ...page.items];
    this.nextCursor = page.nextCursor;
    this.render();
  }

  private async loadReplies(id: string): Promise<void> {
    const page = await this.api.published('oldest', null, id).catch(() => null);
    if (page === null) return;
    const fill = (comment: PublishedComment): PublishedComment =>
      comment.id === id ? { ...comment, replies: page.items, replyCount: page.items.length } : { ...comment, replies: (comment.replies ?? []).map(fill) };
    this.published = this.published.map(fill);
    this.render();
  }

  /** Looks for news while the page is visible; they wait behind a line unless there is nothing to disturb. */
  private async refresh(): Promise<void> {
    if (document.visibilityState !== 'visible' || this.refreshing || this.order !== 'newest') return;
    this.refreshing = true;
    const page = await this.api.published(this.order, null).catch(() => null);
    this.refreshing = false;
    if (page === null) return;
    const known = new Set([...idsOf(this.published), ...this.own.all.map(({ id }) => id)]);
    const count = idsOf(page.items).filter((id) => !known.has(id)).length;
    if (this.published.length === 0 && this.own.all.length === 0) {
      this.show(page);
    } else if (count > 0) {
      this.waiting = page;
      this.fresh.textContent = this.words.fresh(count);
      this.fresh.hidden = false;
    }
  }

  private showWaiting(): void {
    if (this.waiting !== null) this.show(this.waiting);
    this.announcer.textContent = '';
  }
}

function idsOf(comments: readonly PublishedComment[]): string[] {
  return comments.flatMap((comment) => [comment.id, ...idsOf(comment.replies ?? [])]);
}
