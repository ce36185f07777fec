/** What was restricted: a comment, or an author's writing. */
export const LAW_RESTRICTIONS = ['removal', 'premoderate', 'suspend', 'ban'] as const;
export type LawRestriction = (typeof LAW_RESTRICTIONS)[number];

/** `article_16`: a notice of illegal content waited for this decision; `trusted_flagger`: one from an organisation that the law trusts. `notice`: somebody had reported the comment. `own`: the site's rules or people found it. */
export const LAW_SOURCES = ['article_16', 'trusted_flagger', 'notice', 'own'] as const;
export type LawSource = (typeof LAW_SOURCES)[number];

/** What an author is told of a restriction. */
export interface Reasons {
  readonly restriction: LawRestriction;
  /** What the policy is called, in the author's language where it has a name there. */
  readonly ground: string;
  readonly source: LawSource;
  readonly isDetectedAutomatically: boolean;
  readonly isDecidedAutomatically: boolean;
  /** When the restriction ends by itself. */
  readonly until: Date | null;
  /** Where the site can be written to; null: it has not said. */
  readonly contact: string | null;
}

interface Words {
  readonly what: Readonly<Record<LawRestriction, string>>;
  readonly scope: string;
  readonly until: (day: string) => string;
  readonly forGood: string;
  readonly ground: (title: string) => string;
  readonly found: Readonly<Record<'illegal' | 'notice' | 'own' | 'rule', string>>;
  readonly decided: readonly [byPerson: string, byRule: string];
  readonly appeal: string;
  readonly write: (contact: string | null) => string;
  readonly court: string;
}

const EN: Words = {
  what: {
    removal: 'Your comment is not shown.',
    premoderate: 'What you write waits for a moderator before it is shown.',
    suspend: 'You were suspended: what you write is rejected.',
    ban: 'You were excluded: what you write is rejected.',
  },
  scope: 'This holds everywhere.',
  until: (day) => `It ends on ${day}.`,
  forGood: 'It has no end of its own.',
  ground: (title) => `It is not compatible with a rule of this comment section: ${title}.`,
  found: { illegal: 'Somebody had given notice that it is illegal.', notice: 'Readers had reported it.', own: 'The site found it itself.', rule: 'An automatic rule of the site found it.' },
  decided: ['A person decided.', 'An automatic rule decided, without a person.'],
  appeal: 'You can ask for another look once, free of charge: somebody who did not decide before decides then.',
  write: (contact) => (contact === null ? 'You can object by writing to the site.' : `You can object by writing to ${contact}.`),
  court: 'You can also go to court.',
};

const DE: Words = {
  what: {
    removal: 'Ihr Kommentar wird nicht gezeigt.',
    premoderate: 'Was Sie schreiben, sieht die Moderation an, bevor es erscheint.',
    suspend: 'Sie wurden gesperrt: Was Sie schreiben, wird abgelehnt.',
    ban: 'Sie wurden ausgeschlossen: Was Sie schreiben, wird abgelehnt.',
  },
  scope: 'Das gilt überall.',
  until: (day) => `Es endet am ${day}.`,
  forGood: 'Es endet nicht von selbst.',
  ground: (title) => `Es ist nicht vereinbar mit einer Regel dieses Kommentarbereichs: ${title}.`,
  found: { illegal: 'Jemand hatte es als rechtswidrig gemeldet.', notice: 'Leserinnen oder Leser hatten es gemeldet.', own: 'Die Redaktion ist selbst darauf gestoßen.', rule: 'Eine automatische Regel der Redaktion ist darauf gestoßen.' },
  decided: ['Ein Mensch hat entschieden.', 'Eine automatische Regel hat entschieden, ohne einen Menschen.'],
  appeal: 'Sie können einmal kostenlos um eine neue Prüfung bitten: Dann entscheidet jemand, der vorher nicht entschieden hat.',
  write: (contact) => (contact === null ? 'Sie können widersprechen, indem Sie der Redaktion schreiben.' : `Sie können widersprechen, indem Sie an ${contact} schreiben.`),
  court: 'Auch der Weg zum Gericht steht Ihnen offen.',
};

