import type { Translated } from '../faces';
import type en from '../en/charts';

export default {
  asTable: 'Als Tabelle',
  table: 'Tabelle: {{title}}',
  hour: 'Stunde',
  day: 'Tag',
  whole: 'Ganzer Zeitraum',
  unpin: 'loslassen',
  nothing: 'Nichts in diesem Zeitraum.',
  step: 'Schrittweise durch: {{title}}',
  described: {
    most: '{{label}}: höchstens {{most}} ({{at}}).',
    range: '{{title}}, {{from}} bis {{to}}.',
    series: '{{label}}: insgesamt {{whole}}, höchstens {{most}} ({{at}}).',
  },
} satisfies Translated<typeof en>;
