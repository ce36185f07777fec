import type { Action, Brake, Change, ChangeKind, Draft, Outcome, RuleFlag, RuleList, RuleMode, RuleStats } from '../../../api/rule-types';
import { number } from '../../../words/times';
import type { GroupMode } from '../conditions';
import { percent } from '../figures';
import { plural, troubleIn } from './phrasing';

export const entries = (count: number): string => plural(count, 'entrada', 'entradas');
export const hitCount = (count: number): string => plural(count, 'vez', 'veces');

export const troubleWords = troubleIn({
  unreachable: 'No se pudo contactar con el servicio. No se ha perdido nada; inténtelo de nuevo en un momento.',
  forbidden: 'Su función en este sitio no lo permite. Un administrador puede cambiarlo.',
});

export const NOT_REMOVED = (error: unknown): string => `No se ha quitado: ${troubleWords(error)}`;
export const AS_TABLE = 'Como tabla';
export const BACK = 'Volver';
export const MORE = 'Más';
export const HITS_7 = 'Veces, 7 días';

export const MODES: Readonly<Record<RuleMode, string>> = { active: 'activa', shadow: 'sombra', draft: 'borrador', paused: 'en pausa' };

export const MODE_MEANS: Readonly<Record<RuleMode, string>> = {
  active: 'Actúa sobre los comentarios.',
  shadow: 'Solo observa: se cuenta y se muestra, y no cambia nada.',
  draft: 'No se aplica; solo se prueban sus ejemplos.',
  paused: 'No se aplica.',
};

export const ACTIONS: Readonly<Record<Action, string>> = {
  none: 'Nada por sí sola (solo puntos y etiquetas)',
  flag: 'Publicar y mirarlo después',
  hold: 'Retener para un moderador',
  reject: 'Rechazar',
  allow: 'Permitir (prevalece sobre los grupos nombrados)',
};

export const OUTCOMES: Readonly<Record<Outcome, string>> = { publish: 'Publicado', flag: 'Señalado', hold: 'Retenido', reject: 'Rechazado' };

export const FLAGS: Readonly<Record<RuleFlag, { readonly word: string; readonly means: string }>> = {
  noisy: { word: 'ruidosa', means: 'Los moderadores suelen decidir otra cosa.' },
  dead: { word: 'nunca salta', means: 'Hace mucho que no encuentra nada.' },
  braked: { word: 'frenada', means: 'Saltó sospechosamente a menudo; lo que rechazaría solo se retiene.' },
  degraded: { word: 'con fallos', means: 'Falló varias veces y no se aplica entera hasta que alguien la mire.' },
  alarm: { word: 'inusual', means: 'Salta mucho más de lo habitual.' },
  young: { word: 'reciente', means: 'Nueva o modificada hace menos de un día: es pronto para valorarla.' },
};

export const CHANGES: Readonly<Record<Change, string>> = { added: 'nueva', removed: 'quitada', changed: 'modificada' };

export const CHANGE_KINDS: Readonly<Record<ChangeKind, string>> = { newly_caught: 'Ahora detectados', no_longer_caught: 'Ya no detectados', changed: 'Otros cambios' };

export const LIST_KINDS: Readonly<Record<RuleList['kind'], string>> = { words: 'palabras', domains: 'dominios', ips: 'direcciones', emails: 'correos', authors: 'autores', regex: 'patrones' };

export const FACE = {
  tab: 'Reglas',
  pages: 'Taller',
  pageNames: [['', 'Reglas'], ['~lists', 'Listas'], ['~versions', 'Versiones'], ['~backtests', 'Simulaciones']],
  keys: 'Teclas',
  keyList: [['/', 'Filtrar las reglas'], ['J', 'Regla siguiente'], ['K', 'Regla anterior'], ['T', 'Probar un texto'], ['B', 'Simular con el borrador'], ['P', 'Revisar y publicar'], ['?', 'Esta lista']],
  forbidden: 'No tiene acceso',
  forbiddenText: 'Su función en este sitio no incluye las reglas. Un responsable o un administrador puede cambiarlo.',
  failed: 'No se han podido cargar las reglas',
  failedText: 'Siguen juzgando como antes. Inténtelo de nuevo en un momento.',
  again: 'Reintentar',
  missing: 'No existe esa regla',
  missingText: 'No está ni en el borrador ni en la versión vigente.',
  all: 'Todas las reglas',
} as const;

