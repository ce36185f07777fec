import type { Action, Brake, Change, ChangeKind, Draft, Outcome, RuleFlag, RuleList, RuleMode, RuleStats } from '../../../api/rule-types';
import { number } from '../../../words/times';
import type { GroupMode } from '../conditions';
import { percent } from '../figures';
import { plural, troubleIn } from './phrasing';

export const entries = (count: number): string => plural(count, 'Eintrag', 'Einträge');
export const hitCount = (count: number): string => plural(count, 'Treffer', 'Treffer');

export const troubleWords = troubleIn({
  unreachable: 'Der Dienst ist nicht erreichbar. Nichts ist verloren; versuchen Sie es gleich noch einmal.',
  forbidden: 'Ihre Rolle auf dieser Website erlaubt das nicht. Die Administration kann das ändern.',
});

export const NOT_REMOVED = (error: unknown): string => `Nicht entfernt: ${troubleWords(error)}`;
export const AS_TABLE = 'Als Tabelle';
export const BACK = 'Zurück';
export const MORE = 'Mehr';
export const HITS_7 = 'Treffer, 7 Tage';

export const MODES: Readonly<Record<RuleMode, string>> = { active: 'aktiv', shadow: 'Schatten', draft: 'Entwurf', paused: 'pausiert' };

export const MODE_MEANS: Readonly<Record<RuleMode, string>> = {
  active: 'Wirkt auf Kommentare.',
  shadow: 'Sieht nur zu: Sie wird gezählt und gezeigt und ändert nichts.',
  draft: 'Läuft nicht; nur ihre Beispiele werden geprüft.',
  paused: 'Läuft nicht.',
};

export const ACTIONS: Readonly<Record<Action, string>> = {
  none: 'Von sich aus nichts (nur Punkte und Merkmale)',
  flag: 'Veröffentlichen, danach ansehen',
  hold: 'Für die Moderation zurückhalten',
  reject: 'Ablehnen',
  allow: 'Erlauben (geht über genannte Gruppen)',
};

export const OUTCOMES: Readonly<Record<Outcome, string>> = { publish: 'Veröffentlicht', flag: 'Vorgemerkt', hold: 'Zurückgehalten', reject: 'Abgelehnt' };

export const FLAGS: Readonly<Record<RuleFlag, { readonly word: string; readonly means: string }>> = {
  noisy: { word: 'laut', means: 'Die Moderation entscheidet oft anders.' },
  dead: { word: 'trifft nie', means: 'Sie hat seit Langem nichts getroffen.' },
  braked: { word: 'gebremst', means: 'Sie traf verdächtig viel; was sie ablehnen würde, wird nur zurückgehalten.' },
  degraded: { word: 'fehlerhaft', means: 'Sie ist mehrmals gescheitert und läuft nicht vollständig, bis jemand nachsieht.' },
  alarm: { word: 'auffällig', means: 'Sie trifft weit mehr als sonst.' },
  young: { word: 'neu', means: 'Seit weniger als einem Tag neu oder geändert: zu früh für ein Urteil.' },
};

export const CHANGES: Readonly<Record<Change, string>> = { added: 'neu', removed: 'entfernt', changed: 'geändert' };

export const CHANGE_KINDS: Readonly<Record<ChangeKind, string>> = { newly_caught: 'Neu erfasst', no_longer_caught: 'Nicht mehr erfasst', changed: 'Sonst geändert' };

export const LIST_KINDS: Readonly<Record<RuleList['kind'], string>> = { words: 'Wörter', domains: 'Domains', ips: 'Adressen', emails: 'E-Mail-Adressen', authors: 'Personen', regex: 'Muster' };

export const FACE = {
  tab: 'Regeln',
  pages: 'Werkstatt',
  pageNames: [['', 'Regeln'], ['~lists', 'Listen'], ['~versions', 'Versionen'], ['~backtests', 'Probeläufe']],
  keys: 'Tasten',
  keyList: [['/', 'Regeln filtern'], ['J', 'Nächste Regel'], ['K', 'Vorige Regel'], ['T', 'Einen Text ausprobieren'], ['B', 'Probelauf mit dem Entwurf'], ['P', 'Durchsehen und veröffentlichen'], ['?', 'Diese Liste']],
  forbidden: 'Kein Zugang',
  forbiddenText: 'Ihre Rolle auf dieser Website umfasst die Regeln nicht. Leitung oder Administration können das ändern.',
  failed: 'Die Regeln konnten nicht geladen werden',
  failedText: 'Sie urteilen weiter wie bisher. Versuchen Sie es gleich noch einmal.',
  again: 'Noch einmal',
  missing: 'Diese Regel gibt es nicht',
  missingText: 'Sie steht weder im Entwurf noch in der laufenden Version.',
  all: 'Alle Regeln',
} as const;

