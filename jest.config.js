/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } },
    ],
  },
  // Jest would leave one core free, which on a machine of two is half of it.
  maxWorkers: '100%',
  // For a test that hangs. One that is only slow, on a machine that others use too, is not to fail.
  testTimeout: 300_000,
  globalSetup: '<rootDir>/test/support/shared-folder/create.ts',
  globalTeardown: '<rootDir>/test/support/shared-folder/remove.ts',
};
