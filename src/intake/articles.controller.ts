import { Body, Controller, Get, Param, Patch, Put, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Access, CurrentSite, Public } from '../access/access.decorator';
import { type Call, CurrentCall } from '../access/call';
import type { Site } from '../domain/actor';
import { ApiProblems } from '../platform/http/problem.dto';
import { ArticleView, PutArticleDto } from './article.view';
import { ChangeArticle } from './change-article';
import { ListArticles } from './list-articles';
import { ArticleListView, ChangeArticleDto, ListArticlesQuery } from './listed-article.view';
import { ListPublished, PublishedQuery } from './list-published';
import { PublishedListView } from './published-comment.view';
import { articleIdParam, PutArticle } from './put-article';
import { sendPublished } from './published-door';
import { ReadArticle } from './read-article';

@ApiTags('Articles')
@ApiParam({ name: 'site', example: 'demo' })
@Controller('v1/sites/:site/articles')
export class ArticlesController {
  constructor(
    private readonly put: PutArticle,
    private readonly read: ReadArticle,
    private readonly published: ListPublished,
    private readonly articles: ListArticles,
    private readonly change: ChangeArticle,
  ) {}

  @Get()
  @Access('review.read')
  @ApiOperation({ summary: 'Articles for the desk', description: 'With what stands under each, counted in the moment of reading, and whether comments come far faster than usual or far more of them are withheld.' })
  @ApiOkResponse({ type: ArticleListView })
  @ApiProblems()
  list(@Query() query: ListArticlesQuery, @CurrentSite() site: Site): Promise<ArticleListView> {
    return this.articles.execute(site, query);
  }

  @Patch(':articleId')
  @Access('articles.write')
  @ApiOperation({ summary: 'Premoderate, close, schedule closing, or watch an article', description: 'What is left out stays.' })
  @ApiOkResponse({ type: ArticleView })
  @ApiProblems()
  amend(@CurrentCall() call: Call, @Param('articleId') id: string, @Body() dto: ChangeArticleDto, @CurrentSite() site: Site): Promise<ArticleView> {
    return this.change.execute(call, site, articleIdParam(id), dto);
  }

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
  @ApiOperation({ summary: 'What readers see: published comments in threads', description: 'Public, the same for every reader, and cacheable; send the ETag back as If-None-Match. A change is seen within half a second, through a shared cache within a second and a half; the total of an article with more than 2,000 comments within six.' })
  @ApiOkResponse({ type: PublishedListView })
  @ApiProblems()
  async comments(@Param('articleId') id: string, @Query() query: PublishedQuery, @CurrentSite() site: Site, @Res() reply: FastifyReply): Promise<void> {
    await sendPublished(reply, await this.published.execute(site, articleIdParam(id), query, reply.request.url));
  }
}
