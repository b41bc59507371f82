import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { messageOf } from '../../src/base/diagnostic.ts';
import { makeRandom } from '../../src/base/random.ts';
import { makeSource } from '../../src/base/source.ts';
import { compile } from '../../src/network/compile.ts';
import { readNetwork, writeNetwork } from '../../src/network/file.ts';
import type { Network } from '../../src/network/network.ts';
import { portable } from '../../src/network/portable.ts';
import { readSafetensors, writeSafetensors } from '../../src/network/safetensors.ts';
import { verifyNetwork } from '../../src/network/verify.ts';
import { programs } from '../generators/programs.ts';
import { gate, over, program } from '../region/check-region.ts';

function compiled(): Network {
  const source = makeSource('/home/ann/flowers/small.region', 'output p = ...');
  const { value } = compile(
    { ...program({ p: gate('all', [over(1, 0), over(2, 1)]) }), source },
    { mode: 'guarantee' },
  );
  if (!value) throw new Error('it does not compile');
  return value;
}

describe('a network file', () => {
  it('holds the whole network', () => {
    fc.assert(
      fc.property(programs(), fc.constantFrom('guarantee', 'trainable'), (generated, mode) => {
        const network = compile(generated, { mode }).value;
        if (!network) return;
        const bytes = writeNetwork(network);
        const read = readNetwork(bytes);
        expect(read.diagnostics).toEqual([]);
        expect(read.value).toEqual(portable(network));
        expect(read.value && writeNetwork(read.value)).toEqual(bytes);
      }),
      { seed: 6, numRuns: 200, endOnFailure: true },
    );
  });

  it('has the same bytes for the same text, and names no folder', () => {
    expect(writeNetwork(compiled())).toEqual(writeNetwork(compiled()));
    const text = new TextDecoder().decode(writeNetwork(compiled()));
    expect(text).toContain('small.region');
    expect(text).not.toContain('ann');
  });

  it('keeps what training did: history with its options, sorted', () => {
    const network = compiled();
    const trained = {
      ...network,
      history: [...network.history, { step: 'train', options: { seed: 3, lr: 0.1, data: 'a.csv' } }] as const,
    };
    expect(readNetwork(writeNetwork(trained)).value?.history).toEqual(trained.history);
  });
});

describe('bytes that are no sound network', () => {
  const good = writeNetwork(compiled());
  const file = readSafetensors(good);
  if ('kind' in file) throw new Error(file.problem);
  const rewritten = (
    metadata: Record<string, string>,
    change: Record<string, Float64Array | undefined> = {},
  ): Uint8Array =>
    writeSafetensors(
      [...file.tensors.values()].flatMap((tensor) => {
        if (!(tensor.name in change)) return [tensor];
        const data = change[tensor.name];
        return data ? [{ ...tensor, shape: [data.length], data }] : [];
      }),
      { ...Object.fromEntries(file.metadata), ...metadata },
    );
  const codesOf = (bytes: Uint8Array): string[] => {
    const { value, diagnostics } = readNetwork(bytes);
    expect(value === undefined).toBe(diagnostics.length > 0);
    return diagnostics.map(({ code }) => code);
  };
  const header = (length: bigint, text: string): Uint8Array => {
    const bytes = new Uint8Array(8 + text.length);
    new DataView(bytes.buffer).setBigUint64(0, length, true);
    bytes.set(new TextEncoder().encode(text), 8);
    return bytes;
  };

  it.each([
    ['nothing', new Uint8Array(0), 'R0801'],
    ['a text', new TextEncoder().encode('input x in [0, 1]\noutput r = x >= 1\n'), 'R0801'],
    ['a header without end', header(2n ** 63n, '{}'), 'R0801'],
    ['a header longer than the file', header(1000n, '{}'), 'R0803'],
    ['a header that is no JSON', header(4n, '{abc'), 'R0804'],
    ['safetensors of something else', writeSafetensors([], { format: 'pt' }), 'R0801'],
    ['another version', rewritten({ version: '2' }), 'R0802'],
    ['half of it', good.subarray(0, good.length - 40), 'R0803'],
    ['more than it', Uint8Array.from([...good, 0, 0, 0, 0, 0, 0, 0, 0]), 'R0804'],
    [
      'a shape that its numbers do not fill',
      header(75n, '{"a":{"dtype":"F64","shape":[9007199254740991,2],"data_offsets":[0,8]}}    '),
      'R0804',
    ],
    ['float32 numbers', header(60n, '{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}      1234'), 'R0804'],
    ['a tensor missing', rewritten({}, { 'layer2.b': undefined }), 'R0804'],
    ['a gain too many', rewritten({}, { 'layer2.gain': Float64Array.of(1, 1) }), 'R0804'],
    ['a number that is not finite', rewritten({}, { 'layer2.b': Float64Array.of(NaN) }), 'R0804'],
    ['a gain below 0', rewritten({}, { 'layer2.gain': Float64Array.of(-1) }), 'R0804'],
    ['a graph that is none', rewritten({ graph: 'n0 = what\n' }), 'R0804'],
    ['an architecture of another kind', rewritten({ architecture: '{"first":[{"kind":"cube"}]}' }), 'R0804'],
    ['an architecture that is no object', rewritten({ architecture: '[]' }), 'R0804'],
    ['no promise', rewritten({ promise: '{}' }), 'R0804'],
  ])('%s', (_, bytes, code) => {
    expect(codesOf(bytes)).toEqual([code]);
    for (const found of readNetwork(bytes).diagnostics) expect(messageOf(found)).not.toMatch(/undefined|\[object/);
  });

  it('never throw, and never give an unsound network', () => {
    const random = makeRandom(7);
    for (let i = 0; i < 3_000; i++) {
      const bytes = good.slice(0, random.uniform() < 0.2 ? random.below(good.length) : good.length);
      for (let change = 1 + random.below(4); change > 0; change--)
        bytes[random.below(bytes.length)] = random.below(256);
      const { value } = readNetwork(bytes);
      if (value) expect(verifyNetwork(value)).toEqual([]);
    }
  });
});
