import type { Translated } from '../faces';
import type en from '../en/charts';

export default {
  asTable: 'Como tabla',
  table: 'Tabla: {{title}}',
  hour: 'Hora',
  day: 'Día',
  whole: 'Todo el periodo',
  unpin: 'soltar',
  nothing: 'Nada en este periodo.',
  step: 'Recorrer paso a paso: {{title}}',
  described: {
    most: '{{label}}: como máximo {{most}} ({{at}}).',
    range: '{{title}}, del {{from}} al {{to}}.',
    series: '{{label}}: {{whole}} en total, como máximo {{most}} ({{at}}).',
  },
} satisfies Translated<typeof en>;
