import { hasErrors, severityOf } from '../base/diagnostic.ts';
import type { Form } from '../network/lower.ts';
import { printReport, report } from '../network/report.ts';
import { writeNetwork } from '../network/file.ts';
import { writeFileAtomically } from '../node/write-file.ts';
import { networkName } from './file-names.ts';
import type { CommonFlags } from './common-flags.ts';
import { done, failed, type Outcome } from './outcome.ts';
import { geometryOf } from './static-geometry.ts';
import { compiled, loadSpec } from './subject.ts';
import type { Terminal } from './terminal.ts';

export interface CompileFlags extends CommonFlags {
  readonly output?: string;
  readonly mode: 'guarantee' | 'trainable';
  readonly form: Form;
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
  const found = [...diagnostics, ...geometry, ...written];
  if (hasErrors(written)) return failed(found, sources);
  const summary = report(network);
  const document = { ok: true, network: path, inputs: network.inputs.map(({ name }) => name), ...summary };
  return done(document, `${printReport(summary)}\nNetwork: ${path}\n`, found, sources);
}
