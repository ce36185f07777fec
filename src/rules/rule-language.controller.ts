import { Controller, Get, Header } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Public } from '../access/access.decorator';
import { ApiProblems } from '../platform/http/problem.dto';
import { editorSchema } from './editor-schema';

@ApiTags('Rules')
@Controller('v1/rule-language')
export class RuleLanguageController {
  @Get('schema')
  @Public()
  @Header('cache-control', 'public, max-age=300')
  @ApiOperation({ summary: 'JSON Schema of the rule language', description: 'What an editor completes and checks while somebody writes.' })
  @ApiOkResponse({ schema: { type: 'object', additionalProperties: true } })
  @ApiProblems()
  schema(): Readonly<Record<string, unknown>> {
    return editorSchema();
  }
}
