import { hasErrors, type Result } from '../base/diagnostic.ts';
import type { Artifact } from '../export/artifact.ts';
import { exportOnnx } from '../export/onnx.ts';
import type { ExportTarget } from '../export/targets.ts';
import { exportWasm } from '../export/wasm.ts';
import type { Network } from '../network/network.ts';
import { writeFileAtomically } from '../node/write-file.ts';
import { stem } from './file-names.ts';
import type { CommonFlags } from './common-flags.ts';
import { done, failed, type Outcome } from './outcome.ts';
import { loadCompiled } from './subject.ts';
import { version } from './version.ts';

export interface ExportFlags extends CommonFlags {
  readonly to: ExportTarget;
  readonly output?: string;
  readonly precision: 'f32' | 'f64';
}

/** `regionc export`: a network, or a spec that is compiled first, in another format. */
export async function exportCommand(file: string, flags: ExportFlags): Promise<Outcome> {
  const { to, output, precision } = flags;
  const { network, diagnostics, sources } = await loadCompiled(file, flags, { mode: 'guarantee' });
  if (!network) return failed(diagnostics, sources);
  const { value: artifact, diagnostics: problems } = artifactOf(network, flags);
  if (!artifact || hasErrors(problems)) return failed([...diagnostics, ...problems], sources);
  const path = output ?? `${stem(file)}.${to}`;
  const written = await writeFileAtomically(path, artifact.bytes);
  const found = [...diagnostics, ...problems, ...written];
  if (hasErrors(written)) return failed(found, sources);
  const document = { ok: true, to, output: path, bytes: artifact.bytes.length, precision };
  return done(document, `${path}: ${artifact.bytes.length} bytes, ${to}, ${precision}\n`, found, sources);
}

function artifactOf(network: Network, { to, precision }: ExportFlags): Result<Artifact | undefined> {
  switch (to) {
    case 'onnx':
      return exportOnnx(network, { precision, version });
    case 'wasm':
      return { value: exportWasm(network, { precision }), diagnostics: [] };
  }
}
