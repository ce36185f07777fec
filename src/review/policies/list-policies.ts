import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { Page } from '../../platform/http/pages';
import type { Plain } from '../../platform/http/plain';
import { PolicyStore } from '../../store/policy.store';
import type { DeskLook } from '../desk-call';
import { policyView, type PolicyView } from './policy.dto';

/** The reasons a decision can name, in the order of their digits, then those that are switched off. */
@Injectable()
export class ListPolicies {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly policies: PolicyStore,
  ) {}

  async execute({ site }: Pick<DeskLook, 'site'>): Promise<Page<Plain<PolicyView>>> {
    return { items: (await this.policies.list(this.unitOfWork.reads, site.id)).map(policyView), nextCursor: null };
  }
}
