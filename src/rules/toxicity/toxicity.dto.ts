import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsInt, IsObject, Matches, Max, MaxLength, Min, ValidateNested } from 'class-validator';
import { TextField } from '../../access/text-field';
import { TOXICITY_LABELS, type ToxicityLabel } from '../../engine/signals/toxicity/labels';
import type { Plain } from '../../platform/http/plain';
import { IsLeftOutOr } from '../../platform/http/validators';
import { HOSTED_PROTOCOLS, type HostedProtocol, type ToxicitySettingRow } from '../../store/toxicity-setting.store';
import type { SiteCalibration } from '../../evaluate/signals/toxicity/calibration-data';

const KINDS = ['linear', ...HOSTED_PROTOCOLS] as const;
export const MOST_TERMS = 500;
const LONGEST_TERM = 40;
/** A comment waits at most so long for somebody else's model. */
const LONGEST_WAIT_MS = 2_000;
const ONE_WORD = /^[\p{L}\p{M}\p{N}]+$/u;

export class ToxicityProviderDto {
  @ApiProperty({ enum: KINDS, description: '`linear`: the model in the service. `perspective`, `openai`: a hosted model that speaks that protocol; when it fails, the linear one speaks.' })
  @IsIn(KINDS)
  kind!: (typeof KINDS)[number];

  @TextField({ max: 2_000, isOptional: true, example: 'https://models.example/v1/moderations', description: 'Where the hosted model is asked.' })
  @IsLeftOutOr()
  url?: string;

  @TextField({ max: 100, isOptional: true, example: 'omni-moderation-latest', description: 'What the protocol calls the model.' })
  @IsLeftOutOr()
  model?: string;

  @ApiPropertyOptional({ type: 'integer', minimum: 20, maximum: LONGEST_WAIT_MS, default: 500, description: 'Milliseconds a comment may wait for it.' })
  @Max(LONGEST_WAIT_MS)
  @Min(20)
  @IsInt()
  @IsLeftOutOr()
  timeoutMs?: number;

  @TextField({ max: 500, isOptional: true, description: 'Its key. Left out: the one that is there stays, if the URL stays.' })
  @IsLeftOutOr()
  key?: string;
}

export class IdentityTermsDto {
  @ApiPropertyOptional({ type: [String], maxItems: MOST_TERMS, example: ['lowlander', 'lowlanders'], description: 'Words that are neutral here beside the shipped ones; each one word, plurals by themselves.' })
  @Matches(ONE_WORD, { each: true, message: 'each of $property must be one word of letters' })
  @MaxLength(LONGEST_TERM, { each: true })
  @ArrayMaxSize(MOST_TERMS)
  @IsArray()
  @IsLeftOutOr()
  added?: string[];

  @ApiPropertyOptional({ type: [String], maxItems: MOST_TERMS, example: ['straight'], description: 'Shipped words that are not neutral here.' })
  @Matches(ONE_WORD, { each: true, message: 'each of $property must be one word of letters' })
  @MaxLength(LONGEST_TERM, { each: true })
  @ArrayMaxSize(MOST_TERMS)
  @IsArray()
  @IsLeftOutOr()
  removed?: string[];
}

export class ChangeToxicityDto {
  @ApiPropertyOptional({ type: ToxicityProviderDto })
  @ValidateNested()
  @IsObject()
  @Type(() => ToxicityProviderDto)
  @IsLeftOutOr()
  provider?: ToxicityProviderDto;

  @ApiPropertyOptional({ type: IdentityTermsDto })
  @ValidateNested()
  @IsObject()
  @Type(() => IdentityTermsDto)
  @IsLeftOutOr()
  identityTerms?: IdentityTermsDto;
}

export class ToxicityProviderView {
  @ApiProperty({ enum: KINDS }) kind!: 'linear' | HostedProtocol;
  @ApiProperty({ type: String, nullable: true }) url!: string | null;
  @ApiProperty({ type: String, nullable: true }) model!: string | null;
  @ApiProperty({ type: 'integer', nullable: true }) timeoutMs!: number | null;
  @ApiProperty({ description: 'Whether a key is kept. It is never shown.' }) hasKey!: boolean;
}

export class IdentityTermsView {
  @ApiProperty({ type: [String] }) added!: string[];
  @ApiProperty({ type: [String] }) removed!: string[];
  @ApiProperty({ type: [String], description: 'The shipped words.' }) shipped!: string[];
}

export class ToxicityCurveView {
  @ApiProperty({ enum: TOXICITY_LABELS }) label!: ToxicityLabel;
  @ApiProperty({ description: 'Decisions that say the label holds.' }) positives!: number;
  @ApiProperty({ description: 'Approvals.' }) negatives!: number;
  @ApiProperty({ description: 'How far score and share of rejections lay apart with the shipped curve, on average.' }) errorBefore!: number;
  @ApiProperty({ description: 'The same with the curve of this site, on decisions that it was not fitted to.' }) errorAfter!: number;
}

export class ToxicityCalibrationView {
  @ApiProperty({ type: 'integer' }) version!: number;
  @ApiProperty({ type: [ToxicityCurveView], description: 'Labels with a curve of their own; the others use the shipped one.' }) curves!: ToxicityCurveView[];
}

export class ToxicityView {
  @ApiProperty({ type: 'integer', description: '0 while nothing was ever changed.' }) version!: number;
  @ApiProperty({ example: 'linear-5d1e6a0c', description: 'The model in the service.' }) model!: string;
  @ApiProperty({ type: ToxicityProviderView }) provider!: ToxicityProviderView;
  @ApiProperty({ type: IdentityTermsView }) identityTerms!: IdentityTermsView;
  @ApiProperty({ type: ToxicityCalibrationView, nullable: true, description: 'Fitted to decisions of this site; null while there are fewer than fifty of each kind.' }) calibration!: ToxicityCalibrationView | null;
}

interface Shown {
  readonly row: ToxicitySettingRow;
  readonly model: string;
  readonly shipped: readonly string[];
  readonly calibration: { readonly version: number; readonly curves: SiteCalibration['curves'] } | null;
}

export function toToxicityView({ row, model, shipped, calibration }: Shown): Plain<ToxicityView> {
  const { provider, identityTerms } = row.settings;
  return {
    version: row.version,
    model,
    provider: provider.kind === 'linear' ? { kind: 'linear', url: null, model: null, timeoutMs: null, hasKey: false } : { kind: provider.kind, url: provider.url, model: provider.model, timeoutMs: provider.timeoutMs, hasKey: row.sealed_key !== null },
    identityTerms: { added: [...identityTerms.added], removed: [...identityTerms.removed], shipped: [...shipped] },
    calibration: calibration && {
      version: calibration.version,
      curves: TOXICITY_LABELS.flatMap((label) => {
        const curve = calibration.curves[label];
        return curve ? [{ label, positives: curve.positives, negatives: curve.negatives, errorBefore: curve.errorBefore, errorAfter: curve.errorAfter }] : [];
      }),
    },
  };
}
