import { BulkController } from './bulk.controller';
import { CancelBulk } from './cancel-bulk';
import { DescribeList } from './describe-list';
import { DoLine } from './do-line';
import { PresentPermissions } from './present-permissions';
import { ReverseBulk } from './reverse-bulk';
import { RunBulk } from './run-bulk';
import { ShowBulk } from './show-bulk';
import { StartBulk } from './start-bulk';

/** Bulk operations, as the module of the review desk takes them in. */
export const bulkParts = { controllers: [BulkController], providers: [StartBulk, ShowBulk, CancelBulk, ReverseBulk, DescribeList, DoLine, PresentPermissions, RunBulk] };
