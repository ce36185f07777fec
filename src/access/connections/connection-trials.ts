import { Injectable } from '@nestjs/common';
import type { Site } from '../../domain/actor';
import type { Dialect } from '../../domain/dialects';
import type { Connection } from '../../store/connection.store';

export interface TrialStep {
  readonly name: string;
  readonly isOk: boolean;
  /** A sentence for the person who set the connection up. */
  readonly detail: string;
}

/** Tries what a connection would do, and changes nothing. */
export type ConnectionTrial = (site: Site, connection: Connection) => Promise<readonly TrialStep[]>;

/** Where a dialect says how its connections are tried: access knows the connections, intake what they are for. */
@Injectable()
export class ConnectionTrials {
  private readonly trials = new Map<Dialect, ConnectionTrial>();

  register(dialect: Dialect, trial: ConnectionTrial): void {
    this.trials.set(dialect, trial);
  }

  /** Nothing for a dialect that has registered no trial. */
  async run(site: Site, connection: Connection): Promise<readonly TrialStep[]> {
    return (await this.trials.get(connection.dialect)?.(site, connection)) ?? [];
  }
}
