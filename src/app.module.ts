import { type DynamicModule, Module } from '@nestjs/common';
import { AccessModule } from './access/access.module';
import { EvaluateModule } from './evaluate/evaluate.module';
import { IntakeModule } from './intake/intake.module';
import { LawModule } from './law/law.module';
import { NotifyModule } from './notify/notify.module';
import type { Config } from './platform/config/config';
import { ConfigModule } from './platform/config/config.module';
import type { Secrets } from './platform/crypto/secrets';
import { DatabaseModule } from './platform/database/database.module';
import { loggingModule } from './platform/logging/logging.module';
import { PlatformModule } from './platform/platform.module';
import { PrivacyModule } from './privacy/privacy.module';
import { ReviewModule } from './review/review.module';
import { RulesModule } from './rules/rules.module';
import { StoreModule } from './store/store.module';

export interface AppOptions {
  readonly config: Config;
  /** From the WEIR_SECRET in force, with what the database holds. */
  readonly secrets: Secrets;
  readonly databaseUrl: string;
}

/** The table of contents: a comment is taken in, evaluated, stored, maybe reviewed, and the site is notified. */
@Module({})
export class AppModule {
  static create({ config, secrets, databaseUrl }: AppOptions): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.with(config, secrets),
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
