import type en from '../en/toxicity';
import type { Translated } from '../faces';

export default {
  title: 'Toxizität',
  lead: 'Werte von 0 bis 1, nach denen Regeln fragen können, etwa signal.toxicity. Ein Wert entscheidet nichts von selbst.',
  look: 'Sie können sich umsehen, aber nichts ändern.',
  saved: 'Gespeichert. Es gilt ab dem nächsten Kommentar.',
  model: {
    title: 'Wer bewertet',
    lead: 'Ohne ein anderes Modell bewertet {{model}}, im Dienst selbst: Kein Text verlässt ihn.',
    kind: 'Modell',
    kinds: { linear: 'Das im Dienst', perspective: 'Ein fremdes, das wie Perspective angesprochen wird', openai: 'Ein fremdes, das wie OpenAI angesprochen wird' },
    about: {
      linear: 'Antwortet im Bruchteil einer Millisekunde.',
      perspective: 'Die Texte der Kommentare gehen dorthin, nichts über ihre Verfasser. Wenn es ausfällt oder zu spät kommt, spricht das Modell im Dienst.',
      openai: 'Die Texte der Kommentare gehen dorthin, nichts über ihre Verfasser. Wenn es ausfällt oder zu spät kommt, spricht das Modell im Dienst.',
    },
    url: 'Adresse',
    name: 'Name des Modells',
    nameHint: 'Wo das Protokoll nach einem fragt.',
    timeout: 'Längste Wartezeit',
    timeoutHint: 'Millisekunden, die ein Kommentar darauf wartet, 20 bis 2.000.',
    key: 'Schlüssel',
    keyStays: 'Es gibt einen. Leer: Er bleibt.',
    keyNew: 'Leer: Es wird ohne gefragt. Ein Schlüssel geht nur an diese Adresse.',
  },
  neutral: {
    title: 'Neutrale Wörter',
    lead: 'Namen von Gruppen von Menschen. Das Modell liest sie alle als ein neutrales Wort, damit „Ich bin schwul“ kein Alarm ist. Eine Beleidigung bleibt eine.',
    shipped_one: '{{count, number}} Wort, das Weir mitbringt',
    shipped_other: '{{count, number}} Wörter, die Weir mitbringt',
    added: 'Auch hier neutral',
    addedHint: 'Einzelne Wörter, durch Kommas getrennt, Mehrzahl eigens.',
    removed: 'Hier nicht neutral',
    removedHint: 'Von denen, die Weir mitbringt.',
  },
  curves: {
    title: 'Wie gut die Werte zu Ihren Entscheidungen passen',
    lead: 'Ab fünfzig Ablehnungen und fünfzig Freigaben biegt Weir die Werte eines Merkmals so, dass 0,8 hier stimmt: Acht von zehn solchen Kommentaren wurden abgelehnt.',
    none: 'Noch gibt es nicht genug Entscheidungen: Ein Merkmal braucht fünfzig Ablehnungen aus einem Grund, der dazu passt, und fünfzig Freigaben.',
    label: 'Merkmal',
    rejected: 'Abgelehnt',
    approved: 'Freigegeben',
    before: 'Daneben, wie geliefert',
    after: 'Daneben, jetzt',
  },
  labels: { TOXICITY: 'Toxizität', SEVERE_TOXICITY: 'Schwere Toxizität', PROFANITY: 'Derbe Sprache', THREAT: 'Drohung', INSULT: 'Beleidigung', IDENTITY_ATTACK: 'Angriff auf eine Gruppe', SPAM: 'Werbung' },
} as const satisfies Translated<typeof en>;
