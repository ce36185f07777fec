import { Injectable } from '@nestjs/common';
import type { Site } from '../../domain/actor';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { RuleBrakeStore } from '../../store/rule-brake.store';
import { toBrakeView } from './brake.view';

const SHOWN_MS = 30 * 86_400_000;
const MOST = 200;

/** Brakes and alarms of the last month, and those that are still on; newest first. */
@Injectable()
export class ListBrakes {
  constructor(
    private readonly work: UnitOfWork,
    private readonly brakes: RuleBrakeStore,
  ) {}

  async execute({ id }: Site, now = new Date()): Promise<{ items: ReturnType<typeof toBrakeView>[] }> {
    const rows = await this.brakes.lately(this.work.reads, id, new Date(now.getTime() - SHOWN_MS), MOST);
    return { items: rows.map((row) => toBrakeView(row, now)) };
  }
}
