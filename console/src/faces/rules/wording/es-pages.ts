import type { Backtest, BacktestChange, BacktestResult, Change, CheckResult, ImportResult, RuleList, RuleSetDiff, RuleStats, Version } from '../../../api/rule-types';
import { number } from '../../../words/times';
import { percent, precisionWords } from '../figures';
import { CHANGES, entries, hitCount, troubleWords } from './es';
import { MOST_TOLD, plural } from './phrasing';

const comments = (count: number): string => plural(count, 'comentario', 'comentarios');

export const OVERVIEW = {
  title: 'Reglas',
  rules: (active: number, shadow: number) => `${plural(active, 'regla actúa', 'reglas actúan')}; en sombra: ${number(shadow)}.`,
  judged: (count: number, version: number) => `${plural(count, 'comentario juzgado', 'comentarios juzgados')} en los últimos 7 días; ahora rige la versión ${String(version)}.`,
  attention: 'Conviene mirar',
  quiet: 'Nada. Ninguna regla se anula a menudo, ninguna ha enmudecido, ninguna falla.',
  ready: 'Listas para actuar',
  watched: (stats: RuleStats) => `Observada el tiempo suficiente: las personas le dan la razón, ${precisionWords(stats)}.`,
  otherwise: ({ confirmed, overturned }: RuleStats) => `${hitCount(overturned)} de ${number(confirmed + overturned)} se decidió otra cosa.`,
  scatter: 'Precisión y veces que saltó, últimos 7 días',
  point: (rule: string, hits: number, share: number) => `${rule}: ${hitCount(hits)}, precisión ${percent(share)}`,
  axis: 'más veces →',
  up: 'las personas coinciden',
  columns: ['Veces', 'Con razón', 'Sin razón', 'Precisión'],
} as const;

export const REPORT = {
  worse: 'Peor que antes',
  drop: (now: number, before: number) => `con razón en ${percent(now)} esta semana, en ${percent(before)} las cuatro semanas anteriores`,
  lacking: 'Lo que ninguna regla conoce aún',
  caption: 'Palabras de comentarios rechazados por personas sin que saltara ninguna regla, en las últimas cuatro semanas',
  text: 'Palabras',
  columns: ['Rechazados', 'Aprobados', 'Acertaría'],
  starter: 'Nuevas reglas iniciales',
  starterWords: ({ name, version }: { name: string; version: number }, count: number, conflicts: readonly string[]) =>
    `La versión ${String(version)} de «${name}» cambia ${plural(count, 'regla o lista', 'reglas y listas')}. Lo que este sitio ha cambiado se conserva${conflicts.length === 0 ? '.' : `; ambas partes cambiaron ${conflicts.join(', ')}: ahí vale la redacción del sitio.`}`,
  take: 'Llevarlas al borrador',
  notTaken: (error: unknown) => `No se han incorporado: ${troubleWords(error)}`,
} as const;

const KEYS: Readonly<Record<string, string>> = { name: 'nombre', reason: 'motivo', policy: 'norma', mode: 'modo', when: 'condición', unless: 'excepción', then: 'acción', examples: 'ejemplos' };

export const PUBLISH = {
  done: (version: number) => `La versión ${String(version)} está en vigor. Cada proceso juzga con ella en menos de un segundo tras compilarla.`,
  forget: 'Descartar el borrador',
  forgotten: (version: number | undefined) => `El borrador dice otra vez lo mismo que la versión ${String(version ?? '')}.`,
  notForgotten: (error: unknown) => `No se ha descartado: ${troubleWords(error)}`,
  nothing: (version: number | undefined) => `El borrador dice lo mismo que la versión ${String(version ?? '')}: no hay nada que publicar.`,
  over: (running: number, basedOn: number) => `La versión ${String(running)} se publicó después de empezar este borrador a partir de la versión ${String(basedOn)}. Aquí está la diferencia con la versión ${String(running)}: donde el borrador dice otra cosa, se pierden sus cambios.`,
  changes: 'Cambios',
  change: (change: Change, fields: readonly string[]) => `${CHANGES[change]}${change === 'changed' ? `: ${fields.map((field) => KEYS[field] ?? field).join(', ')}` : ''}`,
  mode: 'sale como',
  ruleLabel: (rule: string) => `Qué cambia en ${rule}`,
  list: 'Lista',
  listChange: (change: Change, added: number, removed: number) => `${CHANGES[change]}: ${entries(added)} más, ${number(removed)} menos`,
  checks: 'Comprobaciones',
  examples: ({ passed, failed }: CheckResult['examples']) => (failed.length === 0 ? `✓ ${plural(passed, 'ejemplo correcto', 'ejemplos correctos')}` : `✗ ${plural(failed.length, 'ejemplo falla', 'ejemplos fallan')}, ${number(passed)} correctos`),
  file: 'El archivo entero, línea por línea',
  fileLabel: 'Qué cambia en el archivo',
  note: 'Nota',
  noteHint: 'Qué cambia y por qué, para quien lo mire dentro de un año.',
  reason: 'Motivo para publicar de todos modos',
  reasonHint: 'Se guarda con la versión.',
  publish: 'Publicar',
  allTheSame: 'Publicar de todos modos',
  publishOver: (version: number) => `Publicar sobre la versión ${String(version)}`,
  mend: 'Arregle antes los errores y ejemplos de arriba.',
  say: 'Diga en una nota qué cambia.',
  moved: 'El borrador ha cambiado desde que lo miró. Mire de nuevo los cambios de arriba y publique después.',
} as const;

