declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** UUIDv7 strings made by the service; branded where they enter it, so that one kind cannot stand in for another. */
export type SiteId = Branded<'SiteId'>;
export type CommentId = Branded<'CommentId'>;
export type EvaluationId = Branded<'EvaluationId'>;
export type ItemId = Branded<'ItemId'>;
export type ClaimId = Branded<'ClaimId'>;
export type DecisionId = Branded<'DecisionId'>;
export type PersonId = Branded<'PersonId'>;
export type AppealId = Branded<'AppealId'>;
export type TemplateId = Branded<'TemplateId'>;
export type ReportId = Branded<'ReportId'>;
export type BacktestId = Branded<'BacktestId'>;
export type BulkOperationId = Branded<'BulkOperationId'>;
export type ImportRunId = Branded<'ImportRunId'>;
export type ErasureId = Branded<'ErasureId'>;
export type NoticeId = Branded<'NoticeId'>;

/** The news site's own strings, unique per site. */
export type ArticleId = Branded<'ArticleId'>;
export type AuthorId = Branded<'AuthorId'>;
