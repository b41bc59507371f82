/*
 * The network file: safetensors, every tensor F64, layers counted from 1, the bias subtracted.
 *
 *   layer1.halfspace.a [k, inputs]  layer1.halfspace.beta [k]                                    f = <a, x> - beta
 *   layer1.quadric.I.A, .b          layer1.quadric.alpha, .beta [k]      f = beta - alpha norm(A x - b)^2, I from 0
 *   layer1.gaussian.I.factor        layer1.gaussian.mean [k, inputs], .level [k]
 *                                                            f = exp(-norm(factor (x - mean))^2 / 2) - level
 *   layer1.gain [units]             x_1 = tanh(gain f / 2), units in the order of `architecture.first`
 *   layerK.A, .b, .gain             x_K = tanh(gain (A x_(K-1) - b) / 2)
 *   head.A, .b, .gain               classes: logits = gain (A x - b), then softmax
 *                                   outputs: x[unit] * sign, as `architecture.head` says
 *   promise.tolerance [units]       eps of each first-layer unit, infinite where nothing is promised
 *
 * Metadata, all strings: `format` and `version`; `architecture` (JSON: inputs, kinds, roles, links, head); `graph` (the
 * text as printed by `printGraph`; `node` in the architecture counts its nodes); `source_path` and `source`; `promise`
 * and `history` (JSON); `fill` (JSON: per input what a missing value is filled with, or null) of a trained network. Rows are dense for easy reading elsewhere; a link that the architecture does not name is 0.
 */
import { diagnostic, type Diagnostic, type Result } from '../base/diagnostic.ts';
import { makeSource } from '../base/source.ts';
import { Unreadable, UntrustedJson } from '../base/untrusted.ts';
import { printGraph } from '../region/print.ts';
import { readGraph } from '../region/read.ts';
import { printArchitecture, readArchitecture } from './architecture.ts';
import type { HistoryEntry, Network, Promised } from './network.ts';
import { portable } from './portable.ts';
import { readSafetensors, writeSafetensors, type TensorFile } from './safetensors.ts';
import { readTensors, toTensors } from './tensors.ts';
import { verifyNetwork } from './verify.ts';

const format = 'regionc';
const version = '1';

/** The bytes of a network's file; equal networks give equal bytes, wherever their text lies on the machine. */
export function writeNetwork(network: Network): Uint8Array {
  const { text, source, promise, history, ...rest } = portable(network);
  return writeSafetensors(toTensors({ text, source, promise, history, ...rest }), {
    format,
    version,
    architecture: printArchitecture(rest),
    graph: printGraph(text),
    ...printFills(network),
    source_path: source.path,
    source: source.text,
    promise: JSON.stringify({ mode: promise.mode, confidence: promise.confidence }),
    history: JSON.stringify(history.map(({ step, options }) => ({ step, options: sortedOptions(options) }))),
  });
}

/** The network of a file's bytes; undefined with an error where they are no network that this version wrote. */
export function readNetwork(bytes: Uint8Array): Result<Network | undefined> {
  const file = readSafetensors(bytes);
  if ('kind' in file) {
    const { kind, problem } = file;
    return refuse(diagnostic(kind === 'none' ? 'R0801' : kind === 'cut' ? 'R0803' : 'R0804', undefined, { problem }));
  }
  const { metadata } = file;
  if (metadata.get('format') !== format) {
    return refuse(diagnostic('R0801', undefined, { problem: 'its metadata does not name the format `regionc`' }));
  }
  const found = metadata.get('version') ?? 'none';
  if (found !== version)
    return refuse(diagnostic('R0802', undefined, { found: found.slice(0, 20), expected: version }));
  try {
    const network = assemble(file);
    const [problem] = verifyNetwork(network);
    return problem === undefined ? { value: network, diagnostics: [] } : refuse(unsound(problem));
  } catch (error) {
    if (error instanceof Unreadable) return refuse(unsound(error.message));
    throw error;
  }
}

function refuse(error: Diagnostic): Result<undefined> {
  return { value: undefined, diagnostics: [error] };
}

function unsound(problem: string): Diagnostic {
  return diagnostic('R0804', undefined, { problem });
}

function assemble(file: TensorFile): Network {
  const entry = (key: string): string => {
    const value = file.metadata.get(key);
    if (value === undefined) throw new Unreadable(`the metadata has no \`${key}\``);
    return value;
  };
  const text = readGraph(entry('graph'));
  if ('kind' in text) throw new Unreadable(`the graph, ${text.problem}`);
  const architecture = readArchitecture(UntrustedJson.parse(entry('architecture'), 'architecture'));
  const promise = UntrustedJson.parse(entry('promise'), 'promise');
  const { tolerances, ...layers } = readTensors(file, architecture, text.inputs.length);
  return {
    inputs: withFills(text.inputs, file.metadata.get('fill')),
    text,
    source: makeSource(entry('source_path'), entry('source')),
    ...layers,
    promise: { ...readPromise(promise), tolerances },
    history: UntrustedJson.parse(entry('history'), 'history').items().map(readHistoryEntry),
  };
}

function printFills({ inputs }: Network): { readonly fill?: string } {
  const fills = inputs.map(({ fill }) => fill);
  return fills.every((fill) => fill === undefined) ? {} : { fill: JSON.stringify(fills) };
}

function withFills(inputs: Network['text']['inputs'], entry: string | undefined): Network['inputs'] {
  if (entry === undefined) return inputs;
  const fills = UntrustedJson.parse(entry, 'fill').items();
  if (fills.length !== inputs.length) throw new Unreadable('fill and inputs differ in number');
  return inputs.map((input, i) => {
    const fill = fills[i]?.orNull()?.number();
    return { ...input, ...(fill !== undefined && { fill }) };
  });
}

function readPromise(promise: UntrustedJson): Omit<Promised, 'tolerances'> {
  return {
    mode: promise.field('mode').oneOf(['guarantee', 'trainable']),
    confidence: promise.field('confidence').number(),
  };
}

function readHistoryEntry(entry: UntrustedJson): HistoryEntry {
  const options = entry
    .field('options')
    .entries()
    .map(([name, value]) => [name, value.scalar()] as const);
  return { step: entry.field('step').oneOf(['compile', 'train']), options: Object.fromEntries(options) };
}

function sortedOptions(options: HistoryEntry['options']): HistoryEntry['options'] {
  return Object.fromEntries(Object.entries(options).sort(([a], [b]) => (a < b ? -1 : 1)));
}