export const VERSIONS = {
  title: 'Versiones',
  columns: ['Versión', 'Nota', 'De', 'Cuándo', 'Reglas'],
  runs: 'en vigor',
  service: 'Weir',
  noteOf: ({ note, rolledBackTo }: Version) => [rolledBackTo === null ? '' : `Vuelta a la versión ${String(rolledBackTo)}`, note ?? ''].filter((part) => part !== '').join(': '),
  between: (running: number, version: number) => `De la versión ${String(running)}, en vigor, a la versión ${String(version)}`,
  noteHint: 'Por qué se vuelve atrás.',
  back: (version: number) => `Volver a la versión ${String(version)}`,
  harmless: 'Crea una versión nueva; no se pierde nada.',
  current: (version: number) => `La versión ${String(version)} está en vigor.`,
  done: (made: number, version: number) => `La versión ${String(made)} está en vigor: dice lo que decía la versión ${String(version)}.`,
  same: 'Dicen lo mismo.',
  changes: ({ rules, lists }: Pick<RuleSetDiff, 'rules' | 'lists'>) => [...rules.map(({ id, change }) => `${id} ${CHANGES[change]}`), ...lists.map(({ id, added, removed }) => `lista ${id}: ${entries(added)} más, ${number(removed)} menos`)].join(' · '),
  diff: (from: number, to: number) => `Qué cambia de la versión ${String(from)} a la versión ${String(to)}`,
} as const;

const backtestName = ({ against, basedOn }: Backtest): string => `${against === 'draft' ? 'Borrador' : `Versión ${String(against)}`} frente a la versión ${String(basedOn)}`;
const STATUS: Readonly<Record<Backtest['status'], string>> = { waiting: 'espera su turno', running: 'en marcha', done: 'terminada', cancelled: 'cancelada', failed: 'con error' };
const DECIDED: Readonly<Record<NonNullable<BacktestChange['decided']>, string>> = { approve: 'un moderador lo aprobó', reject: 'un moderador lo rechazó' };

