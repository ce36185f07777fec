import type en from '../en/notice';
import type { Translated } from '../faces';

export default {
  title: 'Rechtswidrigen Inhalt melden',
  lead: 'Für einen Kommentar, der gegen das Gesetz verstößt. Für einen groben oder unpassenden genügt „Melden“ darunter.',
  category: 'Worum es geht',
  choose: 'Auswählen',
  why: 'Warum er rechtswidrig ist',
  whyHint: 'In Ihren eigenen Worten; mit dem Gesetz, wenn Sie es kennen.',
  children: 'Es geht um sexuellen Missbrauch von Kindern. Ich muss nicht sagen, wer ich bin.',
  name: 'Ihr Name',
  email: 'Ihre E-Mail-Adresse',
  emailHint: 'Verschlüsselt aufbewahrt. Wer den Kommentar schrieb, erfährt sie nicht.',
  goodFaith: 'Ich bin in gutem Glauben davon überzeugt, dass meine Angaben richtig und vollständig sind.',
  give: 'Melden',
  received: 'Ihre Meldung ist angekommen',
  reference: 'Ihr Zeichen. Schreiben Sie es auf: Es wird nur dieses Mal gezeigt.',
  referenceHint: 'Damit erfahren Sie, was entschieden wurde:',
  unreachable: 'Der Dienst ist nicht erreichbar. Bitte versuchen Sie es gleich noch einmal.',
  notFound: 'Einen solchen Kommentar oder eine solche Meldung gibt es hier nicht.',
  notPossible: 'Diese Website nimmt hier keine Meldungen an. Schreiben Sie ihr selbst.',
  tooMany: 'Das war viel auf einmal. Bitte versuchen Sie es in einer Stunde wieder.',
  ask: { title: 'Was aus einer Meldung wurde', reference: 'Zeichen', hint: 'Es beginnt mit weir_notice_.', go: 'Fragen' },
} as const satisfies Translated<typeof en>;
