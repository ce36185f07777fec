import { readCommento } from './commento-export';
import { readDisqus } from './disqus-xml';
import { readIsso } from './isso-threads';
import type { ReadFile } from './past-comment';
import { readRemark42 } from './remark42-lines';
import { readWeirLines } from './weir-lines';
import { readWordPress } from './wordpress-xml';

export const IMPORT_FORMATS = ['weir', 'wordpress', 'disqus', 'remark42', 'isso', 'commento'] as const;
export type ImportFormat = (typeof IMPORT_FORMATS)[number];

export const READERS: Readonly<Record<ImportFormat, ReadFile>> = {
  weir: readWeirLines,
  wordpress: readWordPress,
  disqus: readDisqus,
  remark42: readRemark42,
  isso: readIsso,
  commento: readCommento,
};