export const RULE_LIST = {
  label: 'Reglas',
  filter: 'Nombre, modo, ruidosa …',
  filterLabel: 'Filtrar reglas',
  add: 'Regla nueva',
  columns: ['modo', 'veces, 7 días', 'precisión'],
  empty: 'Aún no hay reglas. Se publican todos los comentarios.',
  nothing: (filter: string) => `Ninguna regla con «${filter}».`,
  hits: (rule: string) => `Veces que saltó ${rule}`,
  ready: '¿activar?',
  readyMeans: 'Observada en sombra el tiempo suficiente: las personas le dan la razón.',
} as const;

export const FRESH_RULE = { name: 'Regla nueva', reason: 'Coincide con una regla nueva', examples: { match: ['This is an example'], no_match: ['This is not'] } };

export function precisionTitle({ confirmed, overturned, pending, precision }: Pick<RuleStats, 'confirmed' | 'overturned' | 'pending' | 'precision'>): string {
  if (precision === null) return `Aún no se ha decidido sobre lo que encontró${pending === 0 ? '' : `; ${number(pending)} en espera`}`;
  return `Los moderadores le dieron la razón en ${number(confirmed)} de ${number(confirmed + overturned)} veces; entre ${percent(precision.low)} y ${percent(precision.high)} con una certeza del 95 %`;
}

export const CHART = {
  none: (label: string) => `${label}: ninguna aún`,
  day: (day: string, { hits, confirmed, overturned }: { hits: number; confirmed: number; overturned: number }) => `${day}: ${hitCount(hits)}, ${number(confirmed)} confirmadas, ${number(overturned)} anuladas`,
  confirmed: 'confirmadas',
  overturned: 'anuladas',
  open: 'sin decisión de personas',
  columns: ['Día', 'Veces', 'Confirmadas', 'Anuladas'],
} as const;

export const HEADER = {
  fresh: 'nueva, sin publicar',
  version: (version: number, who: string | null) => `versión ${String(version)}${who === null ? '' : ` de ${who}`},`,
  step: (from: RuleMode, to: RuleMode) => (to === 'paused' ? 'Pausar' : to === 'active' ? 'Activar' : from === 'active' ? 'Volver a la sombra' : 'Aplicar en sombra'),
  stepMeans: 'Publica una versión en la que solo cambia el modo de esta regla',
  note: (rule: string, from: RuleMode, to: RuleMode) => `${rule}: ${MODES[from]} → ${MODES[to]}`,
  done: (version: number, rule: string, mode: RuleMode) => `La versión ${String(version)} está en vigor: «${rule}» está ahora ${mode === 'shadow' ? 'en sombra' : MODES[mode]}.`,
  notDone: (error: unknown) => `No se ha cambiado: ${troubleWords(error)}`,
  reason: 'Motivo para hacerlo de todos modos',
  allTheSame: 'Hacerlo de todos modos',
  leave: 'Dejarlo',
  remove: 'Quitar del borrador',
  removed: (id: string) => `«${id}» ya no está en el borrador. Lo vigente sigue igual hasta que publique.`,
  notRenamed: (error: unknown) => `No se ha renombrado: ${troubleWords(error)}`,
} as const;

const BRAKES: Readonly<Record<Brake['kind'], string>> = {
  young: 'Nueva o modificada, saltó mucho más de lo que debería una regla nueva: lo que rechazaría se retiene.',
  daily: 'Ha actuado tantas veces como puede en un día: lo que rechazaría se retiene.',
  degraded: 'Falló demasiadas veces, así que no se aplica entera.',
  rate: 'Salta mucho más de lo habitual. No se retiene nada; alguien debería mirarlo.',
};

export const BRAKE = {
  label: 'Frenos',
  words: ({ kind, until }: Brake, time: (iso: string) => string) => BRAKES[kind] + (until === null ? '' : ` Hasta ${time(until)}.`),
  since: (ago: string) => `Desde: ${ago}.`,
  release: 'Dejar que siga',
  released: (rule: string) => `«${rule}» sigue tal como está escrita.`,
  notReleased: (error: unknown) => `No se ha soltado: ${troubleWords(error)}`,
} as const;

