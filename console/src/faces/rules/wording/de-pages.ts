import type { Backtest, BacktestChange, BacktestResult, Change, CheckResult, ImportResult, RuleList, RuleSetDiff, RuleStats, Version } from '../../../api/rule-types';
import { number } from '../../../words/times';
import { percent, precisionWords } from '../figures';
import { CHANGES, entries, hitCount, troubleWords } from './de';
import { MOST_TOLD, plural } from './phrasing';

const comments = (count: number): string => plural(count, 'Kommentar', 'Kommentare');

export const OVERVIEW = {
  title: 'Regeln',
  rules: (active: number, shadow: number) => `${plural(active, 'Regel handelt', 'Regeln handeln')}; im Schatten: ${number(shadow)}.`,
  judged: (count: number, version: number) => `${comments(count)} in den letzten 7 Tagen beurteilt; jetzt gilt Version ${String(version)}.`,
  attention: 'Einen Blick wert',
  quiet: 'Nichts. Keine Regel wird oft aufgehoben, keine ist verstummt, keine scheitert.',
  ready: 'Bereit zu handeln',
  watched: (stats: RuleStats) => `Lange genug beobachtet: Menschen stimmen ihr zu, ${precisionWords(stats)}.`,
  otherwise: ({ confirmed, overturned }: RuleStats) => `Über ${number(overturned)} von ${number(confirmed + overturned)} Treffern wurde anders entschieden.`,
  scatter: 'Genauigkeit und Treffer, letzte 7 Tage',
  point: (rule: string, hits: number, share: number) => `${rule}: ${hitCount(hits)}, Genauigkeit ${percent(share)}`,
  axis: 'mehr Treffer →',
  up: 'Menschen stimmten zu',
  columns: ['Treffer', 'Richtig', 'Falsch', 'Genauigkeit'],
} as const;

export const REPORT = {
  worse: 'Schlechter als zuvor',
  drop: (now: number, before: number) => `diese Woche in ${percent(now)} richtig, in den vier Wochen davor in ${percent(before)}`,
  lacking: 'Was noch keine Regel kennt',
  caption: 'Wörter aus Kommentaren, die Menschen abgelehnt haben, obwohl keine Regel traf, in den letzten vier Wochen',
  text: 'Wörter',
  columns: ['Abgelehnt', 'Freigegeben', 'Wäre richtig'],
  starter: 'Neue Startregeln',
  starterWords: ({ name, version }: { name: string; version: number }, count: number, conflicts: readonly string[]) =>
    `Version ${String(version)} von „${name}“ ändert ${plural(count, 'Regel oder Liste', 'Regeln und Listen')}. Was diese Website selbst geändert hat, bleibt${conflicts.length === 0 ? '.' : `; beide Seiten haben ${conflicts.join(', ')} geändert, da gilt die Fassung der Website.`}`,
  take: 'In den Entwurf übernehmen',
  notTaken: (error: unknown) => `Nicht übernommen: ${troubleWords(error)}`,
} as const;

const KEYS: Readonly<Record<string, string>> = { name: 'Name', reason: 'Grund', policy: 'Grundsatz', mode: 'Modus', when: 'Bedingung', unless: 'Ausnahme', then: 'Handlung', examples: 'Beispiele' };

export const PUBLISH = {
  done: (version: number) => `Version ${String(version)} läuft. Jeder Prozess urteilt danach, sobald er sie übersetzt hat, binnen einer Sekunde.`,
  forget: 'Entwurf verwerfen',
  forgotten: (version: number | undefined) => `Der Entwurf sagt wieder, was Version ${String(version ?? '')} sagt.`,
  notForgotten: (error: unknown) => `Nicht verworfen: ${troubleWords(error)}`,
  nothing: (version: number | undefined) => `Der Entwurf sagt, was Version ${String(version ?? '')} sagt: Es gibt nichts zu veröffentlichen.`,
  over: (running: number, basedOn: number) => `Version ${String(running)} wurde veröffentlicht, nachdem dieser Entwurf von Version ${String(basedOn)} aus begonnen war. Hier steht der Unterschied zu Version ${String(running)}: Wo der Entwurf anderes sagt, gehen ihre Änderungen verloren.`,
  changes: 'Änderungen',
  change: (change: Change, fields: readonly string[]) => `${CHANGES[change]}${change === 'changed' ? `: ${fields.map((field) => KEYS[field] ?? field).join(', ')}` : ''}`,
  mode: 'geht hinaus als',
  ruleLabel: (rule: string) => `Was sich an ${rule} ändert`,
  list: 'Liste',
  listChange: (change: Change, added: number, removed: number) => `${CHANGES[change]}: ${entries(added)} mehr, ${number(removed)} weniger`,
  checks: 'Prüfung',
  examples: ({ passed, failed }: CheckResult['examples']) => (failed.length === 0 ? `✓ ${plural(passed, 'Beispiel stimmt', 'Beispiele stimmen')}` : `✗ ${plural(failed.length, 'Beispiel stimmt nicht', 'Beispiele stimmen nicht')}, ${number(passed)} stimmen`),
  file: 'Die ganze Datei, Zeile für Zeile',
  fileLabel: 'Was sich in der Datei ändert',
  note: 'Notiz',
  noteHint: 'Was sich ändert und warum, für alle, die in einem Jahr darauf sehen.',
  reason: 'Grund, trotzdem zu veröffentlichen',
  reasonHint: 'Er bleibt bei der Version.',
  publish: 'Veröffentlichen',
  allTheSame: 'Trotzdem veröffentlichen',
  publishOver: (version: number) => `Über Version ${String(version)} hinweg veröffentlichen`,
  mend: 'Bringen Sie erst die Fehler und Beispiele oben in Ordnung.',
  say: 'Sagen Sie in einer Notiz, was sich ändert.',
  moved: 'Der Entwurf hat sich geändert, seit Sie ihn gesehen haben. Sehen Sie die Änderungen oben noch einmal durch, dann veröffentlichen Sie.',
} as const;

