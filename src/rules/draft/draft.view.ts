import type { DraftView } from './draft.dto';
import type { OpenDraft } from './open-draft';

export function draftView({ document, yaml, basedOn, isChanged, version, updatedAt, updatedBy }: OpenDraft): DraftView {
  return { document: document as Record<string, unknown>, yaml, basedOn, isChanged, version, updatedAt: updatedAt?.toISOString() ?? null, updatedBy };
}
