import { hasErrors, severityOf } from '../base/diagnostic.ts';
import type { Form } from '../network/lower.ts';
import type { Network } from '../network/network.ts';
import { printReport, report } from '../network/report.ts';
import { writeNetwork } from '../network/file.ts';
import { countCells, mostCells, planesOf, type CellCount } from '../check/geometry/cells.ts';
import type { RegionGraph } from '../region/graph.ts';
import { compileForward } from '../exec/wasm/forward.ts';
import { printModule } from '../exec/wasm/print.ts';
import { writeFileAtomically } from '../node/write-file.ts';
import { networkName, stem } from './file-names.ts';
import type { CommonFlags } from './common-flags.ts';
import { done, failed, type Outcome } from './outcome.ts';
import { geometryOf } from './static-geometry.ts';
import { compiled, loadSpec } from './subject.ts';
import type { Terminal } from './terminal.ts';

export interface CompileFlags extends CommonFlags {
  readonly output?: string;
  readonly mode: 'guarantee' | 'trainable';
  readonly form: Form;
  readonly emit?: 'wat';
  readonly cells: boolean;
}

/** `regionc compile`: a spec to a network file, with the report of what is promised. */
export async function compileCommand(file: string, flags: CompileFlags, terminal: Terminal): Promise<Outcome> {
  const { mode, form } = flags;
  const loaded = await loadSpec(file, flags);
  const { network, diagnostics, sources } = compiled(loaded, flags, { mode, form });
  if (!network || !loaded.program) return failed(diagnostics, sources);
  // Its hints are about training: they are for editors and `check`.
  const geometry = (await geometryOf(loaded.program, flags, terminal)).filter((each) => severityOf(each) !== 'hint');
  const path = flags.output ?? networkName(file, '');
  const written = await writeFileAtomically(path, writeNetwork(network));
  const code = `${stem(file)}.wat`;
  const emitted = flags.emit ? await writeFileAtomically(code, watOf(network)) : [];
  const found = [...diagnostics, ...geometry, ...written, ...emitted];
  if (hasErrors([...written, ...emitted])) return failed(found, sources);
  const summary = report(network);
  const cells = flags.cells ? cellsOf(network.text) : undefined;
  const document = {
    ok: true,
    network: path,
    ...(flags.emit && { code }),
    inputs: network.inputs.map(({ name }) => name),
    ...summary,
    ...(cells && { cells }),
  };
  const files = `Network: ${path}\n${flags.emit ? `Code: ${code}\n` : ''}`;
  return done(document, `${printReport(summary)}\n${cells ? printCells(cells) : ''}${files}`, found, sources);
}

interface Cells extends CellCount {
  /** The most that so many hyperplanes can make over these inputs (paper (6)). */
  readonly most: number;
}

/** Over the real inputs: those of categories are no directions. */
function cellsOf(text: RegionGraph): Cells {
  const real = text.inputs.flatMap(({ category }, index) => (category ? [] : [index]));
  const planes = planesOf(text).map(({ a, beta }) => ({ a: real.map((index) => a[index] ?? 0), beta }));
  const box = real.map((index) => ({ lo: text.inputs[index]?.lo ?? 0, hi: text.inputs[index]?.hi ?? 0 }));
  const counted = countCells(planes, box, { most: mostCounted });
  return { ...counted, most: mostCells(planes.length, real.length) };
}

/** Cells after which the count takes too long. */
const mostCounted = 5000;

function printCells({ planes, cells, unsure, complete, most }: Cells): string {
  const count = `${complete ? '' : 'over '}${cells}${unsure > 0 ? ` (${unsure} of them not sure)` : ''}`;
  return `Cells: its ${planes} hyperplanes cut the ranges into ${count}; as many in general position can make ${most}.\n`;
}

/** The code that scores the network in double precision; its numbers and links are data that it reads. */
function watOf(network: Network): string {
  const { module, tileRows, points, results, numbers, links } = compileForward(network, 'f64', 'head');
  const places = `${tileRows} points a tile; points at ${points}, results at ${results}, numbers at ${numbers}, links at ${links.at}`;
  return `;; ${places}\n${printModule(module)}`;
}
