import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeRandom } from '../../src/base/random.ts';
import { makeSource } from '../../src/base/source.ts';
import { compile } from '../../src/network/compile.ts';
import { writeNetwork } from '../../src/network/file.ts';
import { tausOf } from '../../src/network/kept.ts';
import { evaluate } from '../../src/network/reference.ts';
import { printGraph } from '../../src/region/print.ts';
import { pointsNearFacets } from '../generators/points.ts';
import { programs } from '../generators/programs.ts';

interface Answer {
  readonly format: string;
  readonly source: string;
  readonly graph: string;
  readonly history: readonly { readonly step: string; readonly options: Readonly<Record<string, unknown>> }[];
  readonly inputs: readonly string[];
  readonly outputs: readonly (readonly number[])[];
}

describe('a network file', () => {
  it('is read and run by Python with nothing but struct and json', () => {
    const folder = mkdtempSync(join(tmpdir(), 'regionc-'));
    try {
      const networks = fc.sample(programs(), { seed: 8, numRuns: 60 }).flatMap((program, i) => {
        const source = makeSource('generated.region', `// text ${String(i)}: µ, "quotes"\n`);
        const network = compile({ ...program, source }, { mode: i % 2 === 0 ? 'guarantee' : 'trainable' }).value;
        return network ? [network] : [];
      });
      const jobs = networks.map((network, i) => {
        const file = join(folder, `${String(i)}.safetensors`);
        writeFileSync(file, writeNetwork(network));
        return { file, points: pointsNearFacets(network.text, tausOf(network), 50, makeRandom(i)) };
      });
      const script = new URL('read_network.py', import.meta.url).pathname;
      const answers: readonly Answer[] = JSON.parse(
        execFileSync('python3', [script], { input: JSON.stringify(jobs), maxBuffer: 2 ** 28 }).toString(),
      );
      let largest = 0;
      for (const [i, network] of networks.entries()) {
        const answer = answers[i];
        expect(answer).toMatchObject({
          format: 'regionc',
          source: network.source.text,
          graph: printGraph(network.text),
          history: network.history,
          inputs: network.inputs.map(({ name }) => name),
        });
        const expected = evaluate(network, jobs[i]?.points ?? []).outputs;
        expected.forEach((row, j) => {
          row.forEach((value, k) => {
            largest = Math.max(largest, Math.abs(value - (answer?.outputs[j]?.[k] ?? NaN)));
          });
        });
      }
      expect(networks.length).toBeGreaterThan(50);
      expect(largest).toBeLessThan(1e-12);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
