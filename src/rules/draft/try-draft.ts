import { Injectable } from '@nestjs/common';
import type { Site } from '../../domain/actor';
import { problem } from '../../domain/errors';
import { Vocabularies } from '../../evaluate/evidence/vocabularies';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { RuleSetStore } from '../../store/rule-set.store';
import { RuleWorkshop } from '../workshop/rule-workshop';
import type { Source } from '../workshop/source';
import type { TriedComment, TriedVerdict, WrongField } from '../workshop/try-task';
import { OpenDrafts } from './open-draft';
import { writtenIn } from './save-draft';
import type { TriedCommentDto, TriedView, TryRuleSetDto, TryRuleSetView } from './try.dto';

/** Verdicts of the draft, of the running rules, or of a text not saved yet, on made-up comments. Nothing is stored. */
@Injectable()
export class TryDraft {
  constructor(
    private readonly work: UnitOfWork,
    private readonly open: OpenDrafts,
    private readonly ruleSets: RuleSetStore,
    private readonly workshop: RuleWorkshop,
    private readonly vocabularies: Vocabularies,
  ) {}

  async execute(site: Site, dto: TryRuleSetDto): Promise<TryRuleSetView> {
    const source = await this.sourceOf(site, dto);
    const comments = dto.comments.map((comment) => triedComment(comment, site));
    const outcome = await this.workshop.run('attempt', { source, comments, learned: await this.vocabularies.words(site.id), now: new Date().toISOString() });
    if ('problems' in outcome) throw problem('rule_set_refused', { detail: 'These rules have errors, so they cannot be tried.', extra: { problems: outcome.problems } });
    if ('wrong' in outcome) throw problem('invalid', { errors: outcome.wrong.map((wrong) => fieldProblem(wrong, dto)) });
    return { items: outcome.verdicts.map(triedView), tookUs: outcome.verdicts.reduce((sum, { tookUs }) => sum + tookUs, 0) };
  }

  private async sourceOf(site: Site, dto: TryRuleSetDto): Promise<Source> {
    const { reads } = this.work;
    if (dto.yaml !== undefined || dto.document !== undefined) return this.open.source(reads, site, writtenIn(dto));
    if (dto.against !== 'running') return this.open.source(reads, site, { yaml: (await this.open.of(reads, site)).yaml });
    const running = await this.ruleSets.runningCompact(reads, site.id);
    if (!running) throw problem('not_found', 'This site has no rules yet.');
    return this.open.source(reads, site, { document: running.document });
  }
}

function triedComment({ body, format = 'text', title, event = 'create', author = {}, fields = {} }: TriedCommentDto, site: Site): TriedComment {
  const ofAuthor = Object.fromEntries(Object.entries(author).map(([key, value]) => [`author.${key}`, value]));
  return { body, format, event, fields: { 'site.id': site.slug, ...ofAuthor, ...fields }, ...(title === undefined ? {} : { title }) };
}

function fieldProblem({ index, key, message }: WrongField, { comments }: TryRuleSetDto): { pointer: string; detail: string } {
  const short = key.replace(/^author\./, '');
  const isAuthor = key !== short && Object.hasOwn(comments[index]?.author ?? {}, short);
  const escaped = (isAuthor ? short : key).replaceAll('~', '~0').replaceAll('/', '~1');
  return { pointer: `/comments/${String(index)}/${isAuthor ? 'author' : 'fields'}/${escaped}`, detail: message };
}

function triedView({ action, reason, primaryRule, policy, score, tookUs, hits, errors }: TriedVerdict): TriedView {
  return {
    verdict: {
      action, reason, primaryRule, policy, tookUs,
      score: score.total / 100,
      hits: hits.map((hit) => ({
        rule: hit.rule, mode: hit.mode, action: hit.action, reason: hit.reason, policy: hit.policy,
        score: hit.score / 100,
        spans: hit.spans,
        facts: hit.facts,
        ...(hit.suppressedBy === undefined ? {} : { suppressedBy: hit.suppressedBy }),
      })),
      errors: errors.map(({ rule, detail }) => ({ rule, detail })),
    },
  };
}
