import { Module } from '@nestjs/common';
import { EvaluateModule } from '../../evaluate/evaluate.module';
import { ModerateTexts } from './openai/moderate-texts';
import { OpenAiController } from './openai/openai.controller';
import { AnalyzeComment } from './perspective/analyze-comment';
import { AnalyzeDoor } from './perspective/analyze-door';
import { DescribeApi } from './perspective/describe-api';
import { PerspectiveController } from './perspective/perspective.controller';
import { SuggestScore } from './perspective/suggest-score';
import { ScoreText } from './score-text';
import { ScoringTrials } from './scoring-trials';
import { WarmUpScoring } from './warm-up-scoring';

/** Dialects that ask what a text scores, and hand in no comment: Perspective's and OpenAI's. */
@Module({ imports: [EvaluateModule], controllers: [PerspectiveController, OpenAiController], providers: [ScoreText, ScoringTrials, AnalyzeComment, AnalyzeDoor, SuggestScore, DescribeApi, ModerateTexts, WarmUpScoring] })
export class ScoringDialectsModule {}
