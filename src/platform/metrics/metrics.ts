import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

/** One registry per process. Labels are few and low in cardinality: never an id, never a slug, never a text. */
export const registry = new Registry();
collectDefaultMetrics({ register: registry, prefix: 'weir_' });

const registers = [registry];

export const metrics = {
  httpSeconds: new Histogram({ name: 'weir_http_request_seconds', help: 'Duration of requests by route and status', labelNames: ['method', 'route', 'status'], buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5], registers }),
  commentsJudged: new Counter({ name: 'weir_comments_judged_total', help: 'Comments judged, by event and verdict', labelNames: ['event', 'action'], registers }),
  judgeSeconds: new Histogram({ name: 'weir_judge_seconds', help: 'Time the engine took for one comment', buckets: [0.00002, 0.00005, 0.0001, 0.00025, 0.001, 0.005, 0.05], registers }),
  batchSize: new Histogram({ name: 'weir_intake_batch_size', help: 'Comments per group commit', buckets: [1, 2, 4, 8, 16, 32, 64], registers }),
  decisions: new Counter({ name: 'weir_decisions_total', help: 'Human decisions', labelNames: ['action'], registers }),
  webhookAttempts: new Counter({ name: 'weir_webhook_attempts_total', help: 'Webhook attempts by outcome', labelNames: ['outcome'], registers }),
  outboxAge: new Gauge({ name: 'weir_outbox_oldest_seconds', help: 'Age of the oldest due message that has not been sent', registers }),
  ruleBrakes: new Counter({ name: 'weir_rule_brakes_total', help: 'Brakes and alarms put on rules, by kind', labelNames: ['kind'], registers }),
  sealedAnew: new Counter({ name: 'weir_sealed_anew_total', help: 'Stored secrets sealed anew because WEIR_SECRET changed', registers }),
  openStreams: new Gauge({ name: 'weir_open_streams', help: 'Clients of the live stream', registers }),
  engineErrors: new Counter({ name: 'weir_engine_errors_total', help: 'Comments held because judging failed', registers }),
};
