import type en from '../en/entry';
import type { Translated } from '../faces';

export default {
  unreachable: 'No se puede contactar con el servicio. Inténtelo de nuevo en un momento.',
  invalid: 'Este enlace no es válido o ya no lo es. Pida uno nuevo a quien se lo envió.',
  tooMany: 'Demasiados intentos. Espere un cuarto de hora.',
  already: 'Esta dirección ya tiene una cuenta, o ya trabaja en este sitio. Inicie sesión con ella.',
  toSignIn: 'Iniciar sesión',
  goOn: 'Ir a Weir',
  signOut: 'Cerrar sesión',
  name: 'Su nombre',
  nameHint: 'Sus colegas lo ven junto a lo que usted decide.',
  passwordHint: 'Al menos {{count}} caracteres. Una frase se recuerda bien.',
  roles: { viewer: 'Observador: mira, no decide', moderator: 'Moderador', lead: 'Jefe de moderación', admin: 'Administrador' },
  invitation: {
    title: 'Trabajar en {{site}}',
    lead: '{{name}} le invita a moderar comentarios con Weir.',
    notThere: 'Invitación',
    for: 'Para',
    role: 'Función',
    sections: 'Secciones',
    until: 'Hasta',
    known: 'Usted ya tiene una cuenta. Inicie sesión con ella y acepte después.',
    other: 'Ha iniciado sesión como {{email}}, pero esta invitación es para otra dirección. Cierre antes la sesión.',
    signedIn: 'Ha iniciado sesión como {{name}}.',
    accept: 'Aceptar la invitación',
    join: 'Crear la cuenta y empezar',
  },
  password: {
    title: 'Elija una contraseña nueva',
    lead: 'Al guardarla se cierran todas sus sesiones.',
    own: 'Contraseña',
    next: 'Contraseña nueva',
    go: 'Guardar la contraseña',
    doneTitle: 'Su contraseña ha cambiado',
    done: 'Se han cerrado todas sus sesiones. Inicie sesión con la contraseña nueva.',
  },
} satisfies Translated<typeof en>;
