import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Examples import the package as its users do.
  resolve: { alias: { regionc: new URL('../src/index.ts', import.meta.url).pathname } },
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/**/*.test.ts'],
    exclude: process.env['REGIONC_TEST_ALL'] ? [] : ['test/interop/**'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
