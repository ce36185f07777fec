import { Injectable } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import type { Site } from '../domain/actor';
import { problem } from '../domain/errors';
import type { CommentId } from '../domain/ids';
import { ExplainSignals } from '../evaluate/signals/explain-signals';
import { UnitOfWork } from '../platform/database/unit-of-work';
import type { Page } from '../platform/http/pages';
import { CommentStore } from '../store/comment.store';

export class SignalTokenView {
  @ApiProperty({ example: 'my page', description: 'A word, two in a row, two with one between (`a _ b`), or a linked domain.' }) text!: string;
  @ApiProperty({ minimum: 0, maximum: 1, description: 'Near 1: it stood in what was rejected; near 0: in what was approved.' }) value!: number;
}

export class SignalSpanView {
  @ApiProperty() start!: number;
  @ApiProperty({ description: 'Not included.' }) end!: number;
}

export class SignalView {
  @ApiProperty({ example: 'bayes_spam' }) name!: string;
  @ApiProperty({ example: '7', description: 'The version of the model.' }) version!: string;
  @ApiProperty({ minimum: 0, maximum: 1, description: 'A rank. Of toxicity it is as probable as it says only on a site whose own decisions it is calibrated on.' }) score!: number;
  @ApiProperty({ type: [SignalTokenView] }) tokens!: SignalTokenView[];
  @ApiProperty({ type: [SignalSpanView], nullable: true, description: 'Where in the body the words stand that weigh most, in UTF-16 units; null for a signal about the whole.' }) spans!: SignalSpanView[] | null;
}

export class SignalListView {
  @ApiProperty({ type: [SignalView] }) items!: SignalView[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

/** What learned models make of a comment's present text. */
@Injectable()
export class ExplainComment {
  constructor(
    private readonly work: UnitOfWork,
    private readonly comments: CommentStore,
    private readonly explain: ExplainSignals,
  ) {}

  async execute(site: Site, id: CommentId): Promise<Page<SignalView>> {
    const comment = await this.comments.find(this.work.reads, site.id, id);
    if (!comment) throw problem('not_found');
    const items = (await this.explain.execute(site.id, comment)).map(({ tokens, spans, ...signal }) => ({ ...signal, tokens: [...tokens], spans: spans === null ? null : [...spans] }));
    return { items, nextCursor: null };
  }
}
