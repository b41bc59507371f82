import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeFit } from '../../src/exec/fit.ts';
import { makeForward } from '../../src/exec/forward.ts';
import { makeGradient } from '../../src/exec/gradient.ts';
import { parametersOf } from '../../src/exec/parameters.ts';
import { createCrew } from '../../src/node/crew.ts';
import { networkOf, samplesFor, shapes } from '../bench/exec/workloads.ts';

const folder = mkdtempSync(join(tmpdir(), 'regionc-crew-'));
const script = join(folder, 'crew-worker.mjs');

beforeAll(async () => {
  const entry = new URL('../../src/node/crew-worker.ts', import.meta.url).pathname;
  await build({ entryPoints: [entry], outfile: script, bundle: true, platform: 'node', format: 'esm' });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a crew', () => {
  it.each(['W3', 'W5'] as const)(
    'comes to the same slopes, fits and scores of %s, to the bit, however many its threads',
    (name) => {
      const network = networkOf(shapes[name]);
      const parameters = parametersOf(network);
      // One slice; several, the last one short; as many as threads, to a row.
      const sets = [900, 5003, 4096].map((rows) => samplesFor(network, rows));
      const [few, many] = sets;
      const weights = Float64Array.from({ length: 5003 }, (_, i) => (i % 7) / 3);
      const all = [...sets, ...(many ? [{ ...many, weights }] : []), ...(few ? [few] : [])];
      const found = (threads: number) => {
        const { crew, close } = createCrew(script, threads);
        let begun = 0;
        const counted = crew && {
          ...crew,
          begin: (kind: string, given: unknown) => {
            begun += 1;
            return crew.begin(kind, given);
          },
        };
        // Done alone, enough for the rest to be shared.
        crew?.isWorth(1e9);
        const gradientOf = makeGradient(network, undefined, { crew: counted });
        const fitOf = makeFit(network, undefined, { crew: counted });
        try {
          const results = all.map((samples) => {
            const gradient = new Float64Array(parameters.length);
            return { fits: [gradientOf(parameters, samples, gradient), fitOf(parameters, samples)], gradient };
          });
          const scored = [{}, { fast: true }].map((choice) => {
            const forward = makeForward(network, choice, counted);
            return sets.map(({ points, rows }) => forward(points, rows));
          });
          return { results, scored, begun };
        } finally {
          close();
        }
      };
      const alone = found(1);
      expect(alone.begun).toBe(0);
      for (const threads of [2, 4]) {
        const together = found(threads);
        expect(together.begun).toBe(4);
        expect(together.results).toEqual(alone.results);
        expect(together.scored).toEqual(alone.scored);
      }
    },
  );

  it('says what failed in a thread', () => {
    const { crew, close } = createCrew(script, 2);
    const task = crew?.begin('nothing that there is', {});
    task?.tell(1, {});
    expect(() => task?.wait()).toThrow('a thread failed: Error: a thread was asked for what it does not know');
    close();
  });
});
