import { Injectable } from '@nestjs/common';
import { invalidField, problem } from '../../domain/errors';
import type { ItemId, TemplateId } from '../../domain/ids';
import { policyOf, policyTitle } from '../../domain/policy-title';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { Plain } from '../../platform/http/plain';
import { PolicyStore } from '../../store/policy.store';
import { ReviewPageStore } from '../../store/review-page.store';
import { TemplateStore } from '../../store/template.store';
import type { DeskLook } from '../desk-call';
import { QueueAccess } from '../queues/queue-access';
import { excerpt } from './excerpt';
import { asWords, fill } from './placeholders';
import type { RenderedView, RenderTemplateDto } from './template.dto';

/** The text of a template for one item: what is known is filled in, in the template's language; what is not is named. */
@Injectable()
export class RenderTemplate {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly templates: TemplateStore,
    private readonly policies: PolicyStore,
    private readonly pages: ReviewPageStore,
    private readonly access: QueueAccess,
  ) {}

  async execute(look: DeskLook, id: TemplateId, { itemId, policyId }: RenderTemplateDto): Promise<Plain<RenderedView>> {
    const { site } = look;
    const on = this.unitOfWork.reads;
    const template = await this.templates.find(on, site.id, id);
    if (!template) throw problem('not_found');
    const [item] = await this.pages.pages(on, site.id, [itemId as ItemId]);
    if (!item || (await this.access.closedTo(look, on)).includes(item.queue_id)) throw invalidField('/itemId', 'There is no such review item.');
    const code = policyId ?? template.policy_id ?? item.policy;
    const policy = code === null ? undefined : policyOf(await this.policies.list(on, site.id), code);
    if (policyId !== undefined && policy === undefined) throw invalidField('/policyId', 'The site has no such policy.');
    const words = (text: string | null): string | null => text && asWords(text);
    return fill(template.body, {
      author: words(item.author_name ?? item.record_name),
      comment: words(excerpt(item.body, item.format)),
      policy: words(policy === undefined ? null : policyTitle(policy, [template.lang])),
      article: words(item.article_title ?? item.article_url),
      site: words(site.name),
    });
  }
}
