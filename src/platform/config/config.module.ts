import { type DynamicModule, Global, Module } from '@nestjs/common';
import { Secrets } from '../crypto/secrets';
import type { Config } from './config';

/** Injection token of the frozen {@link Config}. */
export const CONFIG = Symbol('config');

@Global()
@Module({})
export class ConfigModule {
  static with(config: Config, secrets: Secrets): DynamicModule {
    return {
      module: ConfigModule,
      providers: [
        { provide: CONFIG, useValue: config },
        { provide: Secrets, useValue: secrets },
      ],
      exports: [CONFIG, Secrets],
    };
  }
}
