import { type DynamicModule, Module } from '@nestjs/common';
import { AccessModule } from './access/access.module';
import { EvaluateModule } from './evaluate/evaluate.module';
import { IntakeModule } from './intake/intake.module';
import { LawModule } from './law/law.module';
import { NotifyModule } from './notify/notify.module';
import type { Config } from './platform/config/config';
import { ConfigModule } from './platform/config/config.module';
import { DatabaseModule } from './platform/database/database.module';
import { loggingModule } from './platform/logging/logging.module';
import { PlatformModule } from './platform/platform.module';
import { PrivacyModule } from './privacy/privacy.module';
import { ReviewModule } from './review/review.module';
import { RulesModule } from './rules/rules.module';
import { StoreModule } from './store/store.module';

export interface AppOptions {
  readonly config: Config;
  /** The WEIR_SECRET in force: configured, or generated in the data folder. */
  readonly secret: string;
  readonly databaseUrl: string;
}

/** The table of contents: a comment is taken in, evaluated, stored, maybe reviewed, and the site is notified. */
@Module({})
export class AppModule {
  static create({ config, secret, databaseUrl }: AppOptions): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.with(config, secret),
        loggingModule(config),
        DatabaseModule.connect(databaseUrl, config.databasePool),
        PlatformModule,
        StoreModule,
        AccessModule,
        IntakeModule,
        EvaluateModule,
        ReviewModule,
        NotifyModule,
        RulesModule,
        PrivacyModule,
        LawModule,
      ],
    };
  }
}
