import { Module } from '@nestjs/common';
import { ListTexts } from '../draft/list-texts';
import { OpenDrafts } from '../draft/open-draft';
import { ShadowRecords } from '../versions/shadow-records';
import { RuleWorkshop } from './rule-workshop';

/** What the corners of this room share: threads for work on rule sets, the working copy, and the door for statistics. */
@Module({ providers: [RuleWorkshop, ListTexts, OpenDrafts, ShadowRecords], exports: [RuleWorkshop, OpenDrafts, ShadowRecords] })
export class WorkshopModule {}
