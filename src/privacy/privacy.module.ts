import { Module } from '@nestjs/common';
import { EvaluateModule } from '../evaluate/evaluate.module';
import { JobsModule } from '../platform/jobs/jobs.module';
import { EraseAuthor } from './erase-author';
import { EraseComments } from './erase-comments';
import { ErasureRounds } from './erasure-rounds';
import { ErasuresController } from './erasures.controller';
import { ExpireData } from './expire-data';
import { ExportPerson } from './export-person';
import { PersonalDataController } from './personal-data.controller';
import { RequestErasure } from './request-erasure';
import { RetentionRounds } from './retention-rounds';
import { ShowErasures } from './show-erasures';

/** Wing D, whose words they are: what is stored about a person, how long, and how it goes. */
@Module({ imports: [EvaluateModule, JobsModule], controllers: [PersonalDataController, ErasuresController], providers: [RequestErasure, EraseAuthor, EraseComments, ErasureRounds, ShowErasures, ExportPerson, ExpireData, RetentionRounds] })
export class PrivacyModule {}
