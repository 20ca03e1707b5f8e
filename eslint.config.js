const js = require('@eslint/js');
const tseslint = require('typescript-eslint');
const { importX } = require('eslint-plugin-import-x');

/** The arrows between the folders: who may import whom, and where the code belongs instead. */
const arrows = [
  [
    'engine',
    ['bin', 'lib', 'lambdas', 'local', 'cloud', 'console', 'conformance'],
    'engine/ imports nothing else of ours: pass it in as an argument, behind a port.',
  ],
  ['local', ['bin', 'lib', 'lambdas', 'cloud', 'console', 'conformance'], 'local/ may import engine/ only.'],
  [
    'cloud',
    ['bin', 'lib', 'local', 'console', 'conformance', 'engine/warehouse/duckdb'],
    'cloud/ may import engine/ and lambdas/*/contract only: what both homes need belongs in engine/.',
  ],
  [
    'console',
    ['bin', 'lib', 'lambdas', 'local', 'cloud', 'conformance'],
    'console/ may import engine/ only; what it shows comes through the read-only port.',
  ],
  [
    'console/page',
    ['engine', 'console/read', 'console/server'],
    'the page runs in a browser: it may import console/api only.',
  ],
  [
    'lambdas',
    ['bin', 'lib', 'local', 'cloud', 'console', 'conformance', 'engine/warehouse/duckdb'],
    'a Lambda may import engine/ only, and never the local database or its translator.',
  ],
  [
    'lib',
    ['bin', 'engine', 'local', 'cloud', 'console', 'conformance'],
    'lib/ may import lambdas/*/contract only: settings that both sides need belong there.',
  ],
  [
    'engine/jinja',
    ['engine'],
    'the template engine knows nothing of the project: pass values in by its scope.',
    ['./jinja'],
  ],
];

/** Third-party packages that one place alone may import. */
const drivers = [
  [
    '@duckdb/node-api',
    'engine/warehouse/duckdb/**',
    'the DuckDB driver is imported by engine/warehouse/duckdb alone.',
  ],
  [
    'snowflake-sdk',
    'engine/warehouse/snowflake/**',
    'the Snowflake driver is imported by engine/warehouse/snowflake alone.',
  ],
  ['aws-cdk-lib', 'lib/**', 'infrastructure belongs in lib/.'],
  ['pg', 'local/extract/**', 'the PostgreSQL driver is imported by local/extract alone.'],
  ['@aws-sdk/client-s3', 'engine/landing/s3/**', 'the S3 client is imported by engine/landing/s3 alone.'],
  [
    '@aws-sdk/client-kinesis',
    'engine/stream/kinesis/**',
    'the Kinesis client is imported by engine/stream/kinesis alone.',
  ],
  [
    '@aws-sdk/client-firehose',
    'engine/stream/firehose/**',
    'the Firehose client is imported by engine/stream/firehose alone.',
  ],
  [
    '@aws-sdk/client-dynamodb',
    'engine/store/dynamodb/**',
    'the DynamoDB client is imported by engine/store/dynamodb alone.',
  ],
];

const restricted = (except) => ({
  'no-restricted-imports': [
    'error',
    {
      paths: drivers.filter(([, home]) => home !== except).map(([name, , message]) => ({ name, message })),
      patterns: drivers
        .filter(([, home]) => home !== except)
        .map(([name, , message]) => ({ group: [`${name}/*`], message })),
    },
  ],
});

module.exports = tseslint.config(
  { ignores: ['node_modules', '.lakehouse', '.conformance', 'cdk.out', 'coverage', '**/dist'] },
  js.configs.recommended,
  ...tseslint.configs.strict,
  {
    files: ['**/*.{ts,tsx}'],
    plugins: { 'import-x': importX },
    settings: {
      'import-x/resolver-next': [importX.createNodeResolver({ extensions: ['.ts', '.tsx', '.js'] })],
    },
    rules: {
      'import-x/no-restricted-paths': [
        'error',
        {
          zones: [
            ...arrows.map(([target, from, message, except]) => ({
              target: `./${target}`,
              from: from.map((folder) => `./${folder}`),
              message,
              ...(except ? { except } : {}),
            })),
            {
              target: ['./lib', './cloud'],
              from: ['./lambdas/*.ts', './lambdas/!(deployment)/!(contract).ts', './lambdas/*/*/**'],
              message: 'of a function only its contract may be imported: names, events and results.',
            },
          ],
        },
      ],
      'no-console': 'error',
      'no-process-exit': 'off',
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'exit', message: 'process.exit belongs in bin/.' },
      ],
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'off',
      ...restricted(undefined),
    },
  },
  // An adapter's tests may speak with its driver as well.
  ...drivers.map(([, home]) => ({ files: [home, `test/${home}`], rules: restricted(home) })),
  { files: ['test/support/postgres-server.ts'], rules: restricted('local/extract/**') },
  {
    files: ['engine/warehouse/duckdb/**', 'test/engine/warehouse/duckdb/**', 'bench/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [
            {
              name: 'snowflake-sdk',
              message: 'the Snowflake driver is imported by engine/warehouse/snowflake alone.',
            },
          ],
        },
      ],
    },
  },
  { files: ['bin/**', 'conformance/**'], rules: { 'no-console': 'off', 'no-restricted-properties': 'off' } },
  {
    // Loaded when it is needed, so that every other command need not wait for it.
    files: [
      'bin/program.ts',
      'bin/options.ts',
      'bin/commands/console.ts',
      'local/home/project-cache.ts',
      'local/home/lake.ts',
    ],
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
  {
    files: ['**/*.js'],
    languageOptions: {
      sourceType: 'commonjs',
      globals: { require: 'readonly', module: 'writable', process: 'readonly', __dirname: 'readonly' },
    },
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
);
