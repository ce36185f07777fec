import type en from '../en/entry';
import type { Translated } from '../faces';

export default {
  unreachable: 'Der Dienst ist nicht erreichbar. Bitte versuchen Sie es gleich noch einmal.',
  invalid: 'Dieser Link gilt nicht oder nicht mehr. Bitten Sie um einen neuen, wer ihn geschickt hat.',
  tooMany: 'Zu viele Versuche. Bitte warten Sie eine Viertelstunde.',
  already: 'Zu dieser Adresse gibt es ein Konto, oder es arbeitet schon auf dieser Website. Melden Sie sich damit an.',
  toSignIn: 'Anmelden',
  goOn: 'Zu Weir',
  signOut: 'Abmelden',
  name: 'Ihr Name',
  nameHint: 'Kolleginnen und Kollegen sehen ihn neben Ihren Entscheidungen.',
  passwordHint: 'Mindestens {{count}} Zeichen. Ein Satz lässt sich gut merken.',
  roles: { viewer: 'Beobachten: sieht zu, entscheidet nichts', moderator: 'Moderation', lead: 'Leitung der Moderation', admin: 'Verwaltung' },
  invitation: {
    title: 'Mitarbeit bei {{site}}',
    lead: '{{name}} lädt Sie ein, mit Weir Kommentare zu moderieren.',
    notThere: 'Einladung',
    for: 'Für',
    role: 'Rolle',
    sections: 'Ressorts',
    until: 'Gilt bis',
    known: 'Sie haben schon ein Konto. Melden Sie sich damit an und nehmen Sie dann an.',
    other: 'Sie sind als {{email}} angemeldet, aber diese Einladung gilt einer anderen Adresse. Melden Sie sich zuerst ab.',
    signedIn: 'Sie sind als {{name}} angemeldet.',
    accept: 'Einladung annehmen',
    join: 'Konto anlegen und beginnen',
  },
  password: {
    title: 'Neues Passwort wählen',
    lead: 'Wenn Sie es speichern, werden Sie überall abgemeldet.',
    own: 'Passwort',
    next: 'Neues Passwort',
    go: 'Passwort speichern',
    doneTitle: 'Ihr Passwort ist geändert',
    done: 'Sie sind überall abgemeldet. Melden Sie sich mit dem neuen Passwort an.',
  },
} satisfies Translated<typeof en>;
