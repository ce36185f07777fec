import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiHeader, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Access, CurrentActor, CurrentSite } from '../access/access.decorator';
import type { Actor, Site } from '../domain/actor';
import type { CommentId } from '../domain/ids';
import { Languages } from '../platform/http/accept-language';
import { etag, IfMatch } from '../platform/http/headers';
import { type Page, uuidParam } from '../platform/http/pages';
import { ApiProblems } from '../platform/http/problem.dto';
import { CheckComment, CheckView } from './check-comment';
import { CommentListView, CommentView } from './comment.view';
import { EditComment } from './edit-comment';
import { EditOwnComment } from './edit-own-comment';
import type { Sender } from './prepare-submission';
import { ReadComment } from './read-comment';
import { ReportComment, ReportCommentDto, ReportView } from './report-comment';
import { SearchComments, SearchCommentsQuery } from './search-comments';
import { CurrentSender } from './sender.decorator';
import { SubmitComment } from './submit-comment';
import { EditCommentDto, SubmitCommentDto } from './submit-comment.dto';
import { WithdrawComment } from './withdraw-comment';

@ApiTags('Comments')
@ApiParam({ name: 'site', example: 'demo' })
@Controller('v1/sites/:site')
export class CommentsController {
  constructor(
    private readonly submit: SubmitComment,
    private readonly checkOne: CheckComment,
    private readonly read: ReadComment,
    private readonly searchAll: SearchComments,
    private readonly edit: EditComment,
    private readonly editOwn: EditOwnComment,
    private readonly withdraw: WithdrawComment,
    private readonly report: ReportComment,
  ) {}

  @Post('comments')
  @Access('comments.write', { readers: true })
  @ApiOperation({ summary: 'Submit a comment', description: 'Judged and stored before the answer; 200 instead of 201 for a repeated external id.' })
  @ApiHeader({ name: 'idempotency-key', required: false, description: 'The same key and body give the first answer again, for 24 hours.' })
  @ApiCreatedResponse({ type: CommentView })
  @ApiOkResponse({ type: CommentView })
  @ApiProblems('external_id_taken', 'comments_closed', 'parent_not_published', 'nudge', 'idempotency_key_in_use', 'idempotency_key_reused', 'gone')
  async create(@Body() body: SubmitCommentDto, @CurrentSender() sender: Sender, @Res({ passthrough: true }) reply: FastifyReply): Promise<CommentView> {
    const { status, comment } = await this.submit.execute(body, sender);
    void reply.status(status).header('etag', etag(comment.version)).header('location', `/v1/sites/${sender.site.slug}/comments/${comment.id}`);
    return comment;
  }

  @Post('comments::check')
  @HttpCode(200)
  @Access('comments.check')
  @ApiOperation({ summary: 'Judge a comment without storing anything' })
  @ApiOkResponse({ type: CheckView })
  @ApiProblems('comments_closed', 'parent_not_published')
  check(@Body() body: SubmitCommentDto, @CurrentSender() sender: Sender): Promise<CheckView> {
    return this.checkOne.execute(body, sender);
  }

  @Get('comments')
  @Access('comments.read')
  @ApiOperation({ summary: 'Search comments, newest first' })
  @ApiOkResponse({ type: CommentListView })
  @ApiProblems()
  search(@Query() query: SearchCommentsQuery, @CurrentSite() site: Site, @CurrentActor() actor: Actor): Promise<Page<CommentView>> {
    return this.searchAll.execute(site, actor, query);
  }

  @Get('comments/:id')
  @Access('comments.read', { readers: true })
  @ApiOperation({ summary: 'One comment with its latest verdict and decision', description: 'For its author: what became of it, why, and whether they can appeal.' })
  @ApiOkResponse({ type: CommentView })
  @ApiProblems()
  async one(@Param('id') id: string, @CurrentSender() { site, actor }: Sender, @Languages() languages: readonly string[], @Res({ passthrough: true }) reply: FastifyReply): Promise<CommentView> {
    const comment = await this.read.execute(site, actor, uuidParam(id), languages);
    void reply.header('etag', etag(comment.version)).header('cache-control', 'private, no-cache').header('vary', 'Accept-Language, Origin');
    return comment;
  }

  @Patch('comments/:id')
  @Access('comments.write', { readers: true })
  @ApiOperation({ summary: 'Edit: a new revision, judged afresh', description: 'Readers change their own comments, for as long as `editSecondsLeft` says.' })
  @ApiHeader({ name: 'if-match', required: true, example: '"1"' })
  @ApiOkResponse({ type: CommentView })
  @ApiProblems('precondition_required', 'version_conflict', 'not_possible', 'edit_window_over', 'comments_closed')
  async change(@Param('id') id: string, @Body() dto: EditCommentDto, @IfMatch() version: number, @CurrentSender() sender: Sender): Promise<CommentView> {
    const edit = { id: uuidParam<CommentId>(id), dto, version };
    return sender.actor.kind === 'reader' ? this.editOwn.execute(edit, sender) : this.edit.execute(edit, sender);
  }

  @Delete('comments/:id')
  @HttpCode(204)
  @Access('comments.write', { readers: true })
  @ApiOperation({ summary: 'Withdraw, for good' })
  @ApiNoContentResponse()
  @ApiProblems('not_possible')
  async remove(@Param('id') id: string, @CurrentSender() sender: Sender): Promise<void> {
    await this.withdraw.execute(uuidParam(id), sender);
  }

  @Post('comments/:id/reports')
  @Access('reports.write', { readers: true })
  @ApiOperation({ summary: "A reader's report", description: 'Once per reader: a second report is the first one again.' })
  @ApiCreatedResponse({ type: ReportView })
  @ApiProblems('not_possible')
  complain(@Param('id') id: string, @Body() dto: ReportCommentDto, @CurrentSender() sender: Sender): Promise<ReportView> {
    return this.report.execute(uuidParam(id), dto, sender);
  }
}
