import tseslint from 'typescript-eslint';
import boundaries from 'eslint-plugin-boundaries';
import reactHooks from 'eslint-plugin-react-hooks';
import jest from 'eslint-plugin-jest';
import prettier from 'eslint-config-prettier';

// Who may import whom; the same table stands in docs/architecture.md.
const may = {
  domain: [],
  engine: ['domain'],
  platform: ['domain'],
  store: ['domain', 'engine', 'platform'],
  access: ['domain', 'store', 'platform'],
  evaluate: ['domain', 'engine', 'store', 'platform'],
  intake: ['domain', 'store', 'platform', 'access', 'evaluate'],
  review: ['domain', 'store', 'platform', 'access'],
  rules: ['domain', 'engine', 'store', 'platform', 'access', 'evaluate'],
  notify: ['domain', 'store', 'platform', 'access'],
  law: ['domain', 'store', 'platform', 'access', 'evaluate'],
  privacy: ['domain', 'store', 'platform', 'access', 'evaluate'],
  backup: ['domain', 'store', 'platform'],
};
const stations = Object.keys(may);

// The rooms of the console, from the ground up. Files beside the folders (router, list of faces) are the `entrance`:
// named last among the elements, it takes what no room has taken.
const mayInConsole = {
  api: [],
  words: ['api'],
  shell: ['api', 'words', 'entrance'],
  charts: ['words', 'shell'],
  faces: ['api', 'words', 'shell', 'charts', 'entrance'],
  entrance: ['api', 'words', 'shell', 'faces'],
};

// Each face is a room of its own: only what is named here may be taken from another face.
const mayFromFace = {
  account: [],
  articles: [],
  authors: ['insights'],
  desk: [],
  entry: ['sign-in'],
  history: ['desk'],
  insights: [],
  notice: ['entry'],
  office: ['desk'],
  rules: ['desk'],
  'sign-in': [],
};
const faces = Object.keys(mayFromFace).map((face) => `faces/${face}`);
const rooms = [...Object.keys(mayInConsole).filter((room) => room !== 'faces' && room !== 'entrance'), ...faces];
const withFaces = (names) => names.flatMap((name) => (name === 'faces' ? faces : [name]));
const consolePolicies = [
  ...Object.entries(mayInConsole).filter(([room]) => room !== 'faces').map(([room, names]) => [room, withFaces(names)]),
  ...Object.entries(mayFromFace).map(([face, others]) => [`faces/${face}`, [...mayInConsole.faces, ...others.map((other) => `faces/${other}`)]]),
];

// The pure libraries the engine may use: no input or output, no clock, no global state.
const pure = ['ajv', 'ajv-formats', 'eld', 'linkify-it', 'markdown-it', 're2js', 'sanitize-html', 'tldts', 'yaml'];

export default tseslint.config(
  { ignores: ['**/dist/**', 'coverage/**', '.weir/**', '**/*.mjs', '**/*.cjs', '**/generated/**', 'console/public/**', 'client/src/schema.ts'] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      // A constructor lists what a class works with; everything else with more than four parameters wants an object.
      'no-restricted-syntax': [
        'error',
        { selector: 'TSEnumDeclaration', message: 'No enums: a union of strings says the same and is plain JavaScript.' },
        ...['FunctionDeclaration', 'ArrowFunctionExpression', 'MethodDefinition[kind!="constructor"] > FunctionExpression'].map((kind) => ({
          selector: `${kind}[params.length>4]`,
          message: 'More than four parameters: pass an object with names.',
        })),
      ],
      // Without enums it finds nothing, and takes a third of the time of all.
      '@typescript-eslint/no-unsafe-enum-assignment': 'off',
      // View and DTO classes describe plain objects for validation and OpenAPI; nobody needs an instance.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      // A caller names the brand of the id it makes: newId<CommentId>().
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      // Numbers in messages are what they look like.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
    },
  },
  {
    files: ['src/**/*.ts'],
    plugins: { boundaries },
    settings: {
      'import/resolver': { typescript: { alwaysTryTypes: true } },
      'boundaries/elements': stations.map((type) => ({ type, pattern: `src/${type}` })),
    },
    rules: {
      'boundaries/dependencies': ['error', {
        default: 'disallow',
        policies: [
          ...stations.map((s) => ({ from: { element: { type: s } }, allow: [s, ...may[s]].map((t) => ({ to: { element: { type: t } } })) })),
        ],
      }],
    },
  },
  {
    files: ['console/src/**/*.{ts,tsx}'],
    plugins: { boundaries, 'react-hooks': reactHooks },
    settings: {
      'import/resolver': { typescript: { alwaysTryTypes: true } },
      'boundaries/elements': [
        ...rooms.map((type) => ({ type, pattern: `console/src/${type}`, partialMatch: false })),
        { type: 'styles', pattern: 'console/src/styles', partialMatch: false },
        { type: 'entrance', pattern: 'console/src', partialMatch: false },
      ],
    },
    rules: {
      'boundaries/dependencies': ['error', {
        default: 'disallow',
        policies: consolePolicies.map(([type, names]) => ({ from: { element: { type } }, allow: [type, 'styles', ...names].map((to) => ({ to: { element: { type: to } } })) })),
      }],
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
    },
  },
  {
    files: ['client/src/**/*.ts', 'console/src/**/*.{ts,tsx}', 'embed/src/**/*.ts'],
    rules: {
      // A default branch answers for what is not named; that none is forgotten matters where verdicts and statuses are told apart, in src.
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
  { files: ['src/domain/**/*.ts'], ignores: ['**/*.spec.ts'], rules: { 'no-restricted-imports': ['error', { patterns: [{ regex: '^(?!\\.)', message: 'src/domain is plain TypeScript: no packages, no node: modules.' }] }] } },
  { files: ['src/engine/**/*.ts'], ignores: ['**/*.spec.ts'], rules: { 'no-restricted-imports': ['error', { patterns: [{ regex: `^(?!\\.)(?!(${pure.join('|')})(/|$))`, message: 'src/engine is pure: only the libraries in `pure`, no Nest, no database, no node: modules.' }] }] } },
  { files: ['src/**/*.ts'], ignores: ['src/store/**', 'src/platform/database/**', 'src/domain/**', 'src/engine/**'], rules: { 'no-restricted-imports': ['error', { paths: ['typeorm', 'pg', '@nestjs/typeorm'].map((name) => ({ name, message: 'SQL lives in src/store.' })) }] } },
  { files: ['src/**/*.ts'], ignores: ['src/start/**', '**/*.spec.ts'], rules: { 'no-restricted-properties': ['error', { object: 'process', property: 'env', message: 'The environment is read once, in src/start: take the value from Config.' }] } },
  { files: ['**/*.spec.ts', 'test/**/*.ts'], ...jest.configs['flat/recommended'] },
  { files: ['**/*.spec.ts', 'test/**/*.ts'], rules: { '@typescript-eslint/no-unsafe-assignment': 'off', '@typescript-eslint/no-unsafe-member-access': 'off' } },
  prettier,
);
