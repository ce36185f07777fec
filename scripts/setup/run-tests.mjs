import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { at, root } from './paths.mjs';

/** These load the sources themselves; the others start the built service or open its pages. */
const FROM_SOURCES = ['unit', 'architecture', 'store', 'http', 'contract'];
const WORKSPACES = ['console', 'embed'];

export function needBuild(args) {
  const flag = args.indexOf('--selectProjects');
  if (flag === -1) return true;
  const selected = args.slice(flag + 1).filter((arg, index, rest) => !rest.slice(0, index + 1).some((before) => before.startsWith('-')));
  return !selected.every((name) => FROM_SOURCES.includes(name));
}

/** Runs Jest, and without arguments the workspaces' Vitest as well. A runner that breaks counts as one failure. */
export async function runTests(args) {
  const reports = mkdtempSync(join(tmpdir(), 'weir-reports-'));
  const database = await provideDatabase();
  // Everything: then spec files run in groups that load the service once. What is asked for by name runs by itself.
  const together = args.length === 0 ? { SPEC_FILES: 'together' } : {};
  const env = { ...process.env, ...together, TEST_DATABASE_URL: database.url };
  try {
    const totals = [await runJest(args, env, join(reports, 'jest.json'))];
    if (args.length === 0) for (const name of WORKSPACES.filter(hasTests)) totals.push(await runVitest(name, env, join(reports, `${name}.json`)));
    return { passed: sum(totals, 'passed'), failed: sum(totals, 'failed') };
  } finally {
    await database.stop();
    rmSync(reports, { recursive: true, force: true });
  }
}

async function provideDatabase() {
  const given = process.env.TEST_DATABASE_URL;
  if (given) return { url: given, stop: async () => undefined };
  const require = createRequire(import.meta.url);
  require('../typescript-hook.cjs');
  return require('../../test/support/test-server.ts').startTestServer();
}

async function runJest(args, env, report) {
  const code = await runProgram(process.execPath, [at('node_modules', 'jest', 'bin', 'jest.js'), '--json', '--outputFile', report, ...args], env);
  return readReport(report, code);
}

async function runVitest(name, env, report) {
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const vitest = [at(name, 'node_modules'), at('node_modules')].map((place) => join(place, 'vitest', 'vitest.mjs')).find(existsSync);
  const code = vitest === undefined ? 1 : await runProgram(process.execPath, [vitest, 'run', '--root', at(name), ...reporters], env);
  return readReport(report, code);
}

function hasTests(name) {
  return existsSync(at(name, 'package.json')) && JSON.parse(readFileSync(at(name, 'package.json'), 'utf8')).scripts?.test !== undefined;
}

/** Both runners write Jest's format. A file that could not even be loaded has no failed test in it, but is a failure. */
function readReport(path, code) {
  if (!existsSync(path)) return { passed: 0, failed: 1 };
  const report = JSON.parse(readFileSync(path, 'utf8'));
  const failed = report.numFailedTests + (report.numRuntimeErrorTestSuites ?? 0);
  return { passed: report.numPassedTests, failed: failed === 0 && code !== 0 ? 1 : failed };
}

/** Resolves to the exit code. Ctrl-C and `kill` end the runner, so that what follows can end the database. */
function runProgram(command, args, env) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, env, stdio: 'inherit' });
    const end = () => child.kill('SIGTERM');
    process.on('SIGINT', end).on('SIGTERM', end);
    child.on('error', (error) => {
      console.error(error.message);
      resolve(1);
    });
    child.on('exit', (code) => {
      process.off('SIGINT', end).off('SIGTERM', end);
      resolve(code ?? 1);
    });
  });
}

const sum = (totals, field) => totals.reduce((all, total) => all + total[field], 0);
