import { type DynamicModule, Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { dataSourceOptions } from './data-source';
import { DatabaseReadiness } from './database-readiness';
import { DatabaseAddress } from './own-connection';
import { UnitOfWork } from './unit-of-work';

@Global()
@Module({})
export class DatabaseModule {
  static connect(url: string, pool: number): DynamicModule {
    const options = dataSourceOptions({ url, pool });
    return {
      module: DatabaseModule,
      imports: [TypeOrmModule.forRoot({ ...options, autoLoadEntities: true, retryAttempts: 1 })],
      providers: [UnitOfWork, DatabaseReadiness, { provide: DatabaseAddress, useValue: new DatabaseAddress(url) }],
      exports: [UnitOfWork, DatabaseAddress],
    };
  }
}
