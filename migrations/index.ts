// Order is history: append only. A file that is not listed here does not exist.
import { CreateSitesAndPeople1764000000000 } from './1764000000000-create-sites-and-people';
import { CreateComments1764000001000 } from './1764000001000-create-comments';
import { CreateJudging1764000002000 } from './1764000002000-create-judging';
import { CreateReview1764000003000 } from './1764000003000-create-review';
import { CreateWebhooks1764000004000 } from './1764000004000-create-webhooks';

export const migrations = [
  CreateSitesAndPeople1764000000000,
  CreateComments1764000001000,
  CreateJudging1764000002000,
  CreateReview1764000003000,
  CreateWebhooks1764000004000,
];
