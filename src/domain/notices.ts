/** What a notice says the content is: the categories of the Transparency Database that can be against a law. */
export const NOTICE_CATEGORIES = [
  'ANIMAL_WELFARE',
  'CONSUMER_INFORMATION',
  'CYBER_VIOLENCE',
  'CYBER_VIOLENCE_AGAINST_WOMEN',
  'DATA_PROTECTION_AND_PRIVACY_VIOLATIONS',
  'ILLEGAL_OR_HARMFUL_SPEECH',
  'INTELLECTUAL_PROPERTY_INFRINGEMENTS',
  'NEGATIVE_EFFECTS_ON_CIVIC_DISCOURSE_OR_ELECTIONS',
  'NOT_SPECIFIED_NOTICE',
  'PROTECTION_OF_MINORS',
  'RISK_FOR_PUBLIC_SECURITY',
  'SCAMS_AND_FRAUD',
  'SELF_HARM',
  'UNSAFE_AND_PROHIBITED_PRODUCTS',
  'VIOLENCE',
] as const;
export type NoticeCategory = (typeof NOTICE_CATEGORIES)[number];

/** `removed`: the comment was rejected. `kept`: a person looked and let it stand. `gone`: it was withdrawn or erased before anybody decided. */
export const NOTICE_OUTCOMES = ['removed', 'kept', 'gone'] as const;
export type NoticeOutcome = (typeof NOTICE_OUTCOMES)[number];

interface Words {
  readonly received: string;
  readonly waits: string;
  readonly outcome: Readonly<Record<NoticeOutcome, string>>;
  readonly decided: readonly [byPerson: string, byRule: string];
  readonly redress: (contact: string | null) => string;
}

const EN: Words = {
  received: 'We have received your notice. A person will look at it, and you will learn what was decided.',
  waits: 'Nobody has decided on your notice yet.',
  outcome: { removed: 'The comment that you gave notice of is no longer shown.', kept: 'The comment that you gave notice of was looked at, and stays.', gone: 'The comment that you gave notice of is no longer there; nobody had to decide.' },
  decided: ['A person decided.', 'An automatic rule decided.'],
  redress: (contact) => `${contact === null ? 'If you do not agree, write to the site' : `If you do not agree, write to ${contact}`}; you can also go to court.`,
};
const DE: Words = {
  received: 'Wir haben Ihre Meldung erhalten. Ein Mensch sieht sie sich an, und Sie erfahren, wie entschieden wurde.',
  waits: 'Über Ihre Meldung hat noch niemand entschieden.',
  outcome: { removed: 'Der gemeldete Kommentar wird nicht mehr gezeigt.', kept: 'Der gemeldete Kommentar wurde geprüft und bleibt.', gone: 'Der gemeldete Kommentar ist nicht mehr da; es war nichts mehr zu entscheiden.' },
  decided: ['Ein Mensch hat entschieden.', 'Eine automatische Regel hat entschieden.'],
  redress: (contact) => `${contact === null ? 'Wenn Sie nicht einverstanden sind, schreiben Sie der Redaktion' : `Wenn Sie nicht einverstanden sind, schreiben Sie an ${contact}`}; auch der Weg zum Gericht steht Ihnen offen.`,
};
const ES: Words = {
  received: 'Hemos recibido su notificación. Una persona la mirará y usted sabrá qué se ha decidido.',
  waits: 'Nadie ha decidido todavía sobre su notificación.',
  outcome: { removed: 'El comentario que usted notificó ya no se muestra.', kept: 'El comentario que usted notificó se ha examinado y se mantiene.', gone: 'El comentario que usted notificó ya no está; no hubo nada que decidir.' },
  decided: ['Lo decidió una persona.', 'Lo decidió una regla automática.'],
  redress: (contact) => `${contact === null ? 'Si no está de acuerdo, escriba al medio' : `Si no está de acuerdo, escriba a ${contact}`}; también puede acudir a los tribunales.`,
};
const FR: Words = {
  received: 'Nous avons reçu votre notification. Une personne va l’examiner, et vous saurez ce qui a été décidé.',
  waits: 'Personne n’a encore décidé au sujet de votre notification.',
  outcome: { removed: 'Le commentaire que vous avez notifié n’est plus affiché.', kept: 'Le commentaire que vous avez notifié a été examiné et reste en ligne.', gone: 'Le commentaire que vous avez notifié n’est plus là ; il n’y avait plus rien à décider.' },
  decided: ['Une personne a décidé.', 'Une règle automatique a décidé.'],
  redress: (contact) => `${contact === null ? 'Si vous n’êtes pas d’accord, écrivez à la rédaction' : `Si vous n’êtes pas d’accord, écrivez à ${contact}`} ; vous pouvez aussi saisir la justice.`,
};
const WORDS: ReadonlyMap<string, Words> = new Map([['en', EN], ['de', DE], ['es', ES], ['fr', FR]]);

/** The first of these languages that notices are answered in, else English. */
export function noticeLanguage(languages: readonly string[]): string {
  return languages.map((language) => language.split('-')[0]?.toLowerCase() ?? '').find((language) => WORDS.has(language)) ?? 'en';
}

/** The confirmation of receipt. */
export function receiptText(language: string): string {
  return (WORDS.get(language) ?? EN).received;
}

/** What became of a notice, by what it was decided, and what the notifier can do; null: nobody has decided. */
export function outcomeText(decided: { readonly outcome: NoticeOutcome; readonly isAutomatic: boolean } | null, contact: string | null, language: string): string {
  const words = WORDS.get(language) ?? EN;
  if (decided === null) return words.waits;
  const { outcome, isAutomatic } = decided;
  return [words.outcome[outcome], ...(outcome === 'gone' ? [] : [words.decided[isAutomatic ? 1 : 0]]), words.redress(contact)].join(' ');
}
