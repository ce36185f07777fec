export default {
  asTable: 'As a table',
  table: 'Table: {{title}}',
  hour: 'Hour',
  day: 'Day',
  whole: 'Whole time',
  unpin: 'let go',
  nothing: 'Nothing in this time.',
  step: 'Step through: {{title}}',
  described: {
    most: '{{label}}: at most {{most}} ({{at}}).',
    range: '{{title}}, {{from}} to {{to}}.',
    series: '{{label}}: {{whole}} in all, at most {{most}} ({{at}}).',
  },
} as const;
