/** Ids of authors that begin so stand for somebody who was erased; nobody can write under one. */
export const TOMBSTONE = 'erased:';