export const VERSIONS = {
  title: 'Versionen',
  columns: ['Version', 'Notiz', 'Von', 'Wann', 'Regeln'],
  runs: 'läuft',
  service: 'Weir',
  noteOf: ({ note, rolledBackTo }: Version) => [rolledBackTo === null ? '' : `Zurück zu Version ${String(rolledBackTo)}`, note ?? ''].filter((part) => part !== '').join(': '),
  between: (running: number, version: number) => `Von Version ${String(running)}, die läuft, zurück zu Version ${String(version)}`,
  noteHint: 'Warum es zurückgeht.',
  back: (version: number) => `Zurück zu Version ${String(version)}`,
  harmless: 'Macht eine neue Version; nichts geht verloren.',
  current: (version: number) => `Version ${String(version)} läuft jetzt.`,
  done: (made: number, version: number) => `Version ${String(made)} läuft: Sie sagt, was Version ${String(version)} sagte.`,
  same: 'Sie sagen dasselbe.',
  changes: ({ rules, lists }: Pick<RuleSetDiff, 'rules' | 'lists'>) => [...rules.map(({ id, change }) => `${id} ${CHANGES[change]}`), ...lists.map(({ id, added, removed }) => `Liste ${id}: ${entries(added)} mehr, ${number(removed)} weniger`)].join(' · '),
  diff: (from: number, to: number) => `Was sich von Version ${String(from)} zu Version ${String(to)} ändert`,
} as const;

const backtestName = ({ against, basedOn }: Backtest): string => `${against === 'draft' ? 'Entwurf' : `Version ${String(against)}`} gegen Version ${String(basedOn)}`;
const STATUS: Readonly<Record<Backtest['status'], string>> = { waiting: 'wartet', running: 'läuft', done: 'fertig', cancelled: 'abgebrochen', failed: 'gescheitert' };
const DECIDED: Readonly<Record<NonNullable<BacktestChange['decided']>, string>> = { approve: 'von der Moderation freigegeben', reject: 'von der Moderation abgelehnt' };

