import { hasErrors, type Diagnostic } from '../base/diagnostic.ts';
import type { Limits } from '../base/limits.ts';
import { makeSource, type Source } from '../base/source.ts';
import { parse } from '../../grammar/parser.ts';
import { compile, type CompileOptions } from '../network/compile.ts';
import { readNetwork } from '../network/file.ts';
import type { Network } from '../network/network.ts';
import { readBytes } from '../node/read-file.ts';
import type { Program } from '../program/program.ts';
import { resolve } from '../program/resolve.ts';

/** A spec as read: its program, unless it has errors. */
export interface LoadedSpec {
  readonly kind: 'spec';
  readonly source: Source;
  readonly program?: Program;
  readonly diagnostics: readonly Diagnostic[];
}

/** A network file as read, unless it is broken. */
export interface LoadedNetwork {
  readonly kind: 'network';
  readonly network?: Network;
  readonly diagnostics: readonly Diagnostic[];
}

export type Loaded = LoadedSpec | LoadedNetwork;

const largestNetworkFile = 1024 * 1024 * 1024;

/** A spec where the name ends in `.region` or is `-`, else a network file. */
export function load(path: string, limits: Limits): Promise<Loaded> {
  return path === '-' || path.toLowerCase().endsWith('.region') ? loadSpec(path, limits) : loadNetwork(path);
}

export async function loadSpec(path: string, limits: Limits): Promise<LoadedSpec> {
  const shown = path === '-' ? 'standard input' : path.replaceAll('\\', '/');
  const bytes = await readBytes(path, limits.sourceBytes);
  const source = makeSource(shown, new TextDecoder().decode(bytes.value ?? new Uint8Array()));
  if (!bytes.value) return { kind: 'spec', source, diagnostics: bytes.diagnostics };
  const parsed = parse(source, limits);
  const resolved = resolve(parsed.value, source, limits);
  const { program } = resolved.value;
  const diagnostics = [...parsed.diagnostics, ...resolved.diagnostics];
  return { kind: 'spec', source, ...(program && { program }), diagnostics };
}

export async function loadNetwork(path: string): Promise<LoadedNetwork> {
  const bytes = await readBytes(path, largestNetworkFile);
  if (!bytes.value) return { kind: 'network', diagnostics: bytes.diagnostics };
  const { value: network, diagnostics } = readNetwork(bytes.value, path);
  return { kind: 'network', ...(network && !hasErrors(diagnostics) && { network }), diagnostics };
}

/** A network from either: a spec is compiled. */
export interface Ready {
  readonly network?: Network;
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: readonly Source[];
}

export async function loadCompiled(path: string, options: Required<CompileOptions>): Promise<Ready> {
  return compiled(await load(path, options.limits), options);
}

export function compiled(loaded: Loaded, options: Required<CompileOptions>): Ready {
  if (loaded.kind === 'network') {
    const { network, diagnostics } = loaded;
    return { ...(network && { network }), diagnostics, sources: network ? [network.source] : [] };
  }
  const sources = [loaded.source];
  if (!loaded.program) return { diagnostics: loaded.diagnostics, sources };
  const { value, diagnostics } = compile(loaded.program, options);
  const found = [...loaded.diagnostics, ...diagnostics];
  return { ...(value && !hasErrors(found) && { network: value }), diagnostics: found, sources };
}
