import type { Backtest, BacktestChange, BacktestResult, Change, CheckResult, ImportResult, RuleList, RuleSetDiff, RuleStats, Version } from '../../../api/rule-types';
import { number } from '../../../words/times';
import { percent, precisionWords } from '../figures';
import { CHANGES, entries, hitCount, troubleWords } from './fr';
import { MOST_TOLD, plural } from './phrasing';

const comments = (count: number): string => plural(count, 'commentaire', 'commentaires');

export const OVERVIEW = {
  title: 'Règles',
  rules: (active: number, shadow: number) => `${plural(active, 'règle agit', 'règles agissent')} ; dans l’ombre : ${number(shadow)}.`,
  judged: (count: number, version: number) => `${plural(count, 'commentaire jugé', 'commentaires jugés')} ces 7 derniers jours ; la version ${String(version)} est en vigueur.`,
  attention: 'À regarder',
  quiet: 'Rien. Aucune règle n’est souvent annulée, aucune ne s’est tue, aucune n’est en panne.',
  ready: 'Prêtes à agir',
  watched: (stats: RuleStats) => `Observée assez longtemps : on lui donne raison, ${precisionWords(stats)}.`,
  otherwise: ({ confirmed, overturned }: RuleStats) => `${hitCount(overturned)} sur ${number(confirmed + overturned)} : décision contraire.`,
  scatter: 'Précision et déclenchements, 7 derniers jours',
  point: (rule: string, hits: number, share: number) => `${rule} : ${hitCount(hits)}, précision ${percent(share)}`,
  axis: 'plus de déclenchements →',
  up: 'on lui donne raison',
  columns: ['Déclenchements', 'Justes', 'Faux', 'Précision'],
} as const;

export const REPORT = {
  worse: 'Moins juste qu’avant',
  drop: (now: number, before: number) => `juste dans ${percent(now)} cette semaine, dans ${percent(before)} les quatre semaines d’avant`,
  lacking: 'Ce qu’aucune règle ne connaît encore',
  caption: 'Mots de commentaires rejetés par des personnes sans qu’aucune règle se soit déclenchée, ces quatre dernières semaines',
  text: 'Mots',
  columns: ['Rejetés', 'Approuvés', 'Serait juste'],
  starter: 'Nouvelles règles de départ',
  starterWords: ({ name, version }: { name: string; version: number }, count: number, conflicts: readonly string[]) =>
    `La version ${String(version)} de « ${name} » change ${plural(count, 'règle ou liste', 'règles et listes')}. Ce que ce site a changé lui-même reste${conflicts.length === 0 ? '.' : ` ; les deux côtés ont changé ${conflicts.join(', ')} : la version du site l’emporte.`}`,
  take: 'Les prendre dans le brouillon',
  notTaken: (error: unknown) => `Non repris : ${troubleWords(error)}`,
} as const;

const KEYS: Readonly<Record<string, string>> = { name: 'nom', reason: 'motif', policy: 'principe', mode: 'mode', when: 'condition', unless: 'exception', then: 'action', examples: 'exemples' };

export const PUBLISH = {
  done: (version: number) => `La version ${String(version)} est en vigueur. Chaque processus juge d’après elle moins d’une seconde après l’avoir compilée.`,
  forget: 'Jeter le brouillon',
  forgotten: (version: number | undefined) => `Le brouillon dit de nouveau ce que dit la version ${String(version ?? '')}.`,
  notForgotten: (error: unknown) => `Non jeté : ${troubleWords(error)}`,
  nothing: (version: number | undefined) => `Le brouillon dit ce que dit la version ${String(version ?? '')} : il n’y a rien à publier.`,
  over: (running: number, basedOn: number) => `La version ${String(running)} a été publiée après que ce brouillon a été commencé depuis la version ${String(basedOn)}. Voici la différence avec la version ${String(running)} : là où le brouillon dit autre chose, ses changements sont perdus.`,
  changes: 'Changements',
  change: (change: Change, fields: readonly string[]) => `${CHANGES[change]}${change === 'changed' ? ` : ${fields.map((field) => KEYS[field] ?? field).join(', ')}` : ''}`,
  mode: 'part en mode',
  ruleLabel: (rule: string) => `Ce qui change dans ${rule}`,
  list: 'Liste',
  listChange: (change: Change, added: number, removed: number) => `${CHANGES[change]} : ${entries(added)} en plus, ${number(removed)} en moins`,
  checks: 'Vérifications',
  examples: ({ passed, failed }: CheckResult['examples']) => (failed.length === 0 ? `✓ ${plural(passed, 'exemple juste', 'exemples justes')}` : `✗ ${plural(failed.length, 'exemple échoue', 'exemples échouent')}, ${number(passed)} justes`),
  file: 'Le fichier entier, ligne par ligne',
  fileLabel: 'Ce qui change dans le fichier',
  note: 'Note',
  noteHint: 'Ce qui change et pourquoi, pour qui regardera dans un an.',
  reason: 'Raison de publier quand même',
  reasonHint: 'Elle est gardée avec la version.',
  publish: 'Publier',
  allTheSame: 'Publier quand même',
  publishOver: (version: number) => `Publier par-dessus la version ${String(version)}`,
  mend: 'Corrigez d’abord les erreurs et exemples ci-dessus.',
  say: 'Dites dans une note ce qui change.',
  moved: 'Le brouillon a changé depuis que vous l’avez vu. Relisez les changements ci-dessus, puis publiez.',
} as const;

