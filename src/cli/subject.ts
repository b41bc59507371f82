import { aboutFile, diagnostic, hasErrors, severityOf, type Diagnostic } from '../base/diagnostic.ts';
import { makeSource, startOfFile, type Source } from '../base/source.ts';
import { compile, type CompileOptions } from '../network/compile.ts';
import { readNetwork } from '../network/file.ts';
import type { Network } from '../network/network.ts';
import { readBytes } from '../node/read-file.ts';
import type { CommonFlags } from './common-flags.ts';
import type { Program } from '../program/program.ts';
import { loadModule, sourcesOf, type Load } from '../program/modules.ts';
import { resolve } from '../program/resolve.ts';
import { UsageError } from './usage-error.ts';

/** A spec as read: its program, unless it has errors. */
export interface LoadedSpec {
  readonly kind: 'spec';
  readonly source: Source;
  /** The text itself and what it imports. */
  readonly sources: readonly Source[];
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

/** A spec where the name ends in `.region` or is `-`, else a network file. */
export function load(path: string, flags: CommonFlags): Promise<Loaded> {
  return path === '-' || path.toLowerCase().endsWith('.region') ? loadSpec(path, flags) : loadNetwork(path, flags);
}

export async function loadSpec(path: string, flags: CommonFlags): Promise<LoadedSpec> {
  const { limit: limits } = flags;
  const shown = path === '-' ? 'standard input' : path.replaceAll('\\', '/');
  const bytes = await readBytes(path, limits.sourceBytes);
  const source = makeSource(shown, new TextDecoder().decode(bytes.value ?? new Uint8Array()));
  if (!bytes.value) return { kind: 'spec', source, sources: [source], diagnostics: bytes.diagnostics };
  return resolveSpec(source, (file) => readText(file, limits.sourceBytes), flags);
}

/** What a text means, with the files that it imports as `readImport` gives them. */
export async function resolveSpec(
  source: Source,
  readImport: Load,
  { limit: limits, allowOutside }: Pick<CommonFlags, 'limit' | 'allowOutside'>,
): Promise<LoadedSpec> {
  const module = await loadModule(source, readImport, { limits, allowOutside });
  const resolved = resolve(module, limits);
  const { program } = resolved.value;
  const diagnostics = [...module.diagnostics, ...resolved.diagnostics];
  return { kind: 'spec', source, sources: sourcesOf(module), ...(program && { program }), diagnostics };
}

/** An imported file's text; undefined where it cannot be read. */
async function readText(path: string, limit: number): Promise<string | undefined> {
  const { value } = await readBytes(path, limit);
  return value && new TextDecoder().decode(value);
}

async function loadNetwork(path: string, { limit: { networkBytes: limit } }: CommonFlags): Promise<LoadedNetwork> {
  const bytes = await readBytes(path, limit);
  if (!bytes.value) return { kind: 'network', diagnostics: bytes.diagnostics };
  if (bytes.value.length > limit) {
    return { kind: 'network', diagnostics: [diagnostic('R0841', startOfFile(path), { path, limit })] };
  }
  const { value: network, diagnostics: found } = readNetwork(bytes.value);
  const diagnostics = aboutFile(found, path);
  if (diagnostics.some(({ code }) => code === 'R0801') && !path.toLowerCase().endsWith('.safetensors')) {
    throw new UsageError(`\`${path}\` is neither a spec (\`.region\`) nor a network file (\`.safetensors\`)`);
  }
  return { kind: 'network', ...(network && !hasErrors(diagnostics) && { network }), diagnostics };
}

/** A network from either: a spec is compiled. */
export interface Ready {
  readonly network?: Network;
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: readonly Source[];
}

/** How a spec is compiled where a network is wanted. */
type Mode = Pick<CompileOptions, 'mode' | 'form'>;

export async function loadCompiled(path: string, flags: CommonFlags, mode: Mode): Promise<Ready> {
  return compiled(await load(path, flags), flags, mode);
}

/** For commands that only look at what a network does: what the compiler warns of is for `compile`, `train`, `export`. */
export function withoutCompilerWarnings({ diagnostics, ...ready }: Ready): Ready {
  const isOfCompiler = ({ code }: Diagnostic): boolean => code.startsWith('R045') || code.startsWith('R046');
  return {
    ...ready,
    diagnostics: diagnostics.filter((found) => severityOf(found) === 'error' || !isOfCompiler(found)),
  };
}

export function compiled(loaded: Loaded, { limit: limits }: CommonFlags, mode: Mode): Ready {
  if (loaded.kind === 'network') {
    const { network, diagnostics } = loaded;
    return { ...(network && { network }), diagnostics, sources: network ? [network.source] : [] };
  }
  const { sources } = loaded;
  if (!loaded.program) return { diagnostics: loaded.diagnostics, sources };
  const { value, diagnostics } = compile(loaded.program, { ...mode, limits });
  const found = [...loaded.diagnostics, ...diagnostics];
  return { ...(value && !hasErrors(found) && { network: value }), diagnostics: found, sources };
}
