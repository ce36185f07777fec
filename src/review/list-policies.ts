import { Injectable } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { UnitOfWork } from '../platform/database/unit-of-work';
import type { Page } from '../platform/http/pages';
import { PolicyStore } from '../store/policy.store';
import type { DeskLook } from './desk-call';
import type { Plain } from '../platform/http/plain';

export class PolicyView {
  @ApiProperty({ example: 'spam', description: 'The reason code of a decision.' }) id!: string;
  @ApiProperty({ example: 'Spam' }) title!: string;
  @ApiProperty({ minimum: 1, description: 'The digit that picks it at the desk, for the first nine.' }) position!: number;
}

export class PolicyListView {
  @ApiProperty({ type: [PolicyView] }) items!: PolicyView[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

@Injectable()
export class ListPolicies {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly policies: PolicyStore,
  ) {}

  async execute({ site }: DeskLook): Promise<Page<Plain<PolicyView>>> {
    const rows = await this.policies.list(this.unitOfWork.reads, site.id);
    return { items: rows.map(({ id, title, position }) => ({ id, title, position })), nextCursor: null };
  }
}