export const EVIDENCE = {
  label: 'Resultados, últimos siete días',
  precision: 'Precisión',
  decided: 'Decididas por personas',
  right: 'con razón',
  wrong: 'sin razón',
  waiting: 'en espera',
  alone: 'Ella sola',
  aloneMeans: 'Veces que saltó en comentarios que ninguna otra regla detectó',
  last: 'Última vez',
  failures: 'Fallos',
  more: 'Día a día, y qué coincidió',
  perDay: (rule: string) => `Veces que saltó ${rule} por día`,
  entries: 'Qué coincidió, lo más frecuente primero',
  noEntries: 'Ninguna palabra ni patrón coincidió en estos días.',
  notLoaded: 'No se pudo cargar qué coincidió.',
  columns: ['Entrada', 'Veces', 'Con razón', 'Sin razón'],
  ready: 'Observa y ha demostrado que acierta: actívela cuando quiera.',
  watching: (decided: number, enough: number, share: number) => `Observa en sombra y no cambia nada. Hasta ahora las personas han decidido ${number(decided)} de ${number(enough)} veces; actívela cuando acierte con seguridad en el ${percent(share)}.`,
} as const;

export const EDITING = {
  label: 'Cómo editar',
  form: 'Formulario',
  yaml: 'YAML',
  yamlLabel: (rule: string) => `Regla ${rule} en YAML`,
  unreadable: 'El texto no se puede leer ahora como YAML, así que no hay formulario. Arréglelo en YAML o deshágalo allí con Ctrl+Z.',
  rule: 'regla',
  list: 'lista',
} as const;

export const HINT = {
  oneOf: (choices: readonly string[]) => `Uno de: ${choices.join(', ')}.`,
  takes: (keys: readonly string[]) => `Admite: ${keys.join(', ')}.`,
  usual: (value: string) => `Si no se escribe: ${value}.`,
} as const;

export const FORM = {
  name: 'Nombre',
  id: 'Id',
  idHint: 'No cambia mientras exista la regla: minúsculas, cifras y guiones.',
  reason: 'Motivo',
  reasonHint: 'Lo que leen los moderadores encima del comentario.',
  policy: 'Norma',
  policyHint: 'La norma de la comunidad que representa.',
  mode: 'Modo',
  modeLabel: 'Modo en el borrador',
  condition: 'Condición',
  when: 'Salta cuando',
  exception: 'Excepción',
  addException: 'Añadir una excepción',
  unless: 'Salvo cuando',
  action: 'Acción',
  then: 'Entonces',
  score: 'Puntos',
  queue: 'Cola',
  also: 'además',
} as const;

const GROUPS: Readonly<Record<GroupMode, string>> = { all: 'se cumplen todas', any: 'se cumple alguna', none: 'no se cumple ninguna', at_least: 'se cumplen al menos' };

export const CONDITION = {
  operators: {
    text: { words: 'tiene una palabra de', contains: 'contiene', lists: 'tiene una palabra de las listas', regex: 'coincide con un patrón de', starts_with: 'empieza por', ends_with: 'termina en', equals: 'es exactamente' },
    number: { lt: 'menos de', lte: 'como mucho', gt: 'más de', gte: 'al menos', eq: 'exactamente', ne: 'no es' },
    durations: { lt: 'más corto que', lte: 'como mucho', gt: 'más largo que', gte: 'al menos' },
    boolean: { true: 'sí', false: 'no' },
    enum: { in: 'es uno de', not_in: 'no es ninguno de' },
    set: { any_in: 'tiene alguno de', all_in: 'solo tiene', none_in: 'no tiene ninguno de', any_in_lists: 'tiene alguno de las listas', all_in_lists: 'solo tiene los de las listas', none_in_lists: 'no tiene ninguno de las listas' },
  },
  groups: GROUPS,
  others: { rate: 'Con qué frecuencia', duplicate: 'Texto igual o parecido', rule: 'Salta otra regla' },
  howMany: (label: string) => `${label}: cuántas deben cumplirse`,
  count: 'Cuántas',
  and: 'y',
  add: 'Añadir condición',
  addGroup: 'Añadir grupo',
  removeGroup: 'Quitar grupo',
  remove: (field: string) => `Quitar la condición sobre ${field}`,
  asYaml: 'Más de lo que cabe en una línea: edítelo en YAML',
  field: 'Preguntar por',
  comment: 'comentario',
  operator: (field: string) => `Comparación de ${field}`,
  value: (field: string) => `Valor de ${field}`,
  values: (field: string) => `Valores de ${field}`,
  disguised: 'Grafías disfrazadas',
  evasion: { off: 'tal como se escribe', normal: 'también disfrazadas', aggressive: 'también muy disfrazadas' },
  missing: 'también si no se sabe',
  removeList: (list: string) => `Quitar la lista ${list}`,
  addListFor: (field: string) => `Añadir una lista para ${field}`,
  addList: 'añadir una lista …',
} as const;

