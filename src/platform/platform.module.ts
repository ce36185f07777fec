import { Global, Module } from '@nestjs/common';
import { Readiness } from './health/readiness';
import { OperationsController } from './http/operations.controller';

@Global()
@Module({ controllers: [OperationsController], providers: [Readiness], exports: [Readiness] })
export class PlatformModule {}
