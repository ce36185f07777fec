// Receives Weir's webhooks: verifies each one, takes each message once, and keeps only the newest state of a comment.
//
//   WEBHOOK_SECRET=whsec_… PORT=8080 node docs/examples/receive-webhook.mjs
//
// Needs the package `standardwebhooks`. Prints one line per message.
import { createServer } from 'node:http';
import { Webhook } from 'standardwebhooks';

const webhook = new Webhook(process.env.WEBHOOK_SECRET ?? '');
const LARGEST_BODY = 64 * 1024;

// In a real site both are tables: the first for a few days, the second beside the comments.
const seen = new Set();
const versions = new Map();

const server = createServer(async (request, response) => {
  const body = await read(request);
  let message;
  try {
    // The bytes as they came: parsing first and writing JSON again would change what was signed.
    message = webhook.verify(body, request.headers);
  } catch {
    response.writeHead(401).end();
    return;
  }
  const id = request.headers['webhook-id'];
  if (!seen.has(id)) {
    handle(message);
    seen.add(id);
  }
  response.writeHead(204).end();
});

/** Messages may overtake each other; a comment's version says which is newer. */
function handle({ type, data }) {
  const { comment } = data;
  if (comment === undefined) {
    console.log(type);
    return;
  }
  if ((versions.get(comment.id) ?? 0) > comment.version) return;
  versions.set(comment.id, comment.version);
  console.log(`${type}: ${comment.externalId ?? comment.id} is ${comment.status} (version ${comment.version})`);
}

async function read(request) {
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > LARGEST_BODY) request.destroy();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

server.listen(Number(process.env.PORT ?? 8080), '127.0.0.1', () => {
  console.log(`waiting at http://127.0.0.1:${server.address().port}/`);
});
