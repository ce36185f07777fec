import { Injectable } from '@nestjs/common';
import { type Call, changeLine } from '../../access/call';
import { changesOf } from '../../access/changes';
import type { Site } from '../../domain/actor';
import { invalidField, problem } from '../../domain/errors';
import type { SiteId, TemplateId } from '../../domain/ids';
import { sqlState } from '../../platform/database/failures';
import { type Tx, UnitOfWork } from '../../platform/database/unit-of-work';
import type { Plain } from '../../platform/http/plain';
import { newId } from '../../platform/ids';
import { EventStore } from '../../store/event.store';
import { PolicyStore } from '../../store/policy.store';
import { type TemplateRow, TemplateStore } from '../../store/template.store';
import { PLACEHOLDERS, unknownPlaceholders } from './placeholders';
import { type AddTemplateDto, type ChangeTemplateDto, MOST_TEMPLATES, templateView, type TemplateView } from './template.dto';

const UNIQUE_VIOLATION = '23505';
const FOREIGN_KEY_VIOLATION = '23503';

/** Writes down what authors are told: a new template, or a change of one. Its placeholders are checked here, not when somebody needs it. */
@Injectable()
export class SaveTemplate {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly templates: TemplateStore,
    private readonly policies: PolicyStore,
    private readonly events: EventStore,
  ) {}

  add(call: Call, { id: siteId }: Site, { name, policyId = null, lang, body }: AddTemplateDto): Promise<Plain<TemplateView>> {
    return this.unitOfWork.run(async (tx) => {
      if ((await this.templates.count(tx, siteId)) >= MOST_TEMPLATES) throw problem('not_possible', `A site has at most ${String(MOST_TEMPLATES)} message templates.`);
      const now = new Date();
      const row: TemplateRow = { id: newId<TemplateId>(), name, policy_id: policyId, lang, body, created_at: now, updated_at: now };
      await this.check(tx, siteId, row);
      if (!(await this.templates.add(tx, siteId, row).catch(overtaken(row)))) throw taken(row);
      await this.events.append(tx, siteId, [changeLine(call, 'template.added', { templateId: row.id, name, lang, policyId }, now)]);
      return templateView(row);
    });
  }

  change(call: Call, { id: siteId }: Site, id: TemplateId, { name, policyId, lang, body }: ChangeTemplateDto): Promise<Plain<TemplateView>> {
    return this.unitOfWork.run(async (tx) => {
      const before = await this.templates.lock(tx, siteId, id);
      if (!before) throw problem('not_found');
      const after = { ...before, name: name ?? before.name, policy_id: policyId === undefined ? before.policy_id : policyId, lang: lang ?? before.lang, body: body ?? before.body, updated_at: new Date() };
      await this.check(tx, siteId, after);
      const owner = await this.templates.named(tx, siteId, after.name, after.lang);
      if (owner !== null && owner !== id) throw taken(after);
      await this.templates.save(tx, siteId, after).catch(overtaken(after));
      const changes = changesOf(templateView(before), templateView(after), ['name', 'lang', 'policyId', 'body']);
      if (Object.keys(changes).length > 0) await this.events.append(tx, siteId, [changeLine(call, 'template.changed', { templateId: id, name: after.name, lang: after.lang, changes }, after.updated_at)]);
      return templateView(after);
    });
  }

  private async check(tx: Tx, siteId: SiteId, { body, policy_id: policyId }: TemplateRow): Promise<void> {
    const unknown = unknownPlaceholders(body);
    if (unknown.length > 0) throw invalidField('/body', `Nobody can fill in ${unknown.slice(0, 5).join(', ')}. There are ${PLACEHOLDERS.map((name) => `{{${name}}}`).join(', ')}.`);
    if (policyId !== null && !(await this.policies.exists(tx, siteId, policyId))) throw noPolicy();
  }
}

/** Somebody took the name, or the policy away, between the look and the change. */
function overtaken(row: TemplateRow): (error: unknown) => never {
  return (error) => {
    const state = sqlState(error);
    throw state === UNIQUE_VIOLATION ? taken(row) : state === FOREIGN_KEY_VIOLATION ? noPolicy() : error;
  };
}

function noPolicy(): Error {
  return invalidField('/policyId', 'The site has no such policy in use.');
}

function taken({ name, lang }: TemplateRow): Error {
  return problem('already_exists', `There is a template “${name}” in this language (${lang}).`);
}
