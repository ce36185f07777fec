/** A WordPress export as its exporter writes it, made up: four comments that differ in what became of them, and a pingback. */
export function wordpressFile({ version = '1.2', comments = WORDPRESS_COMMENTS }: { readonly version?: string; readonly comments?: string } = {}): string {
  return `<?xml version="1.0" encoding="UTF-8" ?>
<!-- generated for a test -->
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/${version}/">
<channel>
  <title>The Harbour Post</title>
  <wp:wxr_version>${version}</wp:wxr_version>
  <item>
    <title>The ferry timetable changes</title>
    <link>https://harbour.example/ferry/</link>
    <wp:post_id>17</wp:post_id>
    <wp:post_date_gmt>2019-03-01 08:00:00</wp:post_date_gmt>
    <wp:comment_status>closed</wp:comment_status>
    <wp:post_type>post</wp:post_type>
    <category domain="category" nicename="local"><![CDATA[Local]]></category>
    <category domain="post_tag" nicename="ferry"><![CDATA[ferry]]></category>
    ${comments}
  </item>
</channel>
</rss>
`;
}

export function wordpressComment({ id, text, approved = '1', parent = '0', more = '' }: { readonly id: number | string; readonly text: string; readonly approved?: string; readonly parent?: string; readonly more?: string }): string {
  return `<wp:comment>
      <wp:comment_id>${String(id)}</wp:comment_id>
      <wp:comment_author><![CDATA[Ida]]></wp:comment_author>
      <wp:comment_author_email>Ida@Mail.example</wp:comment_author_email>
      <wp:comment_author_url></wp:comment_author_url>
      <wp:comment_author_IP>203.0.113.7</wp:comment_author_IP>
      <wp:comment_date>2019-03-02 11:00:00</wp:comment_date>
      <wp:comment_date_gmt>2019-03-02 10:00:00</wp:comment_date_gmt>
      <wp:comment_content>${text}</wp:comment_content>
      <wp:comment_approved>${approved}</wp:comment_approved>
      <wp:comment_type></wp:comment_type>
      <wp:comment_parent>${parent}</wp:comment_parent>
      <wp:comment_user_id>0</wp:comment_user_id>
      ${more}
    </wp:comment>`;
}

const WORDPRESS_COMMENTS = [
  wordpressComment({ id: 101, text: '<![CDATA[The six o’clock boat was <em>always</em> full.]]>' }),
  wordpressComment({ id: 102, text: '<![CDATA[Then they should run two.]]>', parent: '101', more: '' }),
  wordpressComment({ id: 103, text: '<![CDATA[Is there one on Sundays?]]>', approved: '0' }),
  wordpressComment({
    id: 104, text: '<![CDATA[cheap watches at my page]]>', approved: 'trash',
    more: '<wp:commentmeta><wp:meta_key>akismet_history</wp:meta_key><wp:meta_value><![CDATA[a:3:{s:4:"time";d:1551600000.5;s:5:"event";s:11:"report-spam";s:4:"user";s:5:"editor";}]]></wp:meta_value></wp:commentmeta>',
  }),
  '<wp:comment><wp:comment_id>105</wp:comment_id><wp:comment_type>pingback</wp:comment_type><wp:comment_content>[...]</wp:comment_content></wp:comment>',
].join('\n    ');

export const DISQUS_FILE = `<?xml version="1.0" encoding="utf-8"?>
<disqus xmlns="http://disqus.com" xmlns:dsq="http://disqus.com/disqus-internals">
  <category dsq:id="9"><forum>harbour</forum><title>General</title></category>
  <thread dsq:id="20"><id>ferry-2013</id><forum>harbour</forum><link>https://harbour.example/ferry</link><title>The old ferry</title><createdAt>2013-05-01T06:00:00Z</createdAt><isClosed>true</isClosed><isDeleted>false</isDeleted></thread>
  <post dsq:id="32"><id/><message><![CDATA[<p>So do I, every day.</p>]]></message><createdAt>2013-05-02T08:00:00Z</createdAt><isDeleted>false</isDeleted><isSpam>false</isSpam><author><name>Olaf</name><isAnonymous>false</isAnonymous><username>olaf7</username></author><thread dsq:id="20"/><parent dsq:id="31"/></post>
  <post dsq:id="31"><id/><message><![CDATA[<p>I miss her horn.</p>]]></message><createdAt>2013-05-02T07:00:00Z</createdAt><isDeleted>false</isDeleted><isSpam>false</isSpam><author><email>una@mail.example</email><name>Una</name><isAnonymous>true</isAnonymous></author><ipAddress>203.0.113.8</ipAddress><thread dsq:id="20"/></post>
  <post dsq:id="33"><id/><message><![CDATA[<p>best casino here</p>]]></message><createdAt>2013-05-03T07:00:00Z</createdAt><isDeleted>true</isDeleted><isSpam>true</isSpam><author><name>win</name><isAnonymous>true</isAnonymous></author><thread dsq:id="20"/></post>
  <post dsq:id="34"><id/><message><![CDATA[<p>Whose thread is this?</p>]]></message><createdAt>2013-05-03T09:00:00Z</createdAt><isDeleted>false</isDeleted><isSpam>false</isSpam><author><name>lost</name><isAnonymous>true</isAnonymous></author><thread dsq:id="99"/></post>
</disqus>
`;

