import { Module } from '@nestjs/common';
import { ListReports } from './list-reports';
import { MuteReporter } from './mute-reporter';
import { Reporters } from './reporters';
import { ReportsController } from './reports.controller';
import { ShowReporter } from './show-reporter';

/** What readers report, as the desk sees it, and whom it listens to. */
@Module({ controllers: [ReportsController], providers: [ListReports, MuteReporter, Reporters, ShowReporter] })
export class ReportsModule {}
