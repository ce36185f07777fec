import type en from '../en/notice';
import type { Translated } from '../faces';

export default {
  title: 'Notificar un contenido ilícito',
  lead: 'Para un comentario que infringe la ley. Para uno grosero o fuera de tema basta «Denunciar» debajo de él.',
  category: 'De qué se trata',
  choose: 'Elija',
  why: 'Por qué es ilícito',
  whyHint: 'Con sus propias palabras; nombre la ley si la conoce.',
  children: 'Se trata de abuso sexual de menores. No tengo que decir quién soy.',
  name: 'Su nombre',
  email: 'Su correo electrónico',
  emailHint: 'Se guarda cifrado. Quien escribió el comentario no lo conocerá.',
  goodFaith: 'Creo de buena fe que lo que digo aquí es exacto y completo.',
  give: 'Notificar',
  received: 'Su notificación ha llegado',
  reference: 'Su referencia. Apúntela: se muestra solo esta vez.',
  referenceHint: 'Con ella sabrá qué se decidió:',
  unreachable: 'No se puede contactar con el servicio. Inténtelo de nuevo en un momento.',
  notFound: 'Aquí no hay tal comentario ni tal notificación.',
  notPossible: 'Este sitio no recibe notificaciones aquí. Escríbale directamente.',
  tooMany: 'Ha sido mucho de una vez. Inténtelo de nuevo dentro de una hora.',
  ask: { title: 'Qué fue de una notificación', reference: 'Referencia', hint: 'Empieza por weir_notice_.', go: 'Preguntar' },
} as const satisfies Translated<typeof en>;
