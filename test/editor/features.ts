import { analyse, type Analysis } from '../../src/service/analyse.ts';
import { applyEdits } from '../../src/service/edits.ts';
import { madeOf, partAt, usedBy, type PartUse } from '../../src/service/calls.ts';
import { complete } from '../../src/service/complete.ts';
import { definition } from '../../src/service/definition.ts';
import { examine } from '../../src/service/examine.ts';
import { fixAll } from '../../src/service/fix-all.ts';
import { folds } from '../../src/service/folding.ts';
import { formatEdits, formatRangeEdits } from '../../src/service/format.ts';
import { highlights, references } from '../../src/service/references.ts';
import { histogramAt } from '../../src/service/histogram.ts';
import { hover } from '../../src/service/hover.ts';
import { allInlays, inlayHints } from '../../src/service/inlay.ts';
import { lenses } from '../../src/service/lens.ts';
import { links } from '../../src/service/links.ts';
import { makeSource, positionAt } from '../../src/base/source.ts';
import { onEnter } from '../../src/service/on-enter.ts';
import { findSymbols, outline } from '../../src/service/document-symbols.ts';
import { refactorings } from '../../src/service/refactor/refactorings.ts';
import { rename } from '../../src/service/rename.ts';
import { selections } from '../../src/service/selection.ts';
import { semanticTokens } from '../../src/service/semantic-tokens.ts';
import { signature } from '../../src/service/signature.ts';
import type { Edit } from '../../src/base/diagnostic.ts';
import type { Project } from '../../src/service/project.ts';
import { bracketed } from './marked.ts';

/** A text of a case as a feature sees it. */
export interface Scene {
  readonly text: string;
  readonly analysis: Analysis;
  /** Where the marks stood. */
  readonly offsets: readonly number[];
  readonly project: Project;
  readonly files: ReadonlyMap<string, string>;
}

/** What a feature answers in a scene, as text that people can read. */
export type Feature = (scene: Scene) => string | Promise<string>;

export async function sceneOf(
  text: string,
  offsets: readonly number[],
  files: ReadonlyMap<string, string>,
): Promise<Scene> {
  const load = (path: string): string | undefined => (path === 'main.region' ? text : files.get(path));
  const analysis = await analyse(makeSource('main.region', text), load);
  const project: Project = {
    load,
    mentioning: async (word) => {
      const others = [...files].filter(([path]) => path.endsWith('.region'));
      const all = await Promise.all(others.map(([path, other]) => analyse(makeSource(path, other), load)));
      return [analysis, ...all].filter(({ source }) => source.text.includes(word));
    },
  };
  return { text, analysis, offsets, project, files };
}

const effort = { budget: 2, now: () => performance.now() / 1000, cancelled: () => false };

