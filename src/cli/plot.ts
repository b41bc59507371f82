import { hasErrors, severityOf, type Diagnostic } from '../base/diagnostic.ts';
import type { MissingPolicy } from '../data/missing.ts';
import { lower } from '../network/lower.ts';
import type { Network } from '../network/network.ts';
import { writeFileAtomically } from '../node/write-file.ts';
import { renderPng } from '../node/png.ts';
import { pictureOf } from '../plot/picture-of.ts';
import { plot } from '../plot/plot.ts';
import { sliceTrouble } from '../plot/slice.ts';
import { plotTerminal } from '../plot/terminal.ts';
import { buildGraph } from '../region/build.ts';
import { simplify } from '../region/simplify.ts';
import type { RegionGraph } from '../region/graph.ts';
import { knownRows, loadDataset } from './dataset.ts';
import type { CommonFlags } from './common-flags.ts';
import { fieldPicture, type FieldFlags } from './plot-field.ts';
import { done, failed, type Outcome } from './outcome.ts';
import { load } from './subject.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';

export interface PlotFlags extends CommonFlags, FieldFlags {
  readonly output?: string;
  readonly axes?: string;
  readonly at?: string;
  readonly data?: string;
  readonly sql?: boolean;
  readonly label?: string;
  readonly missing?: MissingPolicy;
  /** A log of `train --log`, in place of a spec or network. */
  readonly log?: string;
  readonly theme?: 'light' | 'dark';
  readonly style?: 'fills' | 'lines';
  readonly levels?: readonly number[];
  readonly width?: number;
  readonly height?: number;
}

/** `regionc plot`: the picture of a spec or network, as SVG or PNG or in the terminal. */
export async function plotCommand(file: string, flags: PlotFlags, terminal: Terminal): Promise<Outcome> {
  const { output } = flags;
  const ending = pictureEnding(output);
  const { graph, network, diagnostics, sources } = await loadGraph(file, flags);
  if (!graph) return failed(diagnostics, sources);
  const found = [...diagnostics];
  const rows =
    flags.data === undefined || !network
      ? undefined
      : await loadDataset(network, { ...flags, data: flags.data }, 'if labelled');
  found.push(...(rows?.diagnostics ?? []));
  const known = network && rows?.value && knownRows(network, rows.value, flags.missing);
  found.push(...(known?.diagnostics ?? []));
  if (hasErrors(found)) return failed(found, sources);

  const input = pictureOf({
    title: file,
    graph,
    ...(network && { network }),
    ...(known?.value && { data: known.value }),
  });
  const options = {
    ...(flags.theme && { theme: flags.theme }),
    ...(flags.style && { style: flags.style }),
    ...(flags.levels && { levels: flags.levels }),
    ...(flags.width && { width: flags.width }),
    ...(flags.height && { height: flags.height }),
    ...(flags.axes !== undefined && { axes: flags.axes.split(',').map((name) => name.trim()) }),
    ...(flags.at !== undefined && { at: readPoint(flags.at) }),
  };
  const trouble = sliceTrouble(input.inputs, options);
  if (trouble !== undefined) throw new UsageError(trouble);
  if (output === undefined) {
    if (flags.field !== undefined) throw new UsageError('--field draws a file; name it with -o');
    const { columns, rows: lines, colours: colour } = terminal;
    const text = plotTerminal(input, { ...options, ...(terminal.interactive && { columns, rows: lines }), colour });
    return done({ ok: true, text }, text, found, sources);
  }
  const themed = { ...options, theme: flags.theme ?? (ending === '.png' ? 'light' : 'auto') } as const;
  const picture = flags.field === undefined ? plot(input, themed) : fieldPicture(input, network, flags, themed);
  const written = await writeFileAtomically(output, ending === '.svg' ? picture.svg : renderPng(picture.svg));
  found.push(...written);
  if (hasErrors(written)) return failed(found, sources);
  const { width, height } = picture;
  return done({ ok: true, output, width, height }, `${output}: ${width} x ${height}\n`, found, sources);
}

/** `.svg` or `.png`; empty where no file is asked for. */
export function pictureEnding(output: string | undefined): string {
  const ending = /\.\w+$/.exec(output ?? '')?.[0].toLowerCase() ?? '';
  if (output !== undefined && ending !== '.svg' && ending !== '.png') {
    throw new UsageError(`a picture is written as .svg or .png, not \`${output}\``);
  }
  return ending;
}

interface Plotted {
  readonly graph?: RegionGraph;
  readonly network?: Network;
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: Outcome['sources'];
}

/** The graph, and the network where there is one; a spec without outputs and classes shows its regions only. */
async function loadGraph(file: string, flags: CommonFlags): Promise<Plotted> {
  const loaded = await load(file, flags);
  if (loaded.kind === 'network') {
    const { network, diagnostics } = loaded;
    return { ...(network && { graph: network.text, network }), diagnostics, sources: network ? [network.source] : [] };
  }
  const { source, sources, program, diagnostics } = loaded;
  if (!program) return { diagnostics, sources };
  const built = buildGraph(program, flags.limit);
  const found = [...diagnostics, ...built.diagnostics];
  if (hasErrors(found)) return { diagnostics: found, sources };
  const graph = simplify(built.value);
  if (graph.head.kind === 'none') return { graph, diagnostics: found, sources };
  const lowered = lower(graph, source, { mode: 'guarantee' });
  return {
    graph,
    ...(lowered.value && { network: lowered.value }),
    // What the compiler warns of is no matter of the picture.
    diagnostics: [...found, ...lowered.diagnostics.filter((each) => severityOf(each) === 'error')],
    sources,
  };
}

/** `x=1, s=a`, categories in quotes or without. */
function readPoint(text: string): Record<string, string> {
  const entries = text.split(',').map((part) => {
    const [name, value, ...rest] = part.split('=').map((piece) => piece.trim());
    if (!name || !value || rest.length > 0) {
      throw new UsageError(`--at takes a point such as "x=1, s=a", not \`${text}\``);
    }
    return [name, value.replace(/^"(.*)"$/, '$1')] as const;
  });
  return Object.fromEntries(entries);
}
