// Sends Weir's statements of reasons to the Commission's Transparency Database, each once: run it as often as you like.
//
//   WEIR_URL=https://weir.example WEIR_SITE=demo WEIR_KEY=weir_sk_… DSA_TOKEN=… node docs/examples/send-statements.mjs
//
// The key has the scope `admin`. DSA_URL is the database's own address unless set otherwise; try it on its sandbox first.
const { WEIR_URL, WEIR_SITE, WEIR_KEY, DSA_TOKEN, DSA_URL = 'https://transparency.dsa.ec.europa.eu' } = process.env;
const headers = { authorization: `Bearer ${DSA_TOKEN}`, accept: 'application/json', 'content-type': 'application/json' };

const post = (path, body) => fetch(`${DSA_URL}/api/v1/${path}`, { method: 'POST', headers, body: JSON.stringify(body) });

/** What no batch can mend: a wrong token, a database that is away. */
async function refused(answer) {
  return new Error(`The database answered ${answer.status}: ${(await answer.text()).slice(0, 500)}`);
}

/** A batch is taken as a whole or not at all: one statement that is there already refuses the other ninety-nine, which then go one by one. */
async function sendBatch({ statements }) {
  const answer = await post('statements', { statements });
  if (answer.status === 201) return { sent: statements.length, known: 0 };
  if (answer.status !== 422) throw await refused(answer);
  const done = { sent: 0, known: 0 };
  for (const statement of statements) done[(await isThere(statement.puid)) ? 'known' : await sendOne(statement)] += 1;
  return done;
}

async function isThere(puid) {
  const answer = await fetch(`${DSA_URL}/api/v1/statement/existing-puid/${puid}`, { headers, redirect: 'manual' });
  if (answer.status !== 302 && answer.status !== 404) throw await refused(answer);
  return answer.status === 302;
}

async function sendOne(statement) {
  const answer = await post('statement', statement);
  if (answer.status !== 201) throw await refused(answer);
  return 'sent';
}

const file = await fetch(`${WEIR_URL}/v1/sites/${WEIR_SITE}/law/statements/transparency-database/batches`, { headers: { authorization: `Bearer ${WEIR_KEY}` } });
if (!file.ok) throw new Error(`Weir answered ${file.status}: ${await file.text()}`);
const total = { sent: 0, known: 0 };
for (const line of (await file.text()).split('\n').filter((each) => each !== '')) {
  const { sent, known } = await sendBatch(JSON.parse(line));
  total.sent += sent;
  total.known += known;
}
console.log(`sent ${total.sent}, known already ${total.known}`);