export const RULE_LIST = {
  label: 'Regeln',
  filter: 'Name, Modus, laut …',
  filterLabel: 'Regeln filtern',
  add: 'Neue Regel',
  columns: ['Modus', 'Treffer, 7 Tage', 'Genauigkeit'],
  empty: 'Noch gibt es keine Regeln. Jeder Kommentar wird veröffentlicht.',
  nothing: (filter: string) => `Keine Regel mit „${filter}“.`,
  hits: (rule: string) => `Treffer von ${rule}`,
  ready: 'aktivieren?',
  readyMeans: 'Lange genug im Schatten beobachtet: Menschen stimmen ihr zu.',
} as const;

export const FRESH_RULE = { name: 'Neue Regel', reason: 'Trifft auf eine neue Regel zu', examples: { match: ['This is an example'], no_match: ['This is not'] } };

export function precisionTitle({ confirmed, overturned, pending, precision }: Pick<RuleStats, 'confirmed' | 'overturned' | 'pending' | 'precision'>): string {
  if (precision === null) return `Über ihre Treffer wurde noch nicht entschieden${pending === 0 ? '' : `; es warten ${number(pending)}`}`;
  return `Die Moderation stimmte ${number(confirmed)} von ${number(confirmed + overturned)} Treffern zu; mit 95 % Sicherheit zwischen ${percent(precision.low)} und ${percent(precision.high)}`;
}

export const CHART = {
  none: (label: string) => `${label}: noch keine`,
  day: (day: string, { hits, confirmed, overturned }: { hits: number; confirmed: number; overturned: number }) => `${day}: ${hitCount(hits)}, ${number(confirmed)} bestätigt, ${number(overturned)} aufgehoben`,
  confirmed: 'bestätigt',
  overturned: 'aufgehoben',
  open: 'nicht von Menschen entschieden',
  columns: ['Tag', 'Treffer', 'Bestätigt', 'Aufgehoben'],
} as const;

export const HEADER = {
  fresh: 'neu, nicht veröffentlicht',
  version: (version: number, who: string | null) => `Version ${String(version)}${who === null ? '' : ` von ${who}`},`,
  step: (from: RuleMode, to: RuleMode) => (to === 'paused' ? 'Anhalten' : to === 'active' ? 'Aktivieren' : from === 'active' ? 'Zurück in den Schatten' : 'Im Schatten laufen lassen'),
  stepMeans: 'Veröffentlicht eine Version, in der nur der Modus dieser Regel ein anderer ist',
  note: (rule: string, from: RuleMode, to: RuleMode) => `${rule}: ${MODES[from]} → ${MODES[to]}`,
  done: (version: number, rule: string, mode: RuleMode) => `Version ${String(version)} läuft: „${rule}“ ist jetzt ${mode === 'shadow' ? 'im Schatten' : MODES[mode]}.`,
  notDone: (error: unknown) => `Nicht geändert: ${troubleWords(error)}`,
  reason: 'Grund, es trotzdem zu tun',
  allTheSame: 'Trotzdem tun',
  leave: 'Lassen',
  remove: 'Aus dem Entwurf nehmen',
  removed: (id: string) => `„${id}“ steht nicht mehr im Entwurf. Bis Sie veröffentlichen, läuft alles wie bisher.`,
  notRenamed: (error: unknown) => `Nicht umbenannt: ${troubleWords(error)}`,
} as const;

const BRAKES: Readonly<Record<Brake['kind'], string>> = {
  young: 'Neu oder geändert, traf sie weit mehr, als eine neue Regel sollte: Was sie ablehnen würde, wird zurückgehalten.',
  daily: 'Sie hat so oft gehandelt, wie sie an einem Tag darf: Was sie ablehnen würde, wird zurückgehalten.',
  degraded: 'Sie ist zu oft gescheitert und läuft deshalb nicht vollständig.',
  rate: 'Sie trifft viel öfter als sonst. Nichts wird aufgehalten; jemand sollte nachsehen.',
};

export const BRAKE = {
  label: 'Bremsen',
  words: ({ kind, until }: Brake, time: (iso: string) => string) => BRAKES[kind] + (until === null ? '' : ` Bis ${time(until)}.`),
  since: (ago: string) => `Seit: ${ago}.`,
  release: 'Weiterlaufen lassen',
  released: (rule: string) => `„${rule}“ läuft weiter, wie sie geschrieben ist.`,
  notReleased: (error: unknown) => `Nicht freigegeben: ${troubleWords(error)}`,
} as const;

