import type en from '../en/shell';
import type { Translated } from '../faces';

export default {
  pages: 'Páginas',
  desk: 'Mesa',
  rules: 'Reglas',
  history: 'Historial',
  articles: 'Artículos',
  authors: 'Autores',
  insights: 'Análisis',
  office: 'Oficina',
  chooseSite: 'Elegir un sitio',
  waiting_one: '{{count, number}} en espera',
  waiting_other: '{{count, number}} en espera',
  lost: 'Sin conexión: se sigue intentando',
  asSystem: 'Como el sistema',
  light: 'Claro',
  dark: 'Oscuro',
  colours: 'Colores',
  language: 'Idioma',
  signOut: 'Cerrar sesión',
  tryAgain: 'Reintentar',
  unreachable: { title: 'No se puede acceder al servicio', text: 'Puede que esté arrancando. Su lugar se conserva.' },
  noSite: { title: 'Ningún sitio todavía', text: 'Ha iniciado sesión, pero no pertenece a ningún sitio. Un propietario puede añadirle.' },
  unknownSite: { title: 'Ese sitio no existe', text: 'No existe, o usted no pertenece a él. Elija uno de los suyos arriba.' },
  noPage: { title: 'Esa página no existe', text: 'Elija otra arriba.' },
  newer: { title: 'Weir se ha actualizado', text: 'Vuelva a cargar la página para continuar. No se pierde nada.', reload: 'Volver a cargar' },
} satisfies Translated<typeof en>;
