import type { Action, Brake, Change, ChangeKind, Draft, Outcome, RuleFlag, RuleList, RuleMode, RuleStats } from '../../../api/rule-types';
import { number } from '../../../words/times';
import type { GroupMode } from '../conditions';
import { percent } from '../figures';
import { plural, troubleIn } from './phrasing';

export const entries = (count: number): string => plural(count, 'entrée', 'entrées');
export const hitCount = (count: number): string => plural(count, 'déclenchement', 'déclenchements');

export const troubleWords = troubleIn({
  unreachable: 'Le service est injoignable. Rien n’est perdu ; réessayez dans un instant.',
  forbidden: 'Votre rôle sur ce site ne le permet pas. Un administrateur peut le changer.',
});

export const NOT_REMOVED = (error: unknown): string => `Non retiré : ${troubleWords(error)}`;
export const AS_TABLE = 'En tableau';
export const BACK = 'Retour';
export const MORE = 'Plus';
export const HITS_7 = 'Déclenchements, 7 jours';

export const MODES: Readonly<Record<RuleMode, string>> = { active: 'active', shadow: 'ombre', draft: 'brouillon', paused: 'en pause' };

export const MODE_MEANS: Readonly<Record<RuleMode, string>> = {
  active: 'Agit sur les commentaires.',
  shadow: 'Observe seulement : elle est comptée et montrée, et ne change rien.',
  draft: 'Ne s’applique pas ; seuls ses exemples sont vérifiés.',
  paused: 'Ne s’applique pas.',
};

export const ACTIONS: Readonly<Record<Action, string>> = {
  none: 'Rien par elle-même (points et étiquettes seulement)',
  flag: 'Publier, regarder ensuite',
  hold: 'Retenir pour la modération',
  reject: 'Rejeter',
  allow: 'Autoriser (l’emporte sur les groupes nommés)',
};

export const OUTCOMES: Readonly<Record<Outcome, string>> = { publish: 'Publié', flag: 'Marqué', hold: 'Retenu', reject: 'Rejeté' };

export const FLAGS: Readonly<Record<RuleFlag, { readonly word: string; readonly means: string }>> = {
  noisy: { word: 'bruyante', means: 'La modération décide souvent autrement.' },
  dead: { word: 'muette', means: 'Elle ne s’est pas déclenchée depuis longtemps.' },
  braked: { word: 'freinée', means: 'Elle s’est déclenchée étrangement souvent : ce qu’elle rejetterait est seulement retenu.' },
  degraded: { word: 'en panne', means: 'Elle a échoué plusieurs fois et ne s’applique pas en entier tant que personne n’a regardé.' },
  alarm: { word: 'inhabituelle', means: 'Elle se déclenche bien plus que d’habitude.' },
  young: { word: 'récente', means: 'Nouvelle ou modifiée depuis moins d’un jour : trop tôt pour en juger.' },
};

export const CHANGES: Readonly<Record<Change, string>> = { added: 'nouvelle', removed: 'retirée', changed: 'modifiée' };

export const CHANGE_KINDS: Readonly<Record<ChangeKind, string>> = { newly_caught: 'Désormais repérés', no_longer_caught: 'Plus repérés', changed: 'Autres changements' };

export const LIST_KINDS: Readonly<Record<RuleList['kind'], string>> = { words: 'mots', domains: 'domaines', ips: 'adresses', emails: 'adresses e-mail', authors: 'auteurs', regex: 'motifs' };

export const FACE = {
  tab: 'Règles',
  pages: 'Atelier',
  pageNames: [['', 'Règles'], ['~lists', 'Listes'], ['~versions', 'Versions'], ['~backtests', 'Simulations']],
  keys: 'Touches',
  keyList: [['/', 'Filtrer les règles'], ['J', 'Règle suivante'], ['K', 'Règle précédente'], ['T', 'Essayer un texte'], ['B', 'Simuler le brouillon'], ['P', 'Relire et publier'], ['?', 'Cette liste']],
  forbidden: 'Accès réservé',
  forbiddenText: 'Votre rôle sur ce site ne comprend pas les règles. Un responsable ou un administrateur peut le changer.',
  failed: 'Les règles n’ont pas pu être chargées',
  failedText: 'Elles jugent toujours comme avant. Réessayez dans un instant.',
  again: 'Réessayer',
  missing: 'Cette règle n’existe pas',
  missingText: 'Elle n’est ni dans le brouillon ni dans la version en vigueur.',
  all: 'Toutes les règles',
} as const;