const lines = (...values: readonly object[]): string => values.map((value) => `${JSON.stringify(value)}\n`).join('');

export const REMARK42_FILE = lines(
  { version: 1, users: [], posts: [{ url: 'https://harbour.example/a', read_only: true }] },
  { id: 'r1', pid: '', text: '<p>rendered</p>\n', orig: 'A *fine* morning', user: { name: 'Bea', id: 'github_1', picture: '', admin: false, ip: 'ab12' }, locator: { site: 'h', url: 'https://harbour.example/a' }, score: 0, vote: 0, time: '2020-06-01T09:00:00.123456+02:00', title: 'Morning' },
  { id: 'r2', pid: 'r1', text: '', user: { name: 'deleted', id: 'deleted', picture: '', admin: false }, locator: { site: 'h', url: 'https://harbour.example/a' }, score: 0, vote: 0, time: '2020-06-01T09:05:00+02:00', delete: true },
  { id: 'r3', pid: 'r1', text: '<p>Indeed</p>', user: { name: 'Cid', id: 'anonymous_2', picture: '', admin: false }, locator: { site: 'h', url: 'https://harbour.example/a' }, score: 0, vote: 0, time: '2020-06-01T09:06:00+02:00' },
);

/** As Isso's own converters write it: the comments of a thread may stand before its id, and ids count within a thread. */
export const ISSO_FILE = JSON.stringify([
  { comments: [{ id: 0, author: 'Eva', email: 'eva@mail.example', website: '', remote_addr: '0.0.0.0', created: '2015-02-24 04:03:37', text: 'Gulls again.' }, { id: 1, parent: 0, author: 'Finn', email: '', remote_addr: '203.0.113.9', created: '2015-02-24 05:00:00', text: 'And again.' }], id: '/gulls/', title: 'Gulls' },
  { id: '/seals/', title: 'Seals', comments: [{ id: 0, author: 'Eva', email: 'eva@mail.example', remote_addr: '0.0.0.0', created: '2015-03-01 04:03:37', text: 'Seals too!' }, { id: 1, author: 'x', text: 'when?', created: 'yesterday' }] },
]);

export const COMMENTO_FILE = JSON.stringify({
  version: 1,
  comments: [
    { commentHex: 'c1', domain: 'harbour.example', url: '/pier', commenterHex: 'h1', markdown: 'The pier is open.', html: '', parentHex: 'root', score: 1, state: 'approved', creationDate: '2021-03-12T11:21:56Z', direction: 0, deleted: false },
    { commentHex: 'c2', domain: 'harbour.example', url: '/pier', commenterHex: 'anonymous', markdown: 'Since when?', html: '', parentHex: 'c1', score: 0, state: 'unapproved', creationDate: '2021-03-12T12:21:56.123456Z', direction: 0, deleted: false },
    { commentHex: 'c3', domain: 'harbour.example', url: '/pier', commenterHex: 'h1', markdown: '[deleted]', html: '', parentHex: 'c1', score: 0, state: 'approved', creationDate: '2021-03-12T13:21:56Z', direction: 0, deleted: true },
  ],
  commenters: [{ commenterHex: 'h1', email: 'gus@mail.example', name: 'Gus', link: '', photo: '', provider: 'sso', joinDate: '2021-01-01T00:00:00Z', isModerator: false }],
});
