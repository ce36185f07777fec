import cluster, { type Worker } from 'node:cluster';
import { AggregatorRegistry } from 'prom-client';
import { registry } from './metrics';

interface Asked {
  readonly type: 'weir:metrics';
  readonly id: number;
}

interface Answered extends Asked {
  readonly text: string;
}

const ANSWER_WITHIN_MS = 6_000;
let asked = 0;

if (cluster.isWorker) {
  AggregatorRegistry.setRegistries(registry);
  // Its constructor is what makes this process answer when the others' sums are asked for.
  new AggregatorRegistry();
}

/** This process's metrics; where several processes serve one port, the sums over all of them, whichever is asked. */
export async function allMetrics(): Promise<string> {
  if (!cluster.isWorker) return registry.metrics();
  const id = ++asked;
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => { settle(); reject(new Error('the process that keeps the others did not answer')); }, ANSWER_WITHIN_MS);
    const hear = (message: unknown): void => {
      if (!isOurs(message) || message.id !== id || !('text' in message)) return;
      settle();
      resolve(String(message.text));
    };
    const settle = (): void => {
      clearTimeout(late);
      process.off('message', hear);
    };
    process.on('message', hear);
    process.send?.({ type: 'weir:metrics', id } satisfies Asked);
  });
}

/** In the process that keeps the others: answers what {@link allMetrics} asks. */
export function answerMetrics(): void {
  const sums = new AggregatorRegistry();
  cluster.on('message', (worker: Worker, message: unknown) => {
    if (!isOurs(message)) return;
    const { id } = message;
    sums.clusterMetrics().then(
      (text) => worker.send({ type: 'weir:metrics', id, text } satisfies Answered),
      // One that is just ending does not answer: the asking process hears nothing and says so.
      () => undefined,
    );
  });
}

function isOurs(message: unknown): message is Asked {
  return typeof message === 'object' && message !== null && (message as { type?: unknown }).type === 'weir:metrics';
}
