import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { Access, CurrentSite } from '../../access/access.decorator';
import { type Call, CurrentCall } from '../../access/call';
import type { Site } from '../../domain/actor';
import type { Page } from '../../platform/http/pages';
import type { Plain } from '../../platform/http/plain';
import { ApiProblems } from '../../platform/http/problem.dto';
import { AddPolicy } from './add-policy';
import { ChangePolicy } from './change-policy';
import { ListPolicies } from './list-policies';
import { AddPolicyDto, ChangePolicyDto, PolicyListView, PolicyView } from './policy.dto';
import { RemovePolicy } from './remove-policy';

@ApiTags('Policies')
@ApiParam({ name: 'site', example: 'demo' })
@Controller('v1/sites/:site/policies')
export class PoliciesController {
  constructor(
    private readonly listPolicies: ListPolicies,
    private readonly addPolicy: AddPolicy,
    private readonly changePolicy: ChangePolicy,
    private readonly removePolicy: RemovePolicy,
  ) {}

  @Get()
  @Access('review.read')
  @ApiOperation({ summary: 'The reasons a decision can name', description: 'In the order of their digits; those that are switched off come last.' })
  @ApiOkResponse({ type: PolicyListView })
  @ApiProblems()
  list(@CurrentSite() site: Site): Promise<Page<Plain<PolicyView>>> {
    return this.listPolicies.execute({ site });
  }

  @Post()
  @Access('policies.manage')
  @ApiOperation({ summary: 'Add a policy' })
  @ApiCreatedResponse({ type: PolicyView })
  @ApiProblems('already_exists', 'not_possible')
  add(@CurrentCall() call: Call, @CurrentSite() site: Site, @Body() body: AddPolicyDto): Promise<Plain<PolicyView>> {
    return this.addPolicy.execute(call, site, body);
  }

  @Patch(':id')
  @Access('policies.manage')
  @ApiOperation({ summary: 'Change, move, or switch a policy off' })
  @ApiOkResponse({ type: PolicyView })
  @ApiProblems('not_possible')
  change(@CurrentCall() call: Call, @CurrentSite() site: Site, @Param('id') id: string, @Body() body: ChangePolicyDto): Promise<Plain<PolicyView>> {
    return this.changePolicy.execute(call, site, id, body);
  }

  @Delete(':id')
  @HttpCode(204)
  @Access('policies.manage')
  @ApiOperation({ summary: 'Remove a policy that no decision ever named' })
  @ApiNoContentResponse()
  @ApiProblems('not_possible')
  remove(@CurrentCall() call: Call, @CurrentSite() site: Site, @Param('id') id: string): Promise<void> {
    return this.removePolicy.execute(call, site, id);
  }
}
