import type en from '../en/desk';
import type { Translated } from '../faces';

export default {
  title: 'Mesa',
} satisfies Translated<typeof en>;
