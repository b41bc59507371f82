import { readFile } from 'node:fs/promises';
import { decide, type Compile, type Subject } from '../../src/check/decide.ts';
import { hasErrors, messageOf, severityOf, type Result } from '../../src/base/diagnostic.ts';
import { makeSource } from '../../src/base/source.ts';
import { lower } from '../../src/network/lower.ts';
import type { Network } from '../../src/network/network.ts';
import { loadModule, type Load } from '../../src/program/modules.ts';
import { resolve } from '../../src/program/resolve.ts';
import { buildGraph } from '../../src/region/build.ts';
import type { RegionGraph } from '../../src/region/graph.ts';
import { simplify } from '../../src/region/simplify.ts';

/** A text taken all the way: its exact meaning, its network, and what became of its claims. */
export interface Spec {
  readonly graph: RegionGraph;
  /** Absent where the text declares no output and no class. */
  readonly network?: Network;
  /** Codes of all that was found short of an error. */
  readonly found: readonly string[];
  /** `proved contains(a, [1, 2])`, one line each. */
  readonly claims: readonly string[];
}

/** The spec of a file, with what it imports; throws on an error. */
export async function specOfFile(path: string): Promise<Spec> {
  return specOf(path, await readFile(path, 'utf8'), (imported) => readFile(imported, 'utf8').catch(() => undefined));
}

/** The spec of a text that must be without errors. */
export async function specOf(path: string, text: string, load: Load): Promise<Spec> {
  const source = makeSource(path, text);
  const module = await loadModule(source, load);
  const resolved = resolve(module);
  const { program } = resolved.value;
  const found = [...module.diagnostics, ...resolved.diagnostics];
  if (!program || hasErrors(found)) throw new Error(`${path}\n${text}\n${found.map(messageOf).join('\n')}`);
  const built = buildGraph(program);
  found.push(...built.diagnostics);
  if (hasErrors(found)) throw new Error(`${path}\n${found.map(messageOf).join('\n')}`);
  const graph = simplify(built.value);
  const compile: Lower = (outputs) => lower(graph, source, { mode: 'guarantee', ...(outputs && { outputs }) });
  const lowered = graph.head.kind === 'none' ? undefined : compile();
  found.push(...(lowered?.diagnostics ?? []));
  if (hasErrors(found)) throw new Error(`${path}\n${found.map(messageOf).join('\n')}`);
  const subject: Subject = { kind: 'spec', graph, compile: (outputs) => compile(outputs).value };
  const claims = graph.checks.map((check) => {
    const { outcome } = decide(subject, check, { budget: 20, now: () => performance.now() / 1000 });
    return `${outcome} ${check.text}`;
  });
  return {
    graph,
    ...(lowered?.value && { network: lowered.value }),
    found: found.filter((each) => severityOf(each) !== 'hint').map(({ code }) => code),
    claims,
  };
}

type Lower = (...[outputs]: Parameters<Compile>) => Result<Network | undefined>;
