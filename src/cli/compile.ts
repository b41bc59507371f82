import { hasErrors, severityOf } from '../base/diagnostic.ts';
import type { Form } from '../network/lower.ts';
import type { Network } from '../network/network.ts';
import { printReport, report } from '../network/report.ts';
import { writeNetwork } from '../network/file.ts';
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
  const document = {
    ok: true,
    network: path,
    ...(flags.emit && { code }),
    inputs: network.inputs.map(({ name }) => name),
    ...summary,
  };
  const files = `Network: ${path}\n${flags.emit ? `Code: ${code}\n` : ''}`;
  return done(document, `${printReport(summary)}\n${files}`, found, sources);
}

/** The code that scores the network in double precision; its numbers and links are data that it reads. */
function watOf(network: Network): string {
  const { module, tileRows, points, results, numbers, links } = compileForward(network, 'f64', 'head');
  const places = `${tileRows} points a tile; points at ${points}, results at ${results}, numbers at ${numbers}, links at ${links.at}`;
  return `;; ${places}\n${printModule(module)}`;
}
