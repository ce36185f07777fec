import type en from '../en/toxicity';
import type { Translated } from '../faces';

export default {
  title: 'Toxicité',
  lead: 'Des scores de 0 à 1 que les règles peuvent consulter, comme signal.toxicity. Un score ne décide de rien à lui seul.',
  look: 'Vous pouvez regarder, mais rien changer.',
  saved: 'Enregistré. Cela vaut dès le prochain commentaire.',
  model: {
    title: 'Qui donne les scores',
    lead: 'Sans autre modèle, c’est {{model}}, dans le service même : aucun texte n’en sort.',
    kind: 'Modèle',
    kinds: { linear: 'Celui du service', perspective: 'Un modèle hébergé qui parle le protocole de Perspective', openai: 'Un modèle hébergé qui parle le protocole d’OpenAI' },
    about: {
      linear: 'Répond en une fraction de milliseconde.',
      perspective: 'Les textes des commentaires y vont, rien sur leurs auteurs. Quand il échoue ou tarde, le modèle du service prend la parole.',
      openai: 'Les textes des commentaires y vont, rien sur leurs auteurs. Quand il échoue ou tarde, le modèle du service prend la parole.',
    },
    url: 'Adresse',
    name: 'Nom du modèle',
    nameHint: 'Si le protocole en demande un.',
    timeout: 'Attente la plus longue',
    timeoutHint: 'Millisecondes pendant lesquelles un commentaire l’attend, de 20 à 2 000.',
    key: 'Clé',
    keyStays: 'Il y en a une. Vide : elle reste.',
    keyNew: 'Vide : il est interrogé sans clé. Une clé ne va qu’à cette adresse.',
  },
  neutral: {
    title: 'Mots neutres',
    lead: 'Des noms de groupes de personnes. Le modèle les lit tous comme un même mot neutre, pour que « je suis gay » ne soit pas une alerte. Une insulte le reste.',
    shipped_one: '{{count, number}} mot fourni avec Weir',
    shipped_other: '{{count, number}} mots fournis avec Weir',
    added: 'Neutres ici aussi',
    addedHint: 'Des mots seuls séparés par des virgules, les pluriels à part.',
    removed: 'Pas neutres ici',
    removedHint: 'Parmi ceux fournis avec Weir.',
  },
  curves: {
    title: 'Comment les scores s’accordent avec vos décisions',
    lead: 'À partir de cinquante refus et cinquante approbations, Weir ajuste les scores d’une étiquette pour que 0,8 dise vrai ici : huit commentaires de ce genre sur dix ont été refusés.',
    none: 'Il n’y a pas encore assez de décisions : une étiquette demande cinquante refus pour un motif qui la concerne, et cinquante approbations.',
    label: 'Étiquette',
    rejected: 'Refusés',
    approved: 'Approuvés',
    before: 'Écart, tel que fourni',
    after: 'Écart, maintenant',
  },
  labels: { TOXICITY: 'Toxicité', SEVERE_TOXICITY: 'Toxicité grave', PROFANITY: 'Grossièreté', THREAT: 'Menace', INSULT: 'Insulte', IDENTITY_ATTACK: 'Attaque contre un groupe', SPAM: 'Publicité' },
} as const satisfies Translated<typeof en>;
