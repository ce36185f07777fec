import type en from '../en/toxicity';
import type { Translated } from '../faces';

export default {
  title: 'Toxicidad',
  lead: 'Valores de 0 a 1 por los que pueden preguntar las reglas, como signal.toxicity. Un valor no decide nada por sí solo.',
  look: 'Puede mirar, pero no cambiar nada.',
  saved: 'Guardado. Vale desde el próximo comentario.',
  model: {
    title: 'Quién puntúa',
    lead: 'Sin otro modelo puntúa {{model}}, en el propio servicio: ningún texto sale de él.',
    kind: 'Modelo',
    kinds: { linear: 'El del servicio', perspective: 'Uno externo que habla el protocolo de Perspective', openai: 'Uno externo que habla el protocolo de OpenAI' },
    about: {
      linear: 'Responde en una fracción de milisegundo.',
      perspective: 'Allí van los textos de los comentarios, nada sobre sus autores. Cuando falla o se retrasa, habla el modelo del servicio.',
      openai: 'Allí van los textos de los comentarios, nada sobre sus autores. Cuando falla o se retrasa, habla el modelo del servicio.',
    },
    url: 'Dirección',
    name: 'Nombre del modelo',
    nameHint: 'Si el protocolo lo pide.',
    timeout: 'Espera máxima',
    timeoutHint: 'Milisegundos que un comentario lo espera, de 20 a 2000.',
    key: 'Clave',
    keyStays: 'Hay una. Vacío: se queda.',
    keyNew: 'Vacío: se pregunta sin ella. Una clave va solo a esta dirección.',
  },
  neutral: {
    title: 'Palabras neutras',
    lead: 'Nombres de grupos de personas. El modelo los lee todos como una sola palabra neutra, para que «soy gay» no sea una alarma. Un insulto lo sigue siendo.',
    shipped_one: '{{count, number}} palabra que viene con Weir',
    shipped_other: '{{count, number}} palabras que vienen con Weir',
    added: 'Neutras también aquí',
    addedHint: 'Palabras sueltas separadas por comas, los plurales aparte.',
    removed: 'No neutras aquí',
    removedHint: 'De las que vienen con Weir.',
  },
  curves: {
    title: 'Cómo encajan los valores con sus decisiones',
    lead: 'A partir de cincuenta rechazos y cincuenta aprobaciones, Weir ajusta los valores de una etiqueta para que 0,8 diga aquí la verdad: ocho de cada diez comentarios así se rechazaron.',
    none: 'Aún no hay bastantes decisiones: una etiqueta necesita cincuenta rechazos por un motivo que trate de ella y cincuenta aprobaciones.',
    label: 'Etiqueta',
    rejected: 'Rechazados',
    approved: 'Aprobados',
    before: 'Desvío, de fábrica',
    after: 'Desvío, ahora',
  },
  labels: { TOXICITY: 'Toxicidad', SEVERE_TOXICITY: 'Toxicidad grave', PROFANITY: 'Lenguaje soez', THREAT: 'Amenaza', INSULT: 'Insulto', IDENTITY_ATTACK: 'Ataque a un grupo', SPAM: 'Publicidad' },
} as const satisfies Translated<typeof en>;
