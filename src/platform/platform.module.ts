import { Global, Module } from '@nestjs/common';
import { Readiness } from './health/readiness';
import { QuietLogger } from './logging/quiet-logger';
import { OperationsController } from './http/operations.controller';

@Global()
@Module({ controllers: [OperationsController], providers: [Readiness, QuietLogger], exports: [Readiness] })
export class PlatformModule {}
