import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { dirname, join } from 'node:path';

/** One figure with what it is held against. */
export interface Result {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly limit?: { readonly name: string; readonly value: number };
  readonly ratio?: number;
  readonly runs: readonly number[];
}

export type Conditions = Readonly<Record<string, string | number>>;

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

/** The value below which `share` of the sorted values lie. */
export function percentile(sorted: ArrayLike<number>, share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** A figure from its runs: the median. */
export function figure(name: string, unit: string, runs: readonly number[]): Result {
  return { name, unit, value: median(runs), runs };
}

/** How many times `peer` the figure is, run by run and as a median. */
export function versus(name: string, own: readonly number[], peer: { readonly name: string; readonly runs: readonly number[] }): Result {
  const runs = own.map((value, index) => value / (peer.runs[index] ?? Number.NaN));
  return { name, unit: 'ratio', value: median(runs), ratio: median(runs), limit: { name: peer.name, value: median(peer.runs) }, runs };
}

/** Says that the data is there, so that whoever shares the machine can leave it alone from now on. */
export function measuringNow(): void {
  console.log('the data is there; measuring now …');
}

export function machine(): Readonly<Record<string, string | number>> {
  return { cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length, memoryGb: Math.round(totalmem() / 1e9), node: process.version, platform: `${process.platform}-${process.arch}`, load1: Number(loadavg()[0]?.toFixed(2)) };
}

/** Prints the table and writes the JSON file. */
export function publish(results: readonly Result[], conditions: Conditions): void {
  const file = join(__dirname, 'results', 'latest.json');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify({ machine: machine(), conditions, results }, null, 2)}\n`);
  const width = Math.max(...results.map(({ name }) => name.length));
  for (const { name, value, unit, limit, runs } of results) {
    const beside = limit ? `  beside ${limit.name} ${round(limit.value)}` : '';
    console.log(`${name.padEnd(width)}  ${round(value).padStart(10)} ${unit}${beside}  [${runs.map(round).join(', ')}]`);
  }
  console.log(`\nmachine    ${JSON.stringify(machine())}\nconditions ${JSON.stringify(conditions)}\nwritten to bench/results/latest.json`);
}

function round(value: number): string {
  return value >= 100 ? value.toFixed(0) : value >= 1 ? value.toFixed(2) : value.toPrecision(3);
}
