import type en from '../en/notice';
import type { Translated } from '../faces';

export default {
  title: 'Notifier un contenu illicite',
  lead: 'Pour un commentaire contraire à la loi. Pour un commentaire grossier ou hors sujet, « Signaler » suffit.',
  category: 'De quoi il s’agit',
  choose: 'Choisissez',
  why: 'Pourquoi il est illicite',
  whyHint: 'Avec vos propres mots ; nommez la loi si vous la connaissez.',
  children: 'Il s’agit d’abus sexuels sur des enfants. Je n’ai pas à dire qui je suis.',
  name: 'Votre nom',
  email: 'Votre adresse électronique',
  emailHint: 'Conservée chiffrée. L’auteur du commentaire ne l’apprend pas.',
  goodFaith: 'Je crois de bonne foi que ce que je dis ici est exact et complet.',
  give: 'Notifier',
  received: 'Votre notification est arrivée',
  reference: 'Votre référence. Notez-la : elle n’est montrée que cette fois.',
  referenceHint: 'Elle vous permet de savoir ce qui a été décidé :',
  unreachable: 'Le service est injoignable. Veuillez réessayer dans un instant.',
  notFound: 'Il n’y a pas ici de tel commentaire ni de telle notification.',
  notPossible: 'Ce site ne reçoit pas de notifications ici. Écrivez-lui directement.',
  tooMany: 'Cela fait beaucoup à la fois. Veuillez réessayer dans une heure.',
  ask: { title: 'Ce qu’est devenue une notification', reference: 'Référence', hint: 'Elle commence par weir_notice_.', go: 'Demander' },
} as const satisfies Translated<typeof en>;
