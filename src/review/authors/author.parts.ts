import { AuthorStandings } from './author-standings';
import { AuthorsController } from './authors.controller';
import { ChangeStanding } from './change-standing';
import { ListAuthors } from './list-authors';
import { NoteAuthor } from './note-author';
import { Offers } from './offers';
import { ShowAuthor } from './show-author';

/** What moderators see and make of authors, as the module of the review desk takes it in. */
export const authorParts = { controllers: [AuthorsController], providers: [AuthorStandings, ChangeStanding, ListAuthors, NoteAuthor, Offers, ShowAuthor] };
