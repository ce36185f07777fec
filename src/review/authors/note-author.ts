import { Injectable } from '@nestjs/common';
import { problem } from '../../domain/errors';
import type { AuthorId } from '../../domain/ids';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { Plain } from '../../platform/http/plain';
import { newId } from '../../platform/ids';
import { AuthorPanelStore } from '../../store/author-panel.store';
import { EventStore } from '../../store/event.store';
import type { DeskCall } from '../desk-call';
import { type AuthorNoteView, noteView } from './author.view';

/** Notes something about an author for colleagues. The log says that it was done, not what it says. */
@Injectable()
export class NoteAuthor {
  constructor(
    private readonly work: UnitOfWork,
    private readonly authors: AuthorPanelStore,
    private readonly events: EventStore,
  ) {}

  async execute(authorId: AuthorId, text: string, { site, personId, name, now, requestId }: DeskCall): Promise<Plain<AuthorNoteView>> {
    const id = newId<string>();
    await this.work.run(async (tx) => {
      if (!(await this.authors.addNote(tx, site.id, authorId, { id, text, by: personId, now }))) throw problem('not_found');
      await this.events.append(tx, site.id, [{ id: newId<string>(), type: 'author.noted', actor: `person:${personId}`, commentId: null, itemId: null, decisionId: null, payload: { authorId, noteId: id }, requestId, createdAt: now }]);
    });
    return noteView({ id, text, written_by: personId, written_by_name: name, created_at: now });
  }
}
