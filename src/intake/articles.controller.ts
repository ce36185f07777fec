import { Body, Controller, Get, Param, Put, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Access, CurrentSite, Public } from '../access/access.decorator';
import { type Call, CurrentCall } from '../access/call';
import type { Site } from '../domain/actor';
import { namesTag } from '../platform/http/headers';
import { ApiProblems } from '../platform/http/problem.dto';
import { ArticleView, PutArticleDto } from './article.view';
import { ListPublished, PublishedQuery } from './list-published';
import { PublishedListView } from './published-comment.view';
import { articleIdParam, PutArticle } from './put-article';
import { ReadArticle } from './read-article';

@ApiTags('Articles')
@ApiParam({ name: 'site', example: 'demo' })
@Controller('v1/sites/:site/articles')
export class ArticlesController {
  constructor(
    private readonly put: PutArticle,
    private readonly read: ReadArticle,
    private readonly published: ListPublished,
  ) {}

  @Put(':articleId')
  @Access('articles.write')
  @ApiOperation({ summary: 'Make or replace an article' })
  @ApiOkResponse({ type: ArticleView })
  @ApiProblems()
  replace(@CurrentCall() call: Call, @Param('articleId') id: string, @Body() dto: PutArticleDto, @CurrentSite() site: Site): Promise<ArticleView> {
    return this.put.execute(call, site, articleIdParam(id), dto);
  }

  @Get(':articleId')
  @Access('comments.read')
  @ApiOperation({ summary: 'One article' })
  @ApiOkResponse({ type: ArticleView })
  @ApiProblems()
  one(@Param('articleId') id: string, @CurrentSite() site: Site): Promise<ArticleView> {
    return this.read.execute(site, articleIdParam(id));
  }

  @Get(':articleId/comments')
  @Public()
  @ApiOperation({ summary: 'What readers see: published comments in threads', description: 'Public and cacheable; send the ETag back as If-None-Match.' })
  @ApiOkResponse({ type: PublishedListView })
  @ApiProblems()
  async comments(@Param('articleId') id: string, @Query() query: PublishedQuery, @CurrentSite() site: Site, @Res() reply: FastifyReply): Promise<void> {
    const { json, etag } = await this.published.execute(site, articleIdParam(id), query);
    void reply.header('etag', etag).header('cache-control', 'public, max-age=0, must-revalidate');
    const isKnown = namesTag(reply.request.headers['if-none-match'], etag);
    await (isKnown ? reply.status(304).send() : reply.header('content-type', 'application/json; charset=utf-8').send(json));
  }
}
