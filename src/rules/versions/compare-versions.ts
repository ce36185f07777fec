import { Injectable } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import type { Site } from '../../domain/actor';
import { problem } from '../../domain/errors';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { RuleListStore } from '../../store/rule-list.store';
import { RuleSetStore } from '../../store/rule-set.store';
import { OpenDrafts } from '../draft/open-draft';
import { textOf } from '../rule-set.view';
import type { DiffSide } from '../workshop/diff-task';
import { RuleWorkshop } from '../workshop/rule-workshop';
import { versionParam } from './list-versions';

const CHANGES = ['added', 'removed', 'changed'] as const;

export class RuleDifferenceView {
  @ApiProperty() id!: string;
  @ApiProperty({ enum: CHANGES }) change!: (typeof CHANGES)[number];
  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true }) before!: Readonly<Record<string, unknown>> | null;
  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true }) after!: Readonly<Record<string, unknown>> | null;
  @ApiProperty({ type: [String], description: 'Keys that differ.' }) fields!: readonly string[];
}

export class EntrySampleView {
  @ApiProperty({ type: [String] }) added!: readonly string[];
  @ApiProperty({ type: [String] }) removed!: readonly string[];
}

export class ListDifferenceView {
  @ApiProperty() id!: string;
  @ApiProperty({ enum: CHANGES }) change!: (typeof CHANGES)[number];
  @ApiProperty({ description: 'Entries that came.' }) added!: number;
  @ApiProperty({ description: 'Entries that went.' }) removed!: number;
  @ApiProperty({ description: 'Entries whose notes, exceptions or the like are others.' }) changed!: number;
  @ApiProperty({ type: [String], description: 'Keys of the list that differ.' }) fields!: readonly string[];
  @ApiProperty({ type: EntrySampleView, description: 'The first twenty terms of each.' }) sample!: EntrySampleView;
}

export class RuleSetDifferenceView {
  @ApiProperty({ example: '3' }) from!: string;
  @ApiProperty({ example: 'draft' }) to!: string;
  @ApiProperty({ type: [RuleDifferenceView] }) rules!: readonly RuleDifferenceView[];
  @ApiProperty({ type: [ListDifferenceView] }) lists!: readonly ListDifferenceView[];
  @ApiProperty({ description: 'Unified diff of the YAML; empty when the texts are equal.' }) text!: string;
}

type Side = DiffSide & { readonly lists: readonly string[] };

/** What differs between two versions, or a version and the draft: rule by rule, list by list, and as text. */
@Injectable()
export class CompareVersions {
  constructor(
    private readonly work: UnitOfWork,
    private readonly ruleSets: RuleSetStore,
    private readonly ruleLists: RuleListStore,
    private readonly open: OpenDrafts,
    private readonly workshop: RuleWorkshop,
  ) {}

  async execute(site: Site, from: string, to: string): Promise<RuleSetDifferenceView> {
    const [a, b] = await Promise.all([this.side(site, from), this.side(site, to)]);
    const unshared = [...a.lists.filter((hash) => !b.lists.includes(hash)), ...b.lists.filter((hash) => !a.lists.includes(hash))];
    const lists = [...(await this.ruleLists.texts(this.work.reads, site.id, unshared))];
    return { from, to, ...(await this.workshop.run('diff', { from: sideOf(a), to: sideOf(b), lists })) };
  }

  private async side(site: Site, name: string): Promise<Side> {
    if (name === 'draft') {
      const { yaml, document, lists } = await this.open.of(this.work.reads, site);
      return { name, yaml, document, lists };
    }
    const row = await this.ruleSets.find(this.work.reads, site.id, versionParam(name));
    if (!row) throw problem('not_found');
    return { name: `version ${name}`, yaml: textOf(row), document: row.document, lists: row.lists };
  }
}

function sideOf({ name, yaml, document }: Side): DiffSide {
  return { name, yaml, document };
}
