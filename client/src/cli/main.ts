#!/usr/bin/env node
import { createReadStream, createWriteStream } from 'node:fs';
import { run } from './run.js';

const code = await run(process.argv.slice(2), {
  env: process.env,
  stdin: process.stdin,
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  open: (path) => (path === '-' ? process.stdin : createReadStream(path)),
  create: (path) => (path === null || path === '-' ? process.stdout : createWriteStream(path)),
});
process.exitCode = code;
