import { Module } from '@nestjs/common';
import { ListTemplates } from '../templates/list-templates';
import { RemoveTemplate } from '../templates/remove-template';
import { RenderTemplate } from '../templates/render-template';
import { SaveTemplate } from '../templates/save-template';
import { TemplatesController } from '../templates/templates.controller';
import { AddPolicy } from './add-policy';
import { ChangePolicy } from './change-policy';
import { ListPolicies } from './list-policies';
import { PoliciesController } from './policies.controller';
import { RemovePolicy } from './remove-policy';

/** Why a comment may be restricted, and what its author is written. */
@Module({
  controllers: [PoliciesController, TemplatesController],
  providers: [AddPolicy, ChangePolicy, ListPolicies, RemovePolicy, ListTemplates, RemoveTemplate, RenderTemplate, SaveTemplate],
})
export class PoliciesModule {}
