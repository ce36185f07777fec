import { discoveryDocument } from './discovery-document';

interface Described {
  readonly rootUrl: string;
  readonly servicePath: string;
  readonly schemas: Readonly<Record<string, unknown>>;
  readonly resources: { readonly comments: { readonly methods: Readonly<Record<string, { readonly path: string; readonly httpMethod: string }>> } };
}

describe('the discovery document', () => {
  const document = discoveryDocument('https://weir.example') as unknown as Described;

  it('sends clients to where it was asked for', () => {
    expect(Object.values(document.resources.comments.methods).map(({ path, httpMethod }) => `${httpMethod} ${document.rootUrl}${document.servicePath}${path}`)).toEqual(['POST https://weir.example/v1alpha1/comments:analyze', 'POST https://weir.example/v1alpha1/comments:suggestscore']);
  });

  it('names no message that it does not describe', () => {
    const named = [...JSON.stringify(document).matchAll(/"\$ref":"(\w+)"/g)].map(([, name]) => name);
    expect(named.filter((name) => !Object.keys(document.schemas).includes(name ?? ''))).toEqual([]);
    expect(named.length).toBeGreaterThan(10);
  });
});
