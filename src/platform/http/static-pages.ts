import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { notBuiltPage, problemsPage, welcomePage } from './static-texts';

/** Names with a content hash never change; everything else is asked about again. */
const FOREVER = 'public, max-age=31536000, immutable';
const ASK_AGAIN = 'no-cache';
const FIVE_MINUTES = 'public, max-age=300, stale-while-revalidate=86400';

/** A file right in its folder. */
const PLAIN_NAME = /^[\w-]+\.[a-z0-9]+$/;

interface Folders {
  readonly console: string;
  readonly embed: string;
}

/**
 * The pages that people open in a browser: `/` with the addresses, `/console/` (the desk, with its own paths),
 * `/demo` (an article with the comment box), `/embed.js`, `/notice/SITE/COMMENT` (notice of illegal content), and `/docs/problems` (every error code explained).
 * All of them are public and say nothing about any site.
 */
export async function setUpStaticPages(app: NestFastifyApplication): Promise<void> {
  const root = projectRoot();
  const folders: Folders = { console: join(root, 'console/dist'), embed: join(root, 'embed/dist') };
  await app.register(fastifyStatic, { root: folders.console, serve: false, cacheControl: false, preCompressed: true });
  const fastify: FastifyInstance = app.getHttpAdapter().getInstance();
  serveTexts(fastify);
  serveConsole(fastify, folders.console);
  serveNotices(fastify, folders.console);
  serveEmbed(fastify, folders.embed);
}

function serveTexts(fastify: FastifyInstance): void {
  fastify.get('/', (_request, reply) => html(reply, welcomePage()));
  fastify.get('/docs/problems', (_request, reply) => html(reply, problemsPage()));
}

function serveConsole(fastify: FastifyInstance, folder: string): void {
  fastify.get('/console', (_request, reply) => reply.redirect('/console/', 302));
  fastify.get<{ Params: { '*': string } }>('/console/*', (request, reply) => {
    const path = request.params['*'];
    // A hashed file that is gone must be a 404, not the page: a browser would take HTML for a script.
    if (path.startsWith('assets/')) return file(reply, { folder, path, cache: FOREVER });
    const isFile = PLAIN_NAME.test(path) && existsSync(join(folder, path));
    return file(reply, { folder, path: isFile ? path : 'index.html', cache: ASK_AGAIN });
  });
}

/** Readers' pages of the console's build: its forms and words, without a session. */
function serveNotices(fastify: FastifyInstance, folder: string): void {
  fastify.get('/notice/*', (_request, reply) => file(reply, { folder, path: 'index.html', cache: ASK_AGAIN }));
}

function serveEmbed(fastify: FastifyInstance, folder: string): void {
  fastify.get('/embed.js', (_request, reply) => {
    // News sites load it from their own pages, some with `crossorigin`.
    void reply.header('access-control-allow-origin', '*');
    return file(reply, { folder, path: 'embed.js', cache: FIVE_MINUTES });
  });
  fastify.get('/demo', (_request, reply) => file(reply, { folder, path: 'demo/index.html', cache: ASK_AGAIN }));
  fastify.get('/demo/', (_request, reply) => reply.redirect('/demo', 302));
  fastify.get<{ Params: { name: string } }>('/demo/:name', ({ params: { name } }, reply) => {
    if (!PLAIN_NAME.test(name)) {
      reply.callNotFound();
      return reply;
    }
    return file(reply, { folder, path: `demo/${name}`, cache: ASK_AGAIN });
  });
}

interface SentFile {
  readonly folder: string;
  readonly path: string;
  readonly cache: string;
}

function file(reply: FastifyReply, { folder, path, cache }: SentFile): FastifyReply {
  if (!existsSync(folder)) return html(reply.status(503), notBuiltPage());
  if (existsSync(join(folder, path))) void reply.header('cache-control', cache);
  // Guards against paths that leave the folder, answers conditional requests, and calls the 404 handler.
  return reply.sendFile(path, folder);
}

function html(reply: FastifyReply, text: string): FastifyReply {
  return reply.header('content-type', 'text/html; charset=utf-8').header('cache-control', ASK_AGAIN).send(text);
}

/** The folder with `console/` and `embed/`, from the sources as well as from the build in `dist/`. */
function projectRoot(): string {
  for (let folder = __dirname; folder !== dirname(folder); folder = dirname(folder)) {
    if (existsSync(join(folder, 'console/package.json'))) return folder;
  }
  return resolve('.');
}