export const onePerLine = (label: string): string => `${label}, uno por línea`;

export const EXAMPLES = {
  title: 'Ejemplos',
  match: 'Debe saltar',
  no_match: 'No debe saltar',
  none: 'ninguno aún: dos a cada lado muestran dónde acaba una regla',
  later: 'se prueban cuando no haya errores',
  running: 'probando …',
  pass: (count: number) => `✓ ${count === 1 ? 'correcto' : `los ${String(count)} son correctos`}`,
  fail: (count: number) => `✗ ${plural(count, 'ejemplo falla', 'ejemplos fallan')}`,
  one: (side: string, index: number) => `${side}, ejemplo ${String(index)}`,
  remove: (label: string) => `Quitar: ${label}`,
  add: 'Añadir ejemplo',
  fresh: 'Un ejemplo nuevo',
} as const;

export const CHECK = {
  checking: 'Comprobando …',
  clean: '✓ Sin errores',
  errors: (count: number) => `✗ ${plural(count, 'error', 'errores')}: así no se puede publicar`,
  elsewhere: (count: number) => `${plural(count, 'error', 'errores')} en otras reglas`,
  show: 'Mostrar la línea',
} as const;

export const WRITERS = [
  { id: 'newcomer', label: 'alguien nuevo', fields: {} },
  { id: 'reader', label: 'un lector, 20 aprobados', fields: { 'author.kind': 'registered', 'author.approved': 20, 'author.rejected': 1, 'author.approval_rate': 0.91 } },
  { id: 'regular', label: 'un habitual, 200 aprobados', fields: { 'author.kind': 'subscriber', 'author.approved': 200, 'author.rejected': 0, 'author.approval_rate': 0.99 } },
] as const;

export const TRY = {
  title: 'Pruébelo',
  as: 'como',
  writer: 'Escrito por',
  on: 'con',
  against: 'Juzgado por',
  draft: 'el borrador',
  running: 'lo vigente',
  placeholder: 'Pegue un comentario: lo que ven las reglas se marca mientras escribe.',
  empty: 'No se guarda nada.',
  noMatch: 'no salta ninguna regla',
  onlyShadow: 'solo saltan reglas en sombra',
  harmless: 'nada que lo retenga',
  score: (points: number) => `puntos: ${String(points)}`,
  time: 'Tiempo que tardó en juzgar',
  more: 'Más sobre el comentario',
  facts: 'Datos, uno por línea',
  factsExample: 'article.section: politics\nrequest.form_time: 2s\nrate: 7',
  matches: 'Coincidencias',
} as const;

const savedWords = ({ updatedAt, updatedBy }: Draft, ago: (iso: string) => string): string => (updatedAt === null ? '' : `, guardado ${ago(updatedAt)}${updatedBy === null ? '' : ` por ${updatedBy.name}`}`);

export const DRAFT = {
  backtest: 'Simular',
  publish: 'Revisar y publicar',
  again: 'Guardar de nuevo',
  readOnly: 'Puede mirar, pero no cambiar nada: las reglas son de los administradores.',
  saving: 'Guardando el borrador …',
  unreadable: 'el texto no se puede leer como YAML.',
  notSaved: (why: string) => `No se ha guardado: ${why}`,
  same: (version: number) => `El borrador dice lo mismo que la versión ${String(version)}.`,
  changed: (rules: number, draft: Draft, ago: (iso: string) => string) => `Borrador: ${rules === 0 ? 'listas o palabras' : plural(rules, 'regla', 'reglas')} con cambios desde la versión ${String(draft.basedOn)}${savedWords(draft, ago)}.`,
  conflict: (who: string | null) => `${who ?? 'Otra persona'} cambió el borrador mientras usted escribía. Su último cambio no se ha guardado.`,
  compare: 'Comparar',
  theirs: (who: string | null) => (who === null ? 'Tomar el otro' : `Tomar el de ${who}`),
  mine: 'Conservar el mío',
  between: (who: string | null) => `Lo que guardó ${who ?? 'la otra persona'} (−) y lo que escribió usted (+)`,
} as const;