const ES: Words = {
  what: {
    removal: 'Su comentario no se muestra.',
    premoderate: 'Lo que usted escribe espera a un moderador antes de mostrarse.',
    suspend: 'Usted ha sido suspendido: lo que escribe se rechaza.',
    ban: 'Usted ha sido excluido: lo que escribe se rechaza.',
  },
  scope: 'Vale en todas partes.',
  until: (day) => `Termina el ${day}.`,
  forGood: 'No termina por sí solo.',
  ground: (title) => `No es compatible con una norma de esta sección de comentarios: ${title}.`,
  found: { illegal: 'Alguien había notificado que es ilícito.', notice: 'Unos lectores lo habían denunciado.', own: 'El medio lo encontró por sí mismo.', rule: 'Lo encontró una regla automática del medio.' },
  decided: ['Lo decidió una persona.', 'Lo decidió una regla automática, sin una persona.'],
  appeal: 'Puede pedir una vez, sin coste alguno, que se mire de nuevo: decidirá alguien que no decidió antes.',
  write: (contact) => (contact === null ? 'Puede oponerse escribiendo al medio.' : `Puede oponerse escribiendo a ${contact}.`),
  court: 'También puede acudir a los tribunales.',
};

const FR: Words = {
  what: {
    removal: 'Votre commentaire n’est pas affiché.',
    premoderate: 'Ce que vous écrivez attend un modérateur avant d’être affiché.',
    suspend: 'Vous avez été suspendu : ce que vous écrivez est refusé.',
    ban: 'Vous avez été exclu : ce que vous écrivez est refusé.',
  },
  scope: 'Cela vaut partout.',
  until: (day) => `Cela prend fin le ${day}.`,
  forGood: 'Cela ne prend pas fin de soi-même.',
  ground: (title) => `Ce n’est pas compatible avec une règle de cet espace de commentaires : ${title}.`,
  found: { illegal: 'Quelqu’un avait notifié que c’est illicite.', notice: 'Des lecteurs l’avaient signalé.', own: 'La rédaction l’a trouvé elle-même.', rule: 'Une règle automatique de la rédaction l’a trouvé.' },
  decided: ['Une personne a décidé.', 'Une règle automatique a décidé, sans personne.'],
  appeal: 'Vous pouvez demander une fois, gratuitement, un nouvel examen : quelqu’un qui n’avait pas décidé décidera alors.',
  write: (contact) => (contact === null ? 'Vous pouvez contester en écrivant à la rédaction.' : `Vous pouvez contester en écrivant à ${contact}.`),
  court: 'Vous pouvez aussi saisir la justice.',
};

const WORDS: ReadonlyMap<string, Words> = new Map([['en', EN], ['de', DE], ['es', ES], ['fr', FR]]);

/** The languages that statements are written in. */
export const STATEMENT_LANGUAGES: readonly string[] = [...WORDS.keys()];

function wordsIn(languages: readonly string[]): Words {
  for (const language of languages) {
    const words = WORDS.get(language.split('-')[0]?.toLowerCase() ?? '');
    if (words !== undefined) return words;
  }
  return EN;
}

/** The reasons in whole sentences: what, how far and how long, on what ground, found how, decided by whom. In the first of these languages there is, else English. */
export function reasonsText({ restriction, ground, source, isDetectedAutomatically, isDecidedAutomatically, until }: Reasons, languages: readonly string[]): string {
  const words = wordsIn(languages);
  const end = until === null ? words.forGood : words.until(until.toISOString().slice(0, 10));
  const found = words.found[foundBy(source, isDetectedAutomatically)];
  return [words.what[restriction], words.scope, end, words.ground(ground), found, words.decided[isDecidedAutomatically ? 1 : 0]].join(' ');
}

function foundBy(source: LawSource, isDetectedAutomatically: boolean): keyof Words['found'] {
  if (source === 'own') return isDetectedAutomatically ? 'rule' : 'own';
  return source === 'notice' ? 'notice' : 'illegal';
}

/** How to object. @param canAppeal whether an appeal is open to the author: it never is against what was made of the author. */
export function redressText({ contact }: Pick<Reasons, 'contact'>, canAppeal: boolean, languages: readonly string[]): string {
  const words = wordsIn(languages);
  return [...(canAppeal ? [words.appeal] : []), ...(canAppeal && contact === null ? [] : [words.write(contact)]), words.court].join(' ');
}
