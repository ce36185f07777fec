import { Injectable } from '@nestjs/common';
import type { Site } from '../../domain/actor';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { Page } from '../../platform/http/pages';
import type { Plain } from '../../platform/http/plain';
import { TemplateStore } from '../../store/template.store';
import { type ListTemplatesQuery, templateView, type TemplateView } from './template.dto';

/** The site's message templates, by name. */
@Injectable()
export class ListTemplates {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly templates: TemplateStore,
  ) {}

  async execute({ id }: Site, { lang, policy }: ListTemplatesQuery): Promise<Page<Plain<TemplateView>>> {
    const rows = await this.templates.list(this.unitOfWork.reads, id, { lang: lang ?? null, policyId: policy ?? null });
    return { items: rows.map(templateView), nextCursor: null };
  }
}