export const RULE_LIST = {
  label: 'Règles',
  filter: 'Nom, mode, bruyante …',
  filterLabel: 'Filtrer les règles',
  add: 'Nouvelle règle',
  columns: ['mode', 'décl., 7 jours', 'précision'],
  empty: 'Il n’y a pas encore de règles. Tous les commentaires sont publiés.',
  nothing: (filter: string) => `Aucune règle avec « ${filter} ».`,
  hits: (rule: string) => `Déclenchements de ${rule}`,
  ready: 'activer ?',
  readyMeans: 'Observée assez longtemps dans l’ombre : on lui donne raison.',
} as const;

export const FRESH_RULE = { name: 'Nouvelle règle', reason: 'Répond à une nouvelle règle', examples: { match: ['This is an example'], no_match: ['This is not'] } };

export function precisionTitle({ confirmed, overturned, pending, precision }: Pick<RuleStats, 'confirmed' | 'overturned' | 'pending' | 'precision'>): string {
  if (precision === null) return `Rien n’est encore décidé sur ses déclenchements${pending === 0 ? '' : ` ; ${number(pending)} en attente`}`;
  return `La modération lui a donné raison ${number(confirmed)} fois sur ${number(confirmed + overturned)} ; entre ${percent(precision.low)} et ${percent(precision.high)} avec une certitude de 95 %`;
}

export const CHART = {
  none: (label: string) => `${label} : aucun pour l’instant`,
  day: (day: string, { hits, confirmed, overturned }: { hits: number; confirmed: number; overturned: number }) => `${day} : ${hitCount(hits)}, ${number(confirmed)} confirmés, ${number(overturned)} annulés`,
  confirmed: 'confirmés',
  overturned: 'annulés',
  open: 'sans décision humaine',
  columns: ['Jour', 'Déclenchements', 'Confirmés', 'Annulés'],
} as const;

export const HEADER = {
  fresh: 'nouvelle, non publiée',
  version: (version: number, who: string | null) => `version ${String(version)}${who === null ? '' : ` de ${who}`},`,
  step: (from: RuleMode, to: RuleMode) => (to === 'paused' ? 'Mettre en pause' : to === 'active' ? 'Activer' : from === 'active' ? 'Remettre dans l’ombre' : 'Appliquer dans l’ombre'),
  stepMeans: 'Publie une version où seul le mode de cette règle change',
  note: (rule: string, from: RuleMode, to: RuleMode) => `${rule} : ${MODES[from]} → ${MODES[to]}`,
  done: (version: number, rule: string, mode: RuleMode) => `La version ${String(version)} est en vigueur : « ${rule} » est maintenant ${mode === 'shadow' ? 'dans l’ombre' : MODES[mode]}.`,
  notDone: (error: unknown) => `Non changé : ${troubleWords(error)}`,
  reason: 'Raison de le faire quand même',
  allTheSame: 'Le faire quand même',
  leave: 'Laisser',
  remove: 'Retirer du brouillon',
  removed: (id: string) => `« ${id} » n’est plus dans le brouillon. Ce qui est en vigueur ne change pas tant que vous ne publiez pas.`,
  notRenamed: (error: unknown) => `Non renommée : ${troubleWords(error)}`,
} as const;

const BRAKES: Readonly<Record<Brake['kind'], string>> = {
  young: 'Nouvelle ou modifiée, elle s’est déclenchée bien plus qu’une nouvelle règle ne devrait : ce qu’elle rejetterait est retenu.',
  daily: 'Elle a agi autant qu’elle le peut en un jour : ce qu’elle rejetterait est retenu.',
  degraded: 'Elle a échoué trop souvent et ne s’applique pas en entier.',
  rate: 'Elle se déclenche bien plus que d’habitude. Rien n’est retenu ; quelqu’un devrait regarder.',
};

export const BRAKE = {
  label: 'Freins',
  words: ({ kind, until }: Brake, time: (iso: string) => string) => BRAKES[kind] + (until === null ? '' : ` Jusqu’à ${time(until)}.`),
  since: (ago: string) => `Depuis : ${ago}.`,
  release: 'La laisser continuer',
  released: (rule: string) => `« ${rule} » continue telle qu’elle est écrite.`,
  notReleased: (error: unknown) => `Non relâchée : ${troubleWords(error)}`,
} as const;