export const BACKTEST = {
  title: 'Simulaciones',
  lead: 'Una simulación juzga de nuevo comentarios guardados con el borrador y dice qué habría sido distinto. A los comentarios no les pasa nada.',
  over: 'El borrador sobre',
  days: [['1', 'el último día'], ['7', 'los últimos 7 días'], ['30', 'los últimos 30 días'], ['', 'todo lo que hay']],
  start: 'Iniciar una simulación',
  notStarted: (error: unknown) => `La simulación no ha empezado: ${troubleWords(error)}`,
  empty: 'Aún no ha habido ninguna.',
  what: 'Qué',
  state: 'Estado',
  judged: 'Comentarios',
  status: STATUS,
  name: backtestName,
  heading: (run: Backtest | undefined) => (run === undefined ? 'Simulación' : `Simulación: ${backtestName(run).toLowerCase()}`),
  all: 'Todas las simulaciones',
  progress: ({ status, progress: { judged, total } }: Backtest) => (status === 'waiting' ? 'Espera su turno' : total === null ? 'Empieza' : `${number(judged)} de ${comments(total)}`),
  cancel: 'Cancelar',
  notCancelled: (error: unknown) => `No se ha cancelado: ${troubleWords(error)}`,
  cancelled: ({ progress }: Backtest) => `Se canceló tras ${comments(progress.judged)}.`,
  failed: ({ failure }: Backtest) => `Ha fallado. ${failure ?? 'Compruebe que el borrador no tenga errores y vuelva a iniciarla.'}`,
  unchanged: 'Sin cambios',
  precision: 'Precisión',
  was: (precision: string) => `antes ${precision}`,
  size: ({ comments: count, perSecond, unknown }: BacktestResult) => `${comments(count)}, ${number(Math.round(perSecond))} por segundo.${unknown > 0 ? ` En ${comments(unknown)} no se pudo decidir toda condición, porque no se guardó lo que pregunta.` : ''}`,
  outcomes: 'Resultados antes y después',
  outcome: 'Resultado',
  before: 'antes',
  after: 'después',
  byRule: 'Por regla',
  rule: 'Regla',
  columns: ['Veces', 'Antes', 'Ella sola', 'Con razón', 'Sin razón', 'µs por comentario'],
  others: (count: number) => (count === 1 ? 'También la regla que no saltó' : `También las ${number(count)} reglas que no saltaron`),
  comments: 'Los comentarios',
  kinds: 'Tipo de cambio',
  none: 'Ninguno.',
  decided: DECIDED,
  erased: 'El texto se ha borrado.',
} as const;

function importWords({ added, removed, changed, unchanged, repeated, total }: ImportResult): string {
  const parts = [`${entries(added)} más`, ...(removed > 0 ? [`${number(removed)} menos`] : []), ...(changed > 0 ? [`${number(changed)} con cambios`] : []), ...(unchanged > 0 ? [`${number(unchanged)} como estaban`] : []), ...(repeated > 0 ? [plural(repeated, 'línea repetida', 'líneas repetidas')] : [])];
  return `${parts.join(', ')}; ${number(total)} en total`;
}

export const LISTS = {
  title: 'Listas',
  lead: 'Los cambios van al borrador y cuentan cuando se publica.',
  none: 'Aún no hay listas. Una lista contiene palabras, dominios o direcciones por los que pueden preguntar varias reglas.',
  list: 'Lista',
  holds: 'Contiene',
  from: 'Fuente',
  runsWith: (count: number) => `en vigor con ${number(count)}`,
  fresh: 'Lista nueva',
  of: 'de',
  idHint: 'Minúsculas, cifras y guiones',
  addList: 'Añadir lista',
  notAdded: (error: unknown) => `No se ha añadido: ${troubleWords(error)}`,
  missing: 'No existe esa lista',
  all: 'Todas las listas',
  size: entries,
  unused: 'Ninguna regla pregunta por ella.',
  usedBy: 'Preguntan por ella',
  source: ({ source, license }: RuleList) => (source === undefined ? '' : ` Fuente: ${source}${license === undefined ? '' : ` (${license})`}.`),
  elsewhere: 'En otro lugar',
  export: { text: 'Exportar líneas', csv: 'Exportar CSV', json: 'Exportar JSON' },
  remove: 'Quitar la lista',
  entries: 'Entradas',
  entry: 'Entrada',
  more: 'Más',
  take: 'Quitar',
  takeOne: (term: string) => `Quitar ${term}`,
  search: 'Buscar',
  empty: 'Está vacía.',
  nothing: (query: string) => `Nada con «${query}».`,
  add: 'Añadir entradas',
  toAdd: 'Entradas nuevas',
  as: 'como',
  formats: {
    text: { name: 'líneas', hint: 'Una por línea; pegue cuantas quiera.' },
    csv: { name: 'CSV', hint: 'Primera línea: los nombres de las columnas, como term, match, note, expires_at.' },
    json: { name: 'JSON', hint: 'Una lista de textos, o de entradas con term, match, note …' },
  },
  modes: 'Qué hacer con las entradas que hay',
  modeAdd: 'además de las que hay',
  modeReplace: 'en lugar de las que hay',
  preview: 'Mirar antes',
  import: 'Al borrador',
  imported: (id: string, result: ImportResult) => `«${id}» en el borrador: ${importWords(result)}.`,
  wouldBe: (result: ImportResult) => [`Serían: ${importWords(result)}.`, ...result.problems.slice(0, MOST_TOLD).map(({ line, message }) => `Línea ${String(line)}: ${message}`)].join(' '),
} as const;
