import { build } from './build.mjs';
import { install } from './install.mjs';
import { StepFailed } from './step.mjs';

/** Leaves a folder in which the service can start: dependencies as locked, everything built from the present sources. */
export async function prepare() {
  await install();
  await build();
}

/** The end of a start that could not be prepared: what happened and what to do, no stack trace. */
export function reportAndExit(error) {
  if (!(error instanceof StepFailed)) throw error;
  console.error(`\n${error.output}\n\n${error.message}\n${error.advice}`);
  process.exit(1);
}