export const BACKTEST = {
  title: 'Probeläufe',
  lead: 'Ein Probelauf beurteilt gespeicherte Kommentare noch einmal mit dem Entwurf und sagt, was anders gewesen wäre. Mit den Kommentaren geschieht nichts.',
  over: 'Der Entwurf auf',
  days: [['1', 'den letzten Tag'], ['7', 'die letzten 7 Tage'], ['30', 'die letzten 30 Tage'], ['', 'alles, was da ist']],
  start: 'Probelauf starten',
  notStarted: (error: unknown) => `Der Probelauf hat nicht begonnen: ${troubleWords(error)}`,
  empty: 'Es gab noch keinen.',
  what: 'Was',
  state: 'Stand',
  judged: 'Kommentare',
  status: STATUS,
  name: backtestName,
  heading: (run: Backtest | undefined) => (run === undefined ? 'Probelauf' : `Probelauf: ${backtestName(run)}`),
  all: 'Alle Probeläufe',
  progress: ({ status, progress: { judged, total } }: Backtest) => (status === 'waiting' ? 'Wartet, bis er an der Reihe ist' : total === null ? 'Beginnt' : `${number(judged)} von ${plural(total, 'Kommentar', 'Kommentaren')}`),
  cancel: 'Abbrechen',
  notCancelled: (error: unknown) => `Nicht abgebrochen: ${troubleWords(error)}`,
  cancelled: ({ progress }: Backtest) => `Nach ${plural(progress.judged, 'Kommentar', 'Kommentaren')} abgebrochen.`,
  failed: ({ failure }: Backtest) => `Gescheitert. ${failure ?? 'Prüfen Sie den Entwurf auf Fehler, dann starten Sie noch einmal.'}`,
  unchanged: 'Unverändert',
  precision: 'Genauigkeit',
  was: (precision: string) => `war ${precision}`,
  size: ({ comments: count, perSecond, unknown }: BacktestResult) => `${comments(count)}, ${number(Math.round(perSecond))} je Sekunde.${unknown > 0 ? ` Bei ${plural(unknown, 'Kommentar', 'Kommentaren')} ließ sich nicht jede Bedingung entscheiden, weil nicht aufbewahrt wurde, wonach sie fragt.` : ''}`,
  outcomes: 'Ergebnisse vorher und nachher',
  outcome: 'Ergebnis',
  before: 'vorher',
  after: 'nachher',
  byRule: 'Nach Regel',
  rule: 'Regel',
  columns: ['Treffer', 'Vorher', 'Allein', 'Richtig', 'Falsch', 'µs je Kommentar'],
  others: (count: number) => (count === 1 ? 'Auch die eine Regel ohne Treffer' : `Auch die ${number(count)} Regeln ohne Treffer`),
  comments: 'Die Kommentare',
  kinds: 'Art der Änderung',
  none: 'Keine.',
  decided: DECIDED,
  erased: 'Der Text wurde gelöscht.',
} as const;

function importWords({ added, removed, changed, unchanged, repeated, total }: ImportResult): string {
  const parts = [`${entries(added)} mehr`, ...(removed > 0 ? [`${number(removed)} weniger`] : []), ...(changed > 0 ? [`${number(changed)} geändert`] : []), ...(unchanged > 0 ? [`${number(unchanged)} wie zuvor`] : []), ...(repeated > 0 ? [`${plural(repeated, 'Zeile', 'Zeilen')} doppelt`] : [])];
  return `${parts.join(', ')}; ${number(total)} insgesamt`;
}

export const LISTS = {
  title: 'Listen',
  lead: 'Änderungen kommen in den Entwurf und gelten, sobald er veröffentlicht ist.',
  none: 'Es gibt noch keine Listen. Eine Liste enthält Wörter, Domains oder Adressen, nach denen mehrere Regeln fragen können.',
  list: 'Liste',
  holds: 'Enthält',
  from: 'Quelle',
  runsWith: (count: number) => `läuft mit ${number(count)}`,
  fresh: 'Neue Liste',
  of: 'mit',
  idHint: 'Kleine Buchstaben, Ziffern und Bindestriche',
  addList: 'Liste anlegen',
  notAdded: (error: unknown) => `Nicht angelegt: ${troubleWords(error)}`,
  missing: 'Diese Liste gibt es nicht',
  all: 'Alle Listen',
  size: entries,
  unused: 'Keine Regel fragt danach.',
  usedBy: 'Gefragt von',
  source: ({ source, license }: RuleList) => (source === undefined ? '' : ` Quelle: ${source}${license === undefined ? '' : ` (${license})`}.`),
  elsewhere: 'Anderswo',
  export: { text: 'Zeilen exportieren', csv: 'CSV exportieren', json: 'JSON exportieren' },
  remove: 'Liste entfernen',
  entries: 'Einträge',
  entry: 'Eintrag',
  more: 'Mehr',
  take: 'Entfernen',
  takeOne: (term: string) => `${term} entfernen`,
  search: 'Suchen',
  empty: 'Sie ist leer.',
  nothing: (query: string) => `Nichts mit „${query}“.`,
  add: 'Einträge hinzufügen',
  toAdd: 'Neue Einträge',
  as: 'als',
  formats: {
    text: { name: 'Zeilen', hint: 'Je Zeile einer; fügen Sie ein, so viele Sie wollen.' },
    csv: { name: 'CSV', hint: 'Erste Zeile: die Namen der Spalten, etwa term, match, note, expires_at.' },
    json: { name: 'JSON', hint: 'Eine Liste von Texten oder von Einträgen mit term, match, note …' },
  },
  modes: 'Was mit den vorhandenen Einträgen geschieht',
  modeAdd: 'zu den vorhandenen',
  modeReplace: 'statt der vorhandenen',
  preview: 'Erst ansehen',
  import: 'In den Entwurf',
  imported: (id: string, result: ImportResult) => `„${id}“ im Entwurf: ${importWords(result)}.`,
  wouldBe: (result: ImportResult) => [`Es wären: ${importWords(result)}.`, ...result.problems.slice(0, MOST_TOLD).map(({ line, message }) => `Zeile ${String(line)}: ${message}`)].join(' '),
} as const;
