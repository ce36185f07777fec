import { Injectable } from '@nestjs/common';
import type { Site } from '../../domain/actor';
import { problem } from '../../domain/errors';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { Plain } from '../../platform/http/plain';
import { type Connection, ConnectionStore } from '../../store/connection.store';
import { ConnectionTrials, type TrialStep } from './connection-trials';
import type { ConnectionCallView, ConnectionTestView } from './connection.dto';
import { ListConnectionCalls } from './list-connection-calls';

const CALLS_SHOWN = 10;

/** Goes through what a connection needs, step by step, and shows its last calls. Changes nothing. */
@Injectable()
export class TestConnection {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly connections: ConnectionStore,
    private readonly trials: ConnectionTrials,
    private readonly calls: ListConnectionCalls,
  ) {}

  async execute(site: Site, connectionId: string): Promise<Plain<ConnectionTestView>> {
    const connection = await this.connections.find(this.unitOfWork.reads, site.id, connectionId);
    if (!connection) throw problem('not_found');
    const { items: calls } = await this.calls.execute(site, connectionId, CALLS_SHOWN);
    const steps = [switchedOn(connection), secret(connection), ...(await this.trials.run(site, connection)), lastCall(calls)];
    return { isOk: steps.every(({ isOk }) => isOk), steps: [...steps], calls };
  }
}

function switchedOn({ isEnabled, revokedAt }: Connection): TrialStep {
  const detail = revokedAt !== null ? 'The connection was removed.' : isEnabled ? 'The connection is switched on.' : 'The connection is switched off: its calls are refused.';
  return { name: 'enabled', isOk: isEnabled, detail };
}

function secret({ dialect, secretSince }: Connection): TrialStep {
  const missing = dialect === 'coral' ? 'Enter the signing secret that Coral shows beside the phase.' : 'The connection has no secret: make one.';
  return { name: 'secret', isOk: secretSince !== null, detail: secretSince === null ? missing : 'It has a secret.' };
}

function lastCall([last]: readonly Plain<ConnectionCallView>[]): TrialStep {
  if (!last) return { name: 'calls', isOk: false, detail: 'Nobody has called yet. Send a comment through the other software, then test again.' };
  const isOk = last.outcome !== 'refused' && last.status < 400;
  return { name: 'calls', isOk, detail: `The last call was ${last.operation}, answered ${last.outcome ?? String(last.status)}.` };
}
