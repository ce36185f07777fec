import type en from '../en/desk';
import type { Translated } from '../faces';

export default {
  title: 'Bureau',
} satisfies Translated<typeof en>;
