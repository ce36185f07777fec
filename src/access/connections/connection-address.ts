import type { Dialect } from '../../domain/dialects';

/** What a person enters where the other filter's address stood. */
export function connectionAddress(publicUrl: string, dialect: Dialect, id: string): string {
  switch (dialect) {
    case 'akismet':
      return publicUrl;
    case 'perspective':
      return `${publicUrl}/v1alpha1`;
    case 'coral':
      return `${publicUrl}/coral/${id}`;
    case 'openai':
      return `${publicUrl}/v1`;
  }
}
