import type en from '../en/desk';
import type { Translated } from '../faces';

export default {
  title: 'Pult',
} satisfies Translated<typeof en>;
