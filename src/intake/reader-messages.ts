import type { CommentStatus } from '../domain/statuses';

type Messages = Readonly<Record<CommentStatus, string>>;

const EN: Messages = {
  published: 'Your comment is up.',
  held: 'A moderator will look at it. You will see it here, others not yet.',
  rejected: 'This comment was not published.',
  withdrawn: 'This comment was withdrawn.',
};

const OTHERS = new Map<string, Messages>(Object.entries({
  de: {
    published: 'Ihr Kommentar ist erschienen.',
    held: 'Jemand aus der Moderation sieht ihn sich an. Sie sehen ihn schon hier, andere noch nicht.',
    rejected: 'Dieser Kommentar wurde nicht veröffentlicht.',
    withdrawn: 'Dieser Kommentar wurde zurückgenommen.',
  },
  es: {
    published: 'Su comentario está publicado.',
    held: 'Un moderador lo leerá. Usted ya lo ve aquí; los demás, todavía no.',
    rejected: 'Este comentario no se ha publicado.',
    withdrawn: 'Este comentario se ha retirado.',
  },
  fr: {
    published: 'Votre commentaire est en ligne.',
    held: 'Un modérateur va le lire. Vous le voyez déjà ici, les autres pas encore.',
    rejected: 'Ce commentaire n’a pas été publié.',
    withdrawn: 'Ce commentaire a été retiré.',
  },
}));

/** What became of a comment, in a sentence, where nobody wrote a better one: in the first of these languages there is, else English. */
export function readerMessage(status: CommentStatus, languages: readonly string[] = []): string {
  for (const language of languages) {
    const primary = language.split('-')[0]?.toLowerCase() ?? '';
    if (primary === 'en') break;
    const messages = OTHERS.get(primary);
    if (messages !== undefined) return messages[status];
  }
  return EN[status];
}
