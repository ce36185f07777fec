import { Injectable } from '@nestjs/common';
import { packedRuleSet, type PackedRuleSet } from '../workshop/packed-rule-set';
import { starterPack } from './starter-pack';

/** The starter pack as it is stored for a site. */
export interface PackedStarter extends PackedRuleSet {
  readonly name: string;
  readonly version: number;
  readonly yaml: string;
}

/** The pack that ships with this service, read once. */
@Injectable()
export class StarterPacks {
  private packed: Promise<PackedStarter> | null = null;

  current(): Promise<PackedStarter> {
    this.packed ??= pack();
    return this.packed;
  }
}

async function pack(): Promise<PackedStarter> {
  const { document, name, version, yaml } = await starterPack();
  return { ...packedRuleSet(document), name, version, yaml };
}
