import { Module } from '@nestjs/common';
import { EvaluateModule } from '../../evaluate/evaluate.module';
import { UndoController } from './undo.controller';
import { UndoRule } from './undo-rule';

/** Everything a rule did, taken back. */
@Module({ imports: [EvaluateModule], controllers: [UndoController], providers: [UndoRule] })
export class UndoModule {}
