import { Module } from '@nestjs/common';
import { AddPolicy } from './add-policy';
import { ChangePolicy } from './change-policy';
import { ListPolicies } from './list-policies';
import { PoliciesController } from './policies.controller';
import { RemovePolicy } from './remove-policy';

/** Why a comment may be restricted. */
@Module({
  controllers: [PoliciesController],
  providers: [AddPolicy, ChangePolicy, ListPolicies, RemovePolicy],
})
export class PoliciesModule {}
