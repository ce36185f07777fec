import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { Readiness } from '../health/readiness';

/** Tells `/readyz` whether the database answers and has the schema that this version expects. */
@Injectable()
export class DatabaseReadiness implements OnModuleInit {
  private migrated = false;

  constructor(
    private readonly readiness: Readiness,
    @InjectDataSource() private readonly dataSource: DataSource,
  ) {}

  onModuleInit(): void {
    this.readiness.register('database', async () => { await this.dataSource.query('SELECT 1'); });
    this.readiness.register('migrations', async () => {
      // A schema that was complete once stays complete while this process lives.
      this.migrated ||= !(await this.dataSource.showMigrations());
      if (!this.migrated) throw new Error('migrations are missing');
    });
  }
}
