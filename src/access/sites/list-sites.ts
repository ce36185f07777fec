import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { page, type Page } from '../../platform/http/pages';
import { SiteStore } from '../../store/site.store';
import { type PageQuery, textAfter } from '../page-query';
import type { Plain } from '../../platform/http/plain';
import { type SiteView, toSiteView } from './site.dto';

/** All sites by slug, a page at a time. */
@Injectable()
export class ListSites {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly sites: SiteStore,
  ) {}

  async execute(query: PageQuery): Promise<Page<Plain<SiteView>>> {
    const found = await this.sites.list(this.unitOfWork.reads, textAfter(query, ''), query.limit);
    return page(found, query.limit, toSiteView, ({ site }) => [site.slug]);
  }
}
