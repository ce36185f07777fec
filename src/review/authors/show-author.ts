import { Injectable } from '@nestjs/common';
import { problem } from '../../domain/errors';
import type { AuthorId } from '../../domain/ids';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { Plain } from '../../platform/http/plain';
import { AuthorPanelStore } from '../../store/author-panel.store';
import { LabelStore } from '../../store/label.store';
import type { DeskLook } from '../desk-call';
import { type AuthorView, authorView } from './author.view';

const LATEST = 10;
const MOST_LABELS = 100;
const MOST_NOTES = 100;

/** An author with their record, what moderators made and noted of them, and what they wrote lately. */
@Injectable()
export class ShowAuthor {
  constructor(
    private readonly work: UnitOfWork,
    private readonly authors: AuthorPanelStore,
    private readonly labels: LabelStore,
  ) {}

  async execute(id: AuthorId, { site, now }: DeskLook): Promise<Plain<AuthorView>> {
    const on = this.work.reads;
    const row = await this.authors.find(on, site.id, id);
    if (!row) throw problem('not_found');
    const [sums, labels, notes, comments, decisions] = await Promise.all([
      this.authors.sums(on, site.id, id),
      this.labels.list(on, site.id, { entity: 'author', subject: id, name: null, now, after: null, limit: MOST_LABELS }),
      this.authors.notes(on, site.id, id, MOST_NOTES),
      this.authors.comments(on, site.id, id, LATEST),
      this.authors.decisions(on, site.id, id, LATEST),
    ]);
    return authorView(row, { sums, labels, notes, comments, decisions }, now);
  }
}
