import type en from '../en/entry';
import type { Translated } from '../faces';

export default {
  unreachable: 'Le service est injoignable. Réessayez dans un instant.',
  invalid: 'Ce lien n’est pas valable, ou ne l’est plus. Demandez-en un nouveau à la personne qui l’a envoyé.',
  tooMany: 'Trop de tentatives. Attendez un quart d’heure.',
  already: 'Cette adresse a déjà un compte, ou travaille déjà sur ce site. Connectez-vous avec ce compte.',
  toSignIn: 'Se connecter',
  goOn: 'Aller à Weir',
  signOut: 'Se déconnecter',
  name: 'Votre nom',
  nameHint: 'Vos collègues le voient à côté de vos décisions.',
  passwordHint: 'Au moins {{count}} caractères. Une phrase se retient bien.',
  roles: { viewer: 'Observation : regarde, ne décide rien', moderator: 'Modération', lead: 'Direction de la modération', admin: 'Administration' },
  invitation: {
    title: 'Travailler sur {{site}}',
    lead: '{{name}} vous invite à modérer des commentaires avec Weir.',
    notThere: 'Invitation',
    for: 'Pour',
    role: 'Rôle',
    sections: 'Rubriques',
    until: 'Jusqu’au',
    known: 'Vous avez déjà un compte. Connectez-vous, puis acceptez.',
    other: 'Vous êtes connecté en tant que {{email}}, mais cette invitation est pour une autre adresse. Déconnectez-vous d’abord.',
    signedIn: 'Vous êtes connecté en tant que {{name}}.',
    accept: 'Accepter l’invitation',
    join: 'Ouvrir le compte et commencer',
  },
  password: {
    title: 'Choisir un nouveau mot de passe',
    lead: 'En l’enregistrant, vous êtes déconnecté partout.',
    own: 'Mot de passe',
    next: 'Nouveau mot de passe',
    go: 'Enregistrer le mot de passe',
    doneTitle: 'Votre mot de passe a changé',
    done: 'Vous êtes déconnecté partout. Connectez-vous avec le nouveau mot de passe.',
  },
} satisfies Translated<typeof en>;
