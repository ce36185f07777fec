// Clients as they come from npm, unmodified, each in a process of its own: `node scoring-clients.cjs <client> <url> <key>` prints what they returned as JSON.

const INSULT = 'You are a stupid idiot and nobody should listen to you.';
const caught = (promise, pick) => promise.then(() => 'it was taken', pick);

const CLIENTS = {
  /** Google's own, built from our discovery document. */
  async googleapis(url, key) {
    const { google } = require('googleapis');
    const { comments } = await google.discoverAPI(`${url}/$discovery/rest?version=v1alpha1`);
    const comment = { text: INSULT };
    const analyze = (more, withKey = key) => comments.analyze({ key: withKey, resource: { comment, requestedAttributes: { TOXICITY: {} }, ...more } });
    const failure = ({ status, code, message, response }) => ({ status: status ?? Number(code), message, body: response?.data });
    return {
      analyzed: (await analyze({ spanAnnotations: true, clientToken: 't' })).data,
      suggested: (await comments.suggestscore({ key, resource: { comment, attributeScores: { TOXICITY: { summaryScore: { value: 1 } } }, clientToken: 't' } })).data,
      unknown: await caught(analyze({ requestedAttributes: { FLIRTATION: {} } }), failure),
      wrongKey: await caught(analyze({}, 'wrong'), failure),
      noKey: await caught(analyze({}, ''), failure),
    };
  },

  /** Its address is written into it: only the axios that it uses is told to go elsewhere. */
  async 'perspective-api-client'(url, key) {
    const Perspective = require('perspective-api-client');
    const axios = require(require.resolve('axios', { paths: [require.resolve('perspective-api-client')] }));
    axios.interceptors.request.use((config) => ({ ...config, url: config.url.replace('https://commentanalyzer.googleapis.com', url) }));
    const client = new Perspective({ apiKey: key });
    return {
      analyzed: await client.analyze(INSULT),
      several: await client.analyze({ comment: { text: INSULT }, requestedAttributes: { INSULT: {}, THREAT: { scoreThreshold: 0.99 } } }, { doNotStore: true }),
      unknown: await caught(client.analyze(INSULT, { attributes: ['flirtation'] }), ({ name, message }) => ({ name, message })),
      wrongKey: await caught(new Perspective({ apiKey: 'wrong' }).analyze(INSULT), ({ name, message }) => ({ name, message })),
    };
  },

  async openai(url, key) {
    const { OpenAI } = require('openai');
    const { moderations } = new OpenAI({ apiKey: key, baseURL: `${url}/v1`, maxRetries: 0 });
    const failure = ({ constructor, status, code, param, type }) => ({ name: constructor.name, status, code, param, type });
    return {
      one: await moderations.create({ input: INSULT }),
      several: await moderations.create({ model: 'omni-moderation-latest', input: [INSULT, 'Thank you for this article.'] }),
      parts: await moderations.create({ input: [{ type: 'text', text: INSULT }, { type: 'image_url', image_url: { url: 'https://news.example/a.png' } }] }),
      empty: await caught(moderations.create({ input: [] }), failure),
      wrongKey: await caught(new OpenAI({ apiKey: 'wrong', baseURL: `${url}/v1`, maxRetries: 0 }).moderations.create({ input: 'a' }), failure),
    };
  },
};

const [, , client, url, key] = process.argv;
CLIENTS[client](url, key).then(
  (result) => { process.stdout.write(JSON.stringify(result)); },
  (error) => { console.error(error); process.exitCode = 1; },
);