export const VERSIONS = {
  title: 'Versions',
  columns: ['Version', 'Note', 'De', 'Quand', 'Règles'],
  runs: 'en vigueur',
  service: 'Weir',
  noteOf: ({ note, rolledBackTo }: Version) => [rolledBackTo === null ? '' : `Retour à la version ${String(rolledBackTo)}`, note ?? ''].filter((part) => part !== '').join(' : '),
  between: (running: number, version: number) => `De la version ${String(running)}, en vigueur, à la version ${String(version)}`,
  noteHint: 'Pourquoi revenir en arrière.',
  back: (version: number) => `Revenir à la version ${String(version)}`,
  harmless: 'Crée une nouvelle version ; rien n’est perdu.',
  current: (version: number) => `La version ${String(version)} est en vigueur.`,
  done: (made: number, version: number) => `La version ${String(made)} est en vigueur : elle dit ce que disait la version ${String(version)}.`,
  same: 'Elles disent la même chose.',
  changes: ({ rules, lists }: Pick<RuleSetDiff, 'rules' | 'lists'>) => [...rules.map(({ id, change }) => `${id} ${CHANGES[change]}`), ...lists.map(({ id, added, removed }) => `liste ${id} : ${entries(added)} en plus, ${number(removed)} en moins`)].join(' · '),
  diff: (from: number, to: number) => `Ce qui change de la version ${String(from)} à la version ${String(to)}`,
} as const;

const backtestName = ({ against, basedOn }: Backtest): string => `${against === 'draft' ? 'Brouillon' : `Version ${String(against)}`} face à la version ${String(basedOn)}`;
const STATUS: Readonly<Record<Backtest['status'], string>> = { waiting: 'attend son tour', running: 'en cours', done: 'terminée', cancelled: 'annulée', failed: 'échouée' };
const DECIDED: Readonly<Record<NonNullable<BacktestChange['decided']>, string>> = { approve: 'approuvé par la modération', reject: 'rejeté par la modération' };

export const BACKTEST = {
  title: 'Simulations',
  lead: 'Une simulation juge de nouveau des commentaires gardés avec le brouillon et dit ce qui aurait été différent. Il n’arrive rien aux commentaires.',
  over: 'Le brouillon sur',
  days: [['1', 'le dernier jour'], ['7', 'les 7 derniers jours'], ['30', 'les 30 derniers jours'], ['', 'tout ce qu’il y a']],
  start: 'Lancer une simulation',
  notStarted: (error: unknown) => `La simulation n’a pas commencé : ${troubleWords(error)}`,
  empty: 'Il n’y en a pas encore eu.',
  what: 'Quoi',
  state: 'État',
  judged: 'Commentaires',
  status: STATUS,
  name: backtestName,
  heading: (run: Backtest | undefined) => (run === undefined ? 'Simulation' : `Simulation : ${backtestName(run).toLowerCase()}`),
  all: 'Toutes les simulations',
  progress: ({ status, progress: { judged, total } }: Backtest) => (status === 'waiting' ? 'Attend son tour' : total === null ? 'Commence' : `${number(judged)} sur ${comments(total)}`),
  cancel: 'Annuler',
  notCancelled: (error: unknown) => `Non annulée : ${troubleWords(error)}`,
  cancelled: ({ progress }: Backtest) => `Annulée après ${comments(progress.judged)}.`,
  failed: ({ failure }: Backtest) => `Échec. ${failure ?? 'Vérifiez que le brouillon n’a pas d’erreur, puis relancez-la.'}`,
  unchanged: 'Inchangés',
  precision: 'Précision',
  was: (precision: string) => `avant ${precision}`,
  size: ({ comments: count, perSecond, unknown }: BacktestResult) => `${comments(count)}, ${number(Math.round(perSecond))} par seconde.${unknown > 0 ? ` Pour ${comments(unknown)}, toutes les conditions n’ont pas pu être décidées, car ce qu’elles demandent n’a pas été gardé.` : ''}`,
  outcomes: 'Résultats avant et après',
  outcome: 'Résultat',
  before: 'avant',
  after: 'après',
  byRule: 'Par règle',
  rule: 'Règle',
  columns: ['Déclenchements', 'Avant', 'Seule', 'Justes', 'Faux', 'µs par commentaire'],
  others: (count: number) => (count === 1 ? 'Aussi la règle sans déclenchement' : `Aussi les ${number(count)} règles sans déclenchement`),
  comments: 'Les commentaires',
  kinds: 'Genre de changement',
  none: 'Aucun.',
  decided: DECIDED,
  erased: 'Le texte a été effacé.',
} as const;

