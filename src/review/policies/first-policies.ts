/** Reasons to reject by digit, that every site begins with. */
export const FIRST_POLICIES: readonly (readonly [id: string, title: string, titles: Readonly<Record<string, string>>])[] = [
  ['spam', 'Spam', { de: 'Werbung', es: 'Publicidad no deseada', fr: 'Publicité indésirable' }],
  ['scam', 'Scam', { de: 'Betrug', es: 'Estafa', fr: 'Arnaque' }],
  ['off-topic', 'Off topic', { de: 'Gehört nicht zum Thema', es: 'Fuera de tema', fr: 'Hors sujet' }],
  ['abuse', 'Abuse', { de: 'Beleidigung', es: 'Insultos', fr: 'Insultes' }],
  ['hate', 'Hate', { de: 'Hass', es: 'Odio', fr: 'Haine' }],
  ['threat', 'Threat', { de: 'Drohung', es: 'Amenaza', fr: 'Menace' }],
  ['privacy', 'Private data', { de: 'Private Angaben', es: 'Datos privados', fr: 'Données privées' }],
  ['misinformation', 'Misinformation', { de: 'Falsche Behauptungen', es: 'Información falsa', fr: 'Fausses informations' }],
  ['other', 'Other', { de: 'Anderer Grund', es: 'Otro motivo', fr: 'Autre motif' }],
];

/** What an author can be written from the first day. */
export const FIRST_TEMPLATES: readonly (readonly [lang: string, name: string, body: string])[] = [
  ['en', 'Not published', 'We did not publish your comment (“{{comment}}”). Reason: {{policy}}. You are welcome to write again.'],
  ['de', 'Nicht veröffentlicht', 'Wir haben Ihren Kommentar nicht veröffentlicht („{{comment}}“). Grund: {{policy}}. Schreiben Sie gern noch einmal.'],
  ['es', 'No publicado', 'No hemos publicado su comentario («{{comment}}»). Motivo: {{policy}}. Puede escribir de nuevo cuando quiera.'],
  ['fr', 'Non publié', 'Nous n’avons pas publié votre commentaire (« {{comment}} »). Motif : {{policy}}. Vous pouvez écrire à nouveau.'],
];