export const EVIDENCE = {
  label: 'Résultats, sept derniers jours',
  precision: 'Précision',
  decided: 'Décidés par des personnes',
  right: 'justes',
  wrong: 'faux',
  waiting: 'en attente',
  alone: 'Seule',
  aloneMeans: 'Déclenchements sur des commentaires qu’aucune autre règle n’a repérés',
  last: 'Dernier déclenchement',
  failures: 'Échecs',
  more: 'Jour par jour, et ce qui a répondu',
  perDay: (rule: string) => `Déclenchements de ${rule} par jour`,
  entries: 'Ce qui a répondu, le plus fréquent d’abord',
  noEntries: 'Aucun mot ni motif n’a répondu ces jours-ci.',
  notLoaded: 'Ce qui a répondu n’a pas pu être chargé.',
  columns: ['Entrée', 'Déclenchements', 'Justes', 'Faux'],
  ready: 'Elle observe et a fait ses preuves : activez-la quand vous voulez.',
  watching: (decided: number, enough: number, share: number) => `Elle observe dans l’ombre et ne change rien. ${number(decided)} déclenchements sur ${number(enough)} décidés par des personnes jusqu’ici ; activez-la quand elle a sûrement raison dans ${percent(share)}.`,
} as const;

export const EDITING = {
  label: 'Comment modifier',
  form: 'Formulaire',
  yaml: 'YAML',
  yamlLabel: (rule: string) => `Règle ${rule} en YAML`,
  unreadable: 'Le texte n’est pas lisible comme YAML pour l’instant, il n’y a donc pas de formulaire. Corrigez-le en YAML, ou revenez en arrière là-bas avec Ctrl+Z.',
  rule: 'règle',
  list: 'liste',
} as const;

export const HINT = {
  oneOf: (choices: readonly string[]) => `L’un de : ${choices.join(', ')}.`,
  takes: (keys: readonly string[]) => `Accepte : ${keys.join(', ')}.`,
  usual: (value: string) => `Sans rien écrire : ${value}.`,
} as const;

export const FORM = {
  name: 'Nom',
  id: 'Id',
  idHint: 'Reste le même tant que la règle existe : minuscules, chiffres, tirets.',
  reason: 'Motif',
  reasonHint: 'Ce que la modération lit au-dessus du commentaire.',
  policy: 'Principe',
  policyHint: 'Le principe de la communauté qu’elle défend.',
  mode: 'Mode',
  modeLabel: 'Mode dans le brouillon',
  condition: 'Condition',
  when: 'Se déclenche quand',
  exception: 'Exception',
  addException: 'Ajouter une exception',
  unless: 'Sauf quand',
  action: 'Action',
  then: 'Alors',
  score: 'Points',
  queue: 'File',
  also: 'aussi',
} as const;

const GROUPS: Readonly<Record<GroupMode, string>> = { all: 'toutes sont remplies', any: 'l’une est remplie', none: 'aucune n’est remplie', at_least: 'au moins tant sont remplies' };

export const CONDITION = {
  operators: {
    text: { words: 'a un mot de', contains: 'contient', lists: 'a un mot des listes', regex: 'répond à un motif de', starts_with: 'commence par', ends_with: 'finit par', equals: 'est exactement' },
    number: { lt: 'moins de', lte: 'au plus', gt: 'plus de', gte: 'au moins', eq: 'exactement', ne: 'pas' },
    durations: { lt: 'plus court que', lte: 'au plus', gt: 'plus long que', gte: 'au moins' },
    boolean: { true: 'oui', false: 'non' },
    enum: { in: 'est l’un de', not_in: 'n’est aucun de' },
    set: { any_in: 'a l’un de', all_in: 'n’a que', none_in: 'n’a aucun de', any_in_lists: 'a l’un des listes', all_in_lists: 'n’a que ceux des listes', none_in_lists: 'n’a aucun des listes' },
  },
  groups: GROUPS,
  others: { rate: 'Combien de fois', duplicate: 'Texte identique ou semblable', rule: 'Une autre règle se déclenche' },
  howMany: (label: string) => `${label} : combien doivent être remplies`,
  count: 'Combien',
  and: 'et',
  add: 'Ajouter une condition',
  addGroup: 'Ajouter un groupe',
  removeGroup: 'Retirer le groupe',
  remove: (field: string) => `Retirer la condition sur ${field}`,
  asYaml: 'Plus qu’une ligne ne peut montrer : modifiez-le en YAML',
  field: 'Interroger',
  comment: 'commentaire',
  operator: (field: string) => `Comparaison de ${field}`,
  value: (field: string) => `Valeur de ${field}`,
  values: (field: string) => `Valeurs de ${field}`,
  disguised: 'Écritures déguisées',
  evasion: { off: 'comme écrit', normal: 'aussi déguisé', aggressive: 'aussi très déguisé' },
  missing: 'aussi si inconnu',
  removeList: (list: string) => `Retirer la liste ${list}`,
  addListFor: (field: string) => `Ajouter une liste pour ${field}`,
  addList: 'ajouter une liste …',
} as const;