export const EVIDENCE = {
  label: 'Was sie tat, letzte sieben Tage',
  precision: 'Genauigkeit',
  decided: 'Von Menschen entschieden',
  right: 'richtig',
  wrong: 'falsch',
  waiting: 'wartend',
  alone: 'Allein',
  aloneMeans: 'Treffer dieser Regel auf Kommentare, die keine andere Regel traf',
  last: 'Letzter Treffer',
  failures: 'Fehler',
  more: 'Tag für Tag, und was getroffen hat',
  perDay: (rule: string) => `Treffer von ${rule} je Tag`,
  entries: 'Was getroffen hat, das Häufigste zuerst',
  noEntries: 'In diesen Tagen hat kein Wort und kein Muster getroffen.',
  notLoaded: 'Was getroffen hat, konnte nicht geladen werden.',
  columns: ['Eintrag', 'Treffer', 'Richtig', 'Falsch'],
  ready: 'Sie sieht zu und hat sich bewährt: Aktivieren Sie sie, wann Sie wollen.',
  watching: (decided: number, enough: number, share: number) => `Sie sieht im Schatten zu und ändert nichts. Über ${number(decided)} von ${number(enough)} Treffern haben Menschen bisher entschieden; aktivieren Sie sie, wenn sie sicher in ${percent(share)} recht hat.`,
} as const;

export const EDITING = {
  label: 'Wie bearbeiten',
  form: 'Formular',
  yaml: 'YAML',
  yamlLabel: (rule: string) => `Regel ${rule} als YAML`,
  unreadable: 'Der Text lässt sich gerade nicht als YAML lesen, deshalb gibt es kein Formular davon. Bringen Sie ihn im YAML in Ordnung, oder nehmen Sie ihn dort mit Strg+Z zurück.',
  rule: 'Regel',
  list: 'Liste',
} as const;

export const HINT = {
  oneOf: (choices: readonly string[]) => `Eines von: ${choices.join(', ')}.`,
  takes: (keys: readonly string[]) => `Nimmt: ${keys.join(', ')}.`,
  usual: (value: string) => `Wenn nichts dasteht: ${value}.`,
} as const;

export const FORM = {
  name: 'Name',
  id: 'Id',
  idHint: 'Bleibt gleich, solange es die Regel gibt: kleine Buchstaben, Ziffern, Bindestriche.',
  reason: 'Grund',
  reasonHint: 'Was die Moderation über dem Kommentar liest.',
  policy: 'Grundsatz',
  policyHint: 'Die Regel der Gemeinschaft, für die sie steht.',
  mode: 'Modus',
  modeLabel: 'Modus im Entwurf',
  condition: 'Bedingung',
  when: 'Trifft, wenn',
  exception: 'Ausnahme',
  addException: 'Ausnahme hinzufügen',
  unless: 'Außer wenn',
  action: 'Handlung',
  then: 'Dann',
  score: 'Punkte',
  queue: 'Warteschlange',
  also: 'außerdem',
} as const;

const GROUPS: Readonly<Record<GroupMode, string>> = { all: 'alle gelten', any: 'eine davon gilt', none: 'keine davon gilt', at_least: 'mindestens so viele gelten' };

export const CONDITION = {
  operators: {
    text: { words: 'hat ein Wort von', contains: 'enthält', lists: 'hat ein Wort der Listen', regex: 'passt auf ein Muster von', starts_with: 'beginnt mit', ends_with: 'endet mit', equals: 'ist genau' },
    number: { lt: 'weniger als', lte: 'höchstens', gt: 'mehr als', gte: 'mindestens', eq: 'genau', ne: 'nicht' },
    durations: { lt: 'kürzer als', lte: 'höchstens', gt: 'länger als', gte: 'mindestens' },
    boolean: { true: 'ja', false: 'nein' },
    enum: { in: 'ist eines von', not_in: 'ist keines von' },
    set: { any_in: 'hat eines von', all_in: 'hat nur', none_in: 'hat keines von', any_in_lists: 'hat eines der Listen', all_in_lists: 'hat nur die der Listen', none_in_lists: 'hat keines der Listen' },
  },
  groups: GROUPS,
  others: { rate: 'Wie oft', duplicate: 'Gleicher oder ähnlicher Text', rule: 'Eine andere Regel trifft' },
  howMany: (label: string) => `${label}: wie viele davon gelten müssen`,
  count: 'Wie viele',
  and: 'und',
  add: 'Bedingung hinzufügen',
  addGroup: 'Gruppe hinzufügen',
  removeGroup: 'Gruppe entfernen',
  remove: (field: string) => `Bedingung zu ${field} entfernen`,
  asYaml: 'Mehr, als eine Zeile zeigen kann: als YAML bearbeiten',
  field: 'Fragen nach',
  comment: 'Kommentar',
  operator: (field: string) => `Vergleich für ${field}`,
  value: (field: string) => `Wert für ${field}`,
  values: (field: string) => `Werte für ${field}`,
  disguised: 'Verkleidete Schreibweisen',
  evasion: { off: 'wie geschrieben', normal: 'auch verkleidet', aggressive: 'auch stark verkleidet' },
  missing: 'auch wenn nicht bekannt',
  removeList: (list: string) => `Liste ${list} entfernen`,
  addListFor: (field: string) => `Liste für ${field} hinzufügen`,
  addList: 'Liste hinzufügen …',
} as const;

