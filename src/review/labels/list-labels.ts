import { Injectable } from '@nestjs/common';
import { invalidField } from '../../domain/errors';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { decodeCursor, isUuid, page, type Page } from '../../platform/http/pages';
import type { Plain } from '../../platform/http/plain';
import { LabelStore } from '../../store/label.store';
import type { DeskLook } from '../desk-call';
import { labelView, type LabelView, type ListLabelsQuery } from './label.dto';

/** Labels in force, newest first. */
@Injectable()
export class ListLabels {
  constructor(
    private readonly work: UnitOfWork,
    private readonly labels: LabelStore,
  ) {}

  async execute({ entity, subject, label, cursor, limit }: ListLabelsQuery, { site, now }: DeskLook): Promise<Page<Plain<LabelView>>> {
    const after = cursor === undefined ? null : idIn(cursor);
    const rows = await this.labels.list(this.work.reads, site.id, { entity: entity ?? null, subject: subject ?? null, name: label ?? null, now, after, limit: limit + 1 });
    return page(rows, limit, labelView, ({ id }) => [id]);
  }
}

function idIn(cursor: string): string {
  const [id] = decodeCursor(cursor, 1);
  if (!isUuid(id)) throw invalidField('?cursor', 'This is not a cursor of this list.');
  return id;
}