export const onePerLine = (label: string): string => `${label}, un par ligne`;

export const EXAMPLES = {
  title: 'Exemples',
  match: 'Doit répondre',
  no_match: 'Ne doit pas répondre',
  none: 'aucun encore : deux de chaque côté montrent où une règle s’arrête',
  later: 'vérifiés dès qu’il n’y a plus d’erreur',
  running: 'vérification …',
  pass: (count: number) => `✓ ${count === 1 ? 'juste' : `les ${String(count)} sont justes`}`,
  fail: (count: number) => `✗ ${plural(count, 'exemple échoue', 'exemples échouent')}`,
  one: (side: string, index: number) => `${side}, exemple ${String(index)}`,
  remove: (label: string) => `Retirer : ${label}`,
  add: 'Ajouter un exemple',
  fresh: 'Un nouvel exemple',
} as const;

export const CHECK = {
  checking: 'Vérification …',
  clean: '✓ Pas d’erreur',
  errors: (count: number) => `✗ ${plural(count, 'erreur', 'erreurs')} : impossible de publier ainsi`,
  elsewhere: (count: number) => `${plural(count, 'erreur', 'erreurs')} dans d’autres règles`,
  show: 'Montrer la ligne',
} as const;

export const WRITERS = [
  { id: 'newcomer', label: 'un nouveau venu', fields: {} },
  { id: 'reader', label: 'un lecteur, 20 approuvés', fields: { 'author.kind': 'registered', 'author.approved': 20, 'author.rejected': 1, 'author.approval_rate': 0.91 } },
  { id: 'regular', label: 'un habitué, 200 approuvés', fields: { 'author.kind': 'subscriber', 'author.approved': 200, 'author.rejected': 0, 'author.approval_rate': 0.99 } },
] as const;

export const TRY = {
  title: 'Essayer',
  as: 'en tant que',
  writer: 'Écrit par',
  on: 'avec',
  against: 'Jugé par',
  draft: 'le brouillon',
  running: 'ce qui est en vigueur',
  placeholder: 'Collez un commentaire : ce que voient les règles est marqué pendant la frappe.',
  empty: 'Rien n’est enregistré.',
  noMatch: 'aucune règle ne se déclenche',
  onlyShadow: 'seules des règles dans l’ombre se déclenchent',
  harmless: 'rien qui le retienne',
  score: (points: number) => `points : ${String(points)}`,
  time: 'Temps qu’a pris le jugement',
  more: 'Plus sur le commentaire',
  facts: 'Données, une par ligne',
  factsExample: 'article.section: politics\nrequest.form_time: 2s\nrate: 7',
  matches: 'Correspondances',
} as const;

const savedWords = ({ updatedAt, updatedBy }: Draft, ago: (iso: string) => string): string => (updatedAt === null ? '' : `, enregistré ${ago(updatedAt)}${updatedBy === null ? '' : ` par ${updatedBy.name}`}`);

export const DRAFT = {
  backtest: 'Simuler',
  publish: 'Relire et publier',
  again: 'Enregistrer de nouveau',
  readOnly: 'Vous pouvez regarder, mais rien changer : les règles sont l’affaire des administrateurs.',
  saving: 'Enregistrement du brouillon …',
  unreadable: 'le texte n’est pas lisible comme YAML.',
  notSaved: (why: string) => `Non enregistré : ${why}`,
  same: (version: number) => `Le brouillon dit ce que dit la version ${String(version)}.`,
  changed: (rules: number, draft: Draft, ago: (iso: string) => string) => `Brouillon : ${rules === 0 ? 'listes ou mots modifiés' : plural(rules, 'règle modifiée', 'règles modifiées')} depuis la version ${String(draft.basedOn)}${savedWords(draft, ago)}.`,
  conflict: (who: string | null) => `${who ?? 'Quelqu’un d’autre'} a changé le brouillon pendant que vous écriviez. Votre dernier changement n’est pas enregistré.`,
  compare: 'Comparer',
  theirs: (who: string | null) => (who === null ? 'Prendre l’autre' : `Prendre celui de ${who}`),
  mine: 'Garder le mien',
  between: (who: string | null) => `Ce que ${who ?? 'l’autre personne'} a enregistré (−) et ce que vous avez écrit (+)`,
} as const;
