import { Injectable } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import type { Site } from '../../domain/actor';
import { problem } from '../../domain/errors';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { Plain } from '../../platform/http/plain';
import { RuleListStore } from '../../store/rule-list.store';
import { type RuleStarterRow, RuleStarterStore } from '../../store/rule-starter.store';
import { DraftView } from '../draft/draft.dto';
import { draftView } from '../draft/draft.view';
import { draftMoved, KeepDraft } from '../draft/keep-draft';
import { type OpenDraft, OpenDrafts } from '../draft/open-draft';
import { readable } from '../draft/save-draft';
import type { RuleCall } from '../rule-call';
import type { MergedItem } from '../workshop/merge-task';
import { RuleWorkshop } from '../workshop/rule-workshop';
import type { ReadOutcome } from '../workshop/source';
import { type PackedStarter, StarterPacks } from './starter-packs';

export class StarterNameView {
  @ApiProperty({ example: 'news-site' }) name!: string;
  @ApiProperty() version!: number;
}

export class StarterItemView {
  @ApiProperty({ enum: ['rules', 'lists'] }) part!: string;
  @ApiProperty() id!: string;
  @ApiProperty({ enum: ['added', 'removed', 'changed'], description: 'What the pack did.' }) change!: string;
  @ApiProperty({ enum: ['taken', 'merged', 'conflict'], description: '`taken`: untouched here. `merged`: both changed, in different places. `conflict`: both changed the same; yours stays.' }) outcome!: string;
  @ApiProperty({ type: [String], description: 'Keys, or terms of a list, on which the two disagree; none when one side removed what the other changed.' }) conflicts!: readonly string[];
}

export class StarterView {
  @ApiProperty({ type: StarterNameView, description: 'The pack that ships with this service.' }) pack!: StarterNameView;
  @ApiProperty({ type: StarterNameView, nullable: true, description: 'The pack that the draft goes back to; null when it was not begun from one.' }) taken!: StarterNameView | null;
  @ApiProperty({ description: 'Whether the draft has everything of the pack, or has been asked.' }) isCurrent!: boolean;
  @ApiProperty({ type: [StarterItemView], description: 'What an update would bring, or has brought.' }) items!: readonly StarterItemView[];
}

export class UpdatedStarterView extends StarterView {
  @ApiProperty({ type: DraftView }) draft!: DraftView;
}

interface Merged {
  readonly draft: OpenDraft;
  readonly pack: PackedStarter;
  readonly taken: RuleStarterRow | null;
  readonly isCurrent: boolean;
  readonly items: readonly MergedItem[];
  readonly next: ReadOutcome | null;
}

/** Brings what is new in the starter pack into the draft, three ways: nothing that the site changed is lost. */
@Injectable()
export class UpdateStarter {
  constructor(
    private readonly work: UnitOfWork,
    private readonly packs: StarterPacks,
    private readonly starters: RuleStarterStore,
    private readonly lists: RuleListStore,
    private readonly open: OpenDrafts,
    private readonly workshop: RuleWorkshop,
    private readonly keep: KeepDraft,
  ) {}

  /** What an update would bring. */
  async preview(site: Site): Promise<StarterView> {
    return starterView(await this.merged(site));
  }

  async execute({ call, site }: RuleCall, version: number): Promise<UpdatedStarterView> {
    const merged = await this.merged(site);
    if (merged.draft.version !== version) throw draftMoved(merged.draft);
    if (merged.isCurrent) throw problem('not_possible', 'The draft has this version of the starter pack already.');
    const { pack } = merged;
    await this.work.run(async (tx) => {
      const now = new Date();
      await this.lists.keep(tx, site.id, pack.newLists, now);
      await this.starters.keep(tx, site.id, pack, now);
    });
    const next = merged.next ?? (await this.workshop.run('read', await this.open.source(this.work.reads, site, { yaml: merged.draft.yaml })));
    const draft = await this.keep.execute(call, site, { version, draft: readable(next), starter: pack.hash, what: { starter: { name: pack.name, version: pack.version } } });
    return { ...starterView({ ...merged, taken: { ...pack, document: null }, isCurrent: true }), draft: draftView(draft) };
  }

  private async merged(site: Site): Promise<Merged> {
    const { reads } = this.work;
    const [draft, pack] = await Promise.all([this.open.of(reads, site), this.packs.current()]);
    const taken = draft.starter === null ? null : await this.starters.find(reads, site.id, draft.starter);
    if (taken?.hash === pack.hash) return { draft, pack, taken, isCurrent: true, items: [], next: null };
    const stored = await this.lists.texts(reads, site.id, [...draft.lists, ...(taken?.lists ?? [])]);
    const lists = [...stored, ...pack.newLists.map(({ hash, entries }) => [hash, entries] as const)];
    const { items, draft: next } = await this.workshop.run('merge', { yaml: draft.yaml, mine: draft.document, base: taken?.document ?? {}, theirs: JSON.parse(pack.document) as unknown, lists });
    return { draft, pack, taken, isCurrent: false, items, next };
  }
}

function starterView({ pack, taken, isCurrent, items }: Merged): Plain<StarterView> {
  return { pack: nameOf(pack), taken: taken && nameOf(taken), isCurrent, items };
}

function nameOf({ name, version }: StarterNameView): StarterNameView {
  return { name, version };
}
