import { spawn } from 'node:child_process';
import { root } from './paths.mjs';

const KEPT_LINES = 40;

/** A program that a step needs has failed; `output` is the end of what it said. */
export class StepFailed extends Error {
  constructor(message, output, advice) {
    super(message);
    this.output = output;
    this.advice = advice;
  }
}

/** Runs work that may take long and says so once it has taken a second. */
export async function step(title, work) {
  const began = Date.now();
  const seconds = () => `${Math.round((Date.now() - began) / 1000)} s`;
  let said = false;
  const tell = () => {
    if (process.stdout.isTTY) process.stdout.write(`\r${title} … ${seconds()} `);
    else if (!said) console.log(`${title} …`);
    said = true;
  };
  const ticker = setInterval(tell, 1000);
  try {
    return await work();
  } finally {
    clearInterval(ticker);
    if (said) console.log(`${process.stdout.isTTY ? '\r' : ''}${title} … ${seconds()}`);
  }
}

/** Resolves with the program's output, or throws StepFailed with its last lines. */
export function run(command, args, { env = process.env, advice = '' } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
    const failed = (reason) => reject(new StepFailed(`${reason}: ${[command, ...args].join(' ')}`, lastLines(output), advice));
    child.on('error', (error) => failed(error.message));
    child.on('close', (code, signal) => (code === 0 ? resolve(output) : failed(signal ?? `exit code ${code}`)));
  });
}

/** npm as the caller runs it, also where no `npm` stands in the PATH. */
export function npm(args, options) {
  const script = process.env.npm_execpath;
  if (script?.endsWith('.js')) return run(process.execPath, [script, ...args], options);
  return run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, options);
}

function lastLines(text) {
  return text.trimEnd().split('\n').slice(-KEPT_LINES).join('\n');
}
