import { Injectable } from '@nestjs/common';
import type { Site } from '../domain/actor';
import type { Tx } from '../platform/database/unit-of-work';
import type { Call } from './call';

/** What a room gives every new site, in the transaction that makes it; `call` is who makes it. */
export type NewSiteStep = (tx: Tx, site: Site, call: Call) => Promise<void>;

/** Rooms register here what a new site needs of them, so that a site is complete from its first moment or not there. */
@Injectable()
export class NewSiteSteps {
  private readonly steps = new Map<string, NewSiteStep>();

  /** To be called while the service starts; the name keeps one room from registering twice. */
  register(name: string, step: NewSiteStep): void {
    if (this.steps.has(name)) throw new Error(`There are two steps for new sites named ${name}`);
    this.steps.set(name, step);
  }

  /** Runs every step, in the order of registration. */
  async run(tx: Tx, site: Site, call: Call): Promise<void> {
    for (const step of this.steps.values()) await step(tx, site, call);
  }
}
