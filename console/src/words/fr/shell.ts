import type en from '../en/shell';
import type { Translated } from '../faces';

export default {
  pages: 'Pages',
  desk: 'Bureau',
  rules: 'Règles',
  history: 'Historique',
  articles: 'Articles',
  authors: 'Auteurs',
  insights: 'Analyses',
  office: 'Administration',
  chooseSite: 'Choisir un site',
  waiting_one: '{{count, number}} en attente',
  waiting_other: '{{count, number}} en attente',
  lost: 'Pas de connexion – nouvel essai',
  asSystem: 'Comme le système',
  light: 'Clair',
  dark: 'Sombre',
  colours: 'Couleurs',
  language: 'Langue',
  signOut: 'Se déconnecter',
  tryAgain: 'Réessayer',
  unreachable: { title: 'Le service est injoignable', text: 'Il démarre peut-être. Votre place est gardée.' },
  noSite: { title: 'Aucun site pour l’instant', text: 'Vous êtes connecté, mais membre d’aucun site. Un propriétaire peut vous ajouter.' },
  unknownSite: { title: 'Ce site n’existe pas', text: 'Il n’existe pas, ou vous n’en êtes pas membre. Choisissez l’un des vôtres ci-dessus.' },
  noPage: { title: 'Cette page n’existe pas', text: 'Choisissez-en une autre ci-dessus.' },
  newer: { title: 'Weir a été mis à jour', text: 'Rechargez la page pour continuer. Rien n’est perdu.', reload: 'Recharger' },
} satisfies Translated<typeof en>;
