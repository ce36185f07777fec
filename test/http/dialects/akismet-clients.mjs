// Three clients of Akismet's API as npm has them, against the service of a test. Each finds it in its own way: by a base URL, or by a host
// whose first label is the key; names below weir.test lead to this machine. Prints what the clients said, as JSON.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const dns = require('node:dns');
const lookup = dns.lookup;
dns.lookup = (name, options, callback) => lookup(String(name).endsWith('weir.test') ? '127.0.0.1' : name, options, callback);

const { port, key, wrongKey, remarks } = JSON.parse(process.argv[2]);
const cedx = await import('@cedx/akismet');
const { AkismetClient } = require('akismet-api');
const plain = require('akismet');

const BLOG = 'https://news.example';
const promised = (call) => new Promise((resolve, reject) => call((error, value) => (error ? reject(error) : resolve(value))));
const failure = (work) => work.then(() => null, (error) => String(error.message));

async function byCedx() {
  const blog = new cedx.Blog({ charset: 'UTF-8', languages: ['en', 'de'], url: BLOG });
  const client = new cedx.Client(key, blog, { baseUrl: `http://127.0.0.1:${port}` });
  const author = (more = {}) => new cedx.Author({ ipAddress: '203.0.113.9', name: 'Ana', email: 'ana@reader.example', userAgent: 'Mozilla/5.0', ...more });
  const comment = (content) => new cedx.Comment({ author: author(), content, context: ['port', 'ships'], date: new Date(), permalink: `${BLOG}/harbour`, type: 'comment' });
  return {
    verified: await client.verifyKey(),
    wrong: await new cedx.Client(wrongKey, blog, { baseUrl: `http://127.0.0.1:${port}` }).verifyKey(),
    ham: await client.checkComment(comment(`${remarks.ham} cedx`)),
    held: await client.checkComment(comment(`${remarks.held} cedx`)),
    spam: await client.checkComment(comment(`${remarks.spam} cedx`)),
    pervasive: await client.checkComment(comment(`${remarks.discarded} cedx`)),
    submitSpam: await failure(client.submitSpam(comment(`${remarks.ham} cedx`))),
    submitHam: await failure(client.submitHam(comment(`${remarks.spam} cedx`))),
  };
}

async function byAkismetApi() {
  const options = { blog: BLOG, host: `weir.test:${port}`, protocol: 'http' };
  const client = new AkismetClient({ ...options, key });
  const wrong = new AkismetClient({ ...options, key: wrongKey });
  const comment = (content) => ({ ip: '203.0.113.9', useragent: 'Mozilla/5.0', content, name: 'Ben', email: 'ben@reader.example', permalink: `${BLOG}/harbour`, honeypot: '' });
  return {
    verified: await client.verifyKey(),
    wrong: await wrong.verifyKey(),
    ham: await client.checkSpam(comment(`${remarks.ham} api`)),
    held: await client.checkSpam(comment(`${remarks.held} api`)),
    spam: await client.checkSpam(comment(`${remarks.spam} api`)),
    wrongCheck: await failure(wrong.checkSpam(comment(remarks.ham))),
    submitSpam: (await client.submitSpam(comment(`${remarks.ham} api`))).text,
    submitHam: (await client.submitHam(comment(`${remarks.spam} api`))).text,
  };
}

async function byAkismet() {
  const client = plain.client({ blog: BLOG, apiKey: key, host: 'weir.test', port });
  const comment = (content) => ({ user_ip: '203.0.113.9', comment_author: 'Cem', comment_author_email: 'cem@reader.example', permalink: `${BLOG}/harbour`, comment_content: content });
  return {
    verified: await promised((done) => client.verifyKey(done)),
    wrong: await promised((done) => plain.client({ blog: BLOG, apiKey: wrongKey, host: 'weir.test', port }).verifyKey(done)),
    ham: await promised((done) => client.checkComment(comment(`${remarks.ham} plain`), done)),
    spam: await promised((done) => client.checkSpam(comment(`${remarks.spam} plain`), done)),
    submitSpam: await promised((done) => client.submitSpam(comment(`${remarks.ham} plain`), (error) => done(error, 'thanked'))),
    submitHam: await promised((done) => client.submitHam(comment(`${remarks.spam} plain`), (error) => done(error, 'thanked'))),
  };
}

process.stdout.write(JSON.stringify({ cedx: await byCedx(), akismetApi: await byAkismetApi(), akismet: await byAkismet(), results: cedx.CheckResult }));
