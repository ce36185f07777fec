import fastify from 'fastify';
import { Pool } from 'pg';
import { v7 } from 'uuid';
import { GroupCommit } from '../../src/platform/group-commit';

// The peer that shows what the framework, the key, the rules and the wider tables cost: a bare route and the same group commit.

interface Job {
  readonly article: string;
  readonly author: string;
  readonly body: string;
}

const pool = new Pool({ connectionString: process.env['DATABASE_URL'], max: 16 });

async function store(jobs: readonly Job[]): Promise<readonly string[]> {
  const client = await pool.connect();
  try {
    const ids = jobs.map(() => v7());
    await client.query('BEGIN');
    await client.query({ name: 'c', text: `INSERT INTO bare_comment SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[])`, values: [ids, jobs.map(({ article }) => article), jobs.map(({ author }) => author)] });
    await client.query({ name: 'r', text: `INSERT INTO bare_revision SELECT * FROM unnest($1::uuid[], $2::text[])`, values: [ids, jobs.map(({ body }) => body)] });
    await client.query({ name: 'e', text: `INSERT INTO bare_evaluation SELECT * FROM unnest($1::uuid[], $2::jsonb[])`, values: [ids, jobs.map(() => '{"action":"publish"}')] });
    await client.query('COMMIT');
    return ids;
  } finally {
    client.release();
  }
}

async function main(): Promise<void> {
  await pool.query('CREATE TABLE IF NOT EXISTS bare_comment (id uuid PRIMARY KEY, article text, author text)');
  await pool.query('CREATE TABLE IF NOT EXISTS bare_revision (id uuid PRIMARY KEY, body text)');
  await pool.query('CREATE TABLE IF NOT EXISTS bare_evaluation (id uuid PRIMARY KEY, verdict jsonb)');
  const commits = new GroupCommit<Job, string>(store);
  const server = fastify();
  server.post<{ Body: Job }>('/comments', async (request, reply) => reply.status(201).send({ id: await commits.add(request.body) }));
  await server.listen({ port: Number(process.env['PORT']), host: '127.0.0.1' });
  console.log('ready');
}

void main();