export const onePerLine = (label: string): string => `${label}, je Zeile eines`;

export const EXAMPLES = {
  title: 'Beispiele',
  match: 'Muss treffen',
  no_match: 'Darf nicht treffen',
  none: 'noch keine: zwei auf jeder Seite zeigen, wo eine Regel endet',
  later: 'werden geprüft, sobald kein Fehler mehr da ist',
  running: 'werden geprüft …',
  pass: (count: number) => `✓ ${count === 1 ? 'stimmt' : `alle ${String(count)} stimmen`}`,
  fail: (count: number) => `✗ ${plural(count, 'Beispiel stimmt nicht', 'Beispiele stimmen nicht')}`,
  one: (side: string, index: number) => `${side}, Beispiel ${String(index)}`,
  remove: (label: string) => `${label} entfernen`,
  add: 'Beispiel hinzufügen',
  fresh: 'Ein neues Beispiel',
} as const;

export const CHECK = {
  checking: 'Wird geprüft …',
  clean: '✓ Keine Fehler',
  errors: (count: number) => `✗ ${plural(count, 'Fehler', 'Fehler')} – so kann das nicht veröffentlicht werden`,
  elsewhere: (count: number) => `${plural(count, 'Fehler', 'Fehler')} in anderen Regeln`,
  show: 'Zeile zeigen',
} as const;

export const WRITERS = [
  { id: 'newcomer', label: 'jemand Neues', fields: {} },
  { id: 'reader', label: 'jemand mit 20 Freigaben', fields: { 'author.kind': 'registered', 'author.approved': 20, 'author.rejected': 1, 'author.approval_rate': 0.91 } },
  { id: 'regular', label: 'ein Stammgast, 200 Freigaben', fields: { 'author.kind': 'subscriber', 'author.approved': 200, 'author.rejected': 0, 'author.approval_rate': 0.99 } },
] as const;

export const TRY = {
  title: 'Ausprobieren',
  as: 'als',
  writer: 'Geschrieben von',
  on: 'mit',
  against: 'Beurteilt von',
  draft: 'dem Entwurf',
  running: 'dem, was läuft',
  placeholder: 'Fügen Sie einen Kommentar ein: Was die Regeln sehen, wird beim Tippen markiert.',
  empty: 'Nichts wird gespeichert.',
  noMatch: 'keine Regel trifft',
  onlyShadow: 'nur Regeln im Schatten treffen',
  harmless: 'nichts, was ihn aufhält',
  score: (points: number) => `Punkte: ${String(points)}`,
  time: 'Zeit, die das Urteil brauchte',
  more: 'Mehr über den Kommentar',
  facts: 'Angaben, je Zeile eine',
  factsExample: 'article.section: politics\nrequest.form_time: 2s\nrate: 7',
  matches: 'Treffer',
} as const;

const savedWords = ({ updatedAt, updatedBy }: Draft, ago: (iso: string) => string): string => (updatedAt === null ? '' : `, gespeichert ${ago(updatedAt)}${updatedBy === null ? '' : ` von ${updatedBy.name}`}`);

export const DRAFT = {
  backtest: 'Probelauf',
  publish: 'Durchsehen und veröffentlichen',
  again: 'Noch einmal speichern',
  readOnly: 'Sie können hier lesen, aber nichts ändern: Regeln sind Sache der Administration.',
  saving: 'Der Entwurf wird gespeichert …',
  unreadable: 'Der Text lässt sich nicht als YAML lesen.',
  notSaved: (why: string) => `Nicht gespeichert: ${why}`,
  same: (version: number) => `Der Entwurf sagt, was Version ${String(version)} sagt.`,
  changed: (rules: number, draft: Draft, ago: (iso: string) => string) => `Entwurf: ${rules === 0 ? 'Listen oder Worte' : plural(rules, 'Regel', 'Regeln')} geändert seit Version ${String(draft.basedOn)}${savedWords(draft, ago)}.`,
  conflict: (who: string | null) => `${who ?? 'Jemand anderes'} hat den Entwurf geändert, während Sie schrieben. Ihre letzte Änderung ist nicht gespeichert.`,
  compare: 'Vergleichen',
  theirs: (who: string | null) => (who === null ? 'Die andere nehmen' : `Die von ${who} nehmen`),
  mine: 'Meine behalten',
  between: (who: string | null) => `Was ${who ?? 'jemand anderes'} gespeichert hat (−) und was Sie geschrieben haben (+)`,
} as const;