function importWords({ added, removed, changed, unchanged, repeated, total }: ImportResult): string {
  const parts = [`${entries(added)} en plus`, ...(removed > 0 ? [`${number(removed)} en moins`] : []), ...(changed > 0 ? [`${number(changed)} modifiées`] : []), ...(unchanged > 0 ? [`${number(unchanged)} comme avant`] : []), ...(repeated > 0 ? [plural(repeated, 'ligne en double', 'lignes en double')] : [])];
  return `${parts.join(', ')} ; ${number(total)} en tout`;
}

export const LISTS = {
  title: 'Listes',
  lead: 'Les changements vont dans le brouillon et comptent dès qu’il est publié.',
  none: 'Il n’y a pas encore de listes. Une liste contient des mots, des domaines ou des adresses que plusieurs règles peuvent interroger.',
  list: 'Liste',
  holds: 'Contient',
  from: 'Source',
  runsWith: (count: number) => `en vigueur avec ${number(count)}`,
  fresh: 'Nouvelle liste',
  of: 'de',
  idHint: 'Minuscules, chiffres et tirets',
  addList: 'Ajouter la liste',
  notAdded: (error: unknown) => `Non ajoutée : ${troubleWords(error)}`,
  missing: 'Cette liste n’existe pas',
  all: 'Toutes les listes',
  size: entries,
  unused: 'Aucune règle ne l’interroge.',
  usedBy: 'Interrogée par',
  source: ({ source, license }: RuleList) => (source === undefined ? '' : ` Source : ${source}${license === undefined ? '' : ` (${license})`}.`),
  elsewhere: 'Ailleurs',
  export: { text: 'Exporter les lignes', csv: 'Exporter en CSV', json: 'Exporter en JSON' },
  remove: 'Retirer la liste',
  entries: 'Entrées',
  entry: 'Entrée',
  more: 'Plus',
  take: 'Retirer',
  takeOne: (term: string) => `Retirer ${term}`,
  search: 'Chercher',
  empty: 'Elle est vide.',
  nothing: (query: string) => `Rien avec « ${query} ».`,
  add: 'Ajouter des entrées',
  toAdd: 'Nouvelles entrées',
  as: 'comme',
  formats: {
    text: { name: 'lignes', hint: 'Une par ligne ; collez-en autant que vous voulez.' },
    csv: { name: 'CSV', hint: 'Première ligne : les noms des colonnes, comme term, match, note, expires_at.' },
    json: { name: 'JSON', hint: 'Une liste de textes, ou d’entrées avec term, match, note …' },
  },
  modes: 'Que faire des entrées présentes',
  modeAdd: 'en plus de celles qui sont là',
  modeReplace: 'à la place de celles qui sont là',
  preview: 'Regarder d’abord',
  import: 'Dans le brouillon',
  imported: (id: string, result: ImportResult) => `« ${id} » dans le brouillon : ${importWords(result)}.`,
  wouldBe: (result: ImportResult) => [`Ce serait : ${importWords(result)}.`, ...result.problems.slice(0, MOST_TOLD).map(({ line, message }) => `Ligne ${String(line)} : ${message}`)].join(' '),
} as const;
