import type { Translated } from '../faces';
import type en from '../en/charts';

export default {
  asTable: 'Sous forme de tableau',
  table: 'Tableau : {{title}}',
  hour: 'Heure',
  day: 'Jour',
  whole: 'Toute la période',
  unpin: 'relâcher',
  nothing: 'Rien sur cette période.',
  step: 'Parcourir pas à pas : {{title}}',
  described: {
    most: '{{label}} : {{most}} au plus ({{at}}).',
    range: '{{title}}, du {{from}} au {{to}}.',
    series: '{{label}} : {{whole}} au total, {{most}} au plus ({{at}}).',
  },
} satisfies Translated<typeof en>;
