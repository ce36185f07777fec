import type en from '../en/shell';
import type { Translated } from '../faces';

export default {
  pages: 'Seiten',
  desk: 'Pult',
  rules: 'Regeln',
  history: 'Verlauf',
  articles: 'Artikel',
  authors: 'Autoren',
  insights: 'Einblicke',
  office: 'Büro',
  chooseSite: 'Seite wählen',
  waiting_one: '{{count, number}} wartet',
  waiting_other: '{{count, number}} warten',
  lost: 'Keine Verbindung – wird wieder versucht',
  asSystem: 'Wie das System',
  light: 'Hell',
  dark: 'Dunkel',
  colours: 'Farben',
  language: 'Sprache',
  signOut: 'Abmelden',
  tryAgain: 'Erneut versuchen',
  unreachable: { title: 'Der Dienst ist nicht erreichbar', text: 'Vielleicht startet er gerade. Ihr Platz bleibt erhalten.' },
  noSite: { title: 'Noch keine Website', text: 'Sie sind angemeldet, gehören aber zu keiner Website. Ein Inhaber kann Sie hinzufügen.' },
  unknownSite: { title: 'Diese Website gibt es nicht', text: 'Es gibt sie nicht, oder Sie gehören nicht dazu. Wählen Sie oben eine der Ihren.' },
  noPage: { title: 'Diese Seite gibt es nicht', text: 'Wählen Sie oben eine andere.' },
  newer: { title: 'Weir wurde aktualisiert', text: 'Laden Sie die Seite neu, um weiterzuarbeiten. Nichts geht verloren.', reload: 'Neu laden' },
} satisfies Translated<typeof en>;