/** By the folder of its cases. */
export const features: Readonly<Record<string, Feature>> = {
  hover: async ({ analysis, offsets, files }) => {
    const examination = examine(analysis, effort);
    const load = (path: string): Promise<string | undefined> => Promise.resolve(files.get(path));
    const shown = await Promise.all(
      offsets.map(async (offset) => {
        const histogram = await histogramAt(analysis, offset, load);
        const extras = { ...(examination && { examination }), ...(histogram !== undefined && { histogram }) };
        return hover(analysis, offset, extras)?.markdown ?? 'nothing';
      }),
    );
    return each(shown, (markdown) => markdown);
  },
  completion: async ({ analysis, offsets, project, files }) => {
    const lists = await Promise.all(
      offsets.map(async (offset) => {
        const items = await complete(analysis, offset, project, [...files.keys()]);
        // As editors do, by what has been typed.
        const fitting = items.filter(({ label, span }) =>
          label.startsWith(analysis.source.text.slice(span.start, offset)),
        );
        const shown = fitting.slice(0, 12).map(({ label, kind, detail, text, snippet, edits }) => {
          const put = text === label ? '' : ` -> ${text}${snippet ? ' (snippet)' : ''}`;
          const also = edits.length > 0 ? ` and ${edits.map((edit) => JSON.stringify(edit.text)).join(', ')}` : '';
          return `${label} (${kind})${detail === undefined ? '' : `: ${detail}`}${put}${also}`;
        });
        return [...shown, ...(fitting.length > 12 ? ['...'] : [])].join('\n') || 'nothing';
      }),
    );
    return each(lists, (list) => list);
  },
  signature: ({ analysis, offsets }) =>
    each(offsets, (offset) => {
      const shown = signature(analysis, offset);
      if (!shown) return 'nothing';
      const { label, doc, parameters, active } = shown;
      const parameter = parameters[active ?? -1];
      return `${bracketed(label, parameter ? [parameter] : [])}${parameter?.doc === undefined ? '' : `\n${parameter.doc}`}${doc === undefined ? '' : `\n${doc}`}`;
    }),
  definition: ({ analysis, offsets }) =>
    each(offsets, (offset) => {
      const found = definition(analysis, offset);
      const source = analysis.sources.find(({ path }) => path === found?.name.file);
      if (!found || !source) return 'nothing';
      const { line, column } = positionAt(source, found.name.start);
      return `${source.path}:${line}:${column} ${source.text.slice(found.name.start, found.name.end)}`;
    }),
  references: async ({ analysis, offsets, project }) => {
    const [offset = 0] = offsets;
    const found = await references(analysis, offset, project);
    const files = await project.mentioning('');
    return files
      .map(
        ({ source }) =>
          `${source.path}\n${bracketed(
            source.text,
            found.map(({ span }) => span).filter(({ file }) => file === source.path),
          )}`,
      )
      .join('\n');
  },
  highlights: ({ analysis, text, offsets }) =>
    each(offsets, (offset) =>
      bracketed(
        text,
        highlights(analysis, offset).map(({ span }) => span),
      ),
    ),
  rename: async ({ analysis, offsets, project, files }) => {
    const to = files.get('to')?.trim() ?? 'renamed';
    const answers = await Promise.all(
      offsets.map(async (offset) => {
        const renamed = await rename(analysis, offset, to, project);
        if ('refusal' in renamed) return `refused: ${renamed.refusal}`;
        return (await project.mentioning(''))
          .map(({ source }) => `${source.path}\n${applyEdits(source.text, of(source.path, renamed.edits))}`)
          .join('\n');
      }),
    );
    return each(answers, (answer) => answer);
  },
  parts: async ({ analysis, offsets, project }) => {
    const [offset = 0] = offsets;
    const lines = (title: string, uses: readonly PartUse[]): string[] => [
      title,
      ...uses.map(
        ({ part, spans }) => `  ${part.name} (${part.detail}) in ${part.nameSpan.file}, ${spans.length} times`,
      ),
    ];
    return [
      partAt(analysis, offset)?.name ?? 'nothing',
      ...lines('made of', madeOf(analysis, offset)),
      ...lines('used by', await usedBy(analysis, offset, project)),
    ].join('\n');
  },
  problems: ({ analysis, text }) => {
    const found = examine(analysis, effort)?.problems ?? [];
    return [...analysis.problems, ...found]
      .map(
        ({ span, code, severity, message }) =>
          `${text.slice(span.start, span.end)}: ${severity} ${code ?? ''} ${message}`,
      )
      .join('\n');
  },
  outline: ({ analysis, text }) =>
    outline(analysis)
      .map(
        ({ kind, name, detail, nameSpan }) => `${kind} ${name} ${detail} [${text.slice(nameSpan.start, nameSpan.end)}]`,
      )
      .join('\n'),
  symbols: async ({ project, files }) => {
    const found = await findSymbols(files.get('query')?.trim() ?? '', project);
    return found.map(({ kind, name, nameSpan }) => `${kind} ${name} in ${nameSpan.file}`).join('\n');
  },
  folding: ({ analysis }) =>
    folds(analysis)
      .map(({ start, end, kind }) => `${start}-${end}${kind ? ` ${kind}` : ''}`)
      .join('\n'),
  selection: ({ analysis, text, offsets }) =>
    each(offsets, (offset) =>
      selections(analysis, offset)
        .map(({ start, end }) => JSON.stringify(text.slice(start, end)))
        .join('\n'),
    ),
  tokens: ({ analysis, text }) =>
    semanticTokens(analysis)
      .map(({ span, type, modifiers }) => [text.slice(span.start, span.end), type, ...modifiers].join(' '))
      .join('\n'),
  inlay: ({ analysis, text }) => {
    const examination = examine(analysis, effort);
    const hints = inlayHints(analysis, { start: 0, end: text.length }, allInlays, examination);
    const edits = hints.map(({ offset, text: shown }): Edit => ({
      span: { file: 'main.region', start: offset, end: offset },
      text: `⟦${shown}⟧`,
    }));
    return applyEdits(text, edits);
  },
  lens: ({ analysis, text }) =>
    lenses(analysis, examine(analysis, effort))
      .map(({ span, title, action }) => `${text.slice(span.start, span.end)}: ${title} (${action.kind})`)
      .join('\n'),
  links: ({ analysis, text }) =>
    links(analysis)
      .map(({ span, path }) => `${text.slice(span.start, span.end)} -> ${path}`)
      .join('\n'),
  'fix-all': ({ analysis, text }) => applyEdits(text, fixAll(analysis)),
  format: async ({ analysis, text }) => applyEdits(text, await formatEdits(analysis.source)),
  'format-range': async ({ analysis, text, offsets: [start = 0, end = start] }) =>
    applyEdits(text, await formatRangeEdits(analysis.source, { start, end })),
  refactor: ({ analysis, text, offsets, files }) => {
    const [start = 0, end = start] = offsets;
    const wanted = files.get('title')?.trim();
    return refactorings(analysis, start, end)
      .filter(({ title }) => wanted === undefined || title.includes(wanted))
      .map(({ title, kind, edits }) => `--- ${title} (${kind})\n${applyEdits(text, edits)}`)
      .join('\n');
  },
  'on-enter': ({ analysis, text, offsets: [offset = 0] }) => applyEdits(text, onEnter(analysis.source, offset)),
};

/** The edits of one file. */
function of(path: string, edits: readonly Edit[]): readonly Edit[] {
  return edits.filter(({ span }) => span.file === path);
}

/** One part for each mark. */
function each<T>(things: readonly T[], show: (thing: T) => string): string {
  return things.map((thing, i) => `--- mark ${i + 1}\n${show(thing)}`).join('\n');
}
