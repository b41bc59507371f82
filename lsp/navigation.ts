import {
  DocumentHighlightKind,
  FoldingRangeKind,
  ResponseError,
  SymbolKind,
  type DocumentSymbol,
  type LocationLink,
  type SelectionRange,
  type SymbolInformation,
} from 'vscode-languageserver';
import { definition } from '../src/service/definition.ts';
import { findSymbols, outline, type OutlineEntry } from '../src/service/document-symbols.ts';
import { folds } from '../src/service/folding.ts';
import { highlights, references } from '../src/service/references.ts';
import { links } from '../src/service/links.ts';
import { renamable, rename } from '../src/service/rename.ts';
import { selections } from '../src/service/selection.ts';
import type { Source, Span } from '../src/base/source.ts';
import { locatorIn, rangeIn, toChanges, type Locate } from './convert.ts';
import { attempt, opened, openedAt, type Opened, type Session } from './session.ts';
import { uriOf } from './uri.ts';

/** From place to place: definitions, references, outlines, and what changes a name everywhere. */
export function registerNavigation(session: Session): void {
  const { connection, analyses } = session;

  connection.onDefinition((request) =>
    attempt(session, async (): Promise<LocationLink[] | undefined> => {
      const found = await openedAt(session, request);
      const target = found && definition(found.analysis, found.offset);
      const [whole, name] = target && found ? [found.locate(target.whole), found.locate(target.name)] : [];
      if (!found || !target || !whole || !name) return undefined;
      return [
        {
          originSelectionRange: rangeIn(found.document, target.origin),
          targetUri: whole.uri,
          targetRange: whole.range,
          targetSelectionRange: name.range,
        },
      ];
    }),
  );

  connection.onReferences((request) =>
    attempt(session, async () => {
      const found = await openedAt(session, request);
      if (!found) return undefined;
      const { uri } = found.document;
      const project = analyses.projectOf(uri);
      const all = await references(found.analysis, found.offset, project);
      const locate = await locateIn(
        session,
        found,
        all.map(({ span }) => span),
      );
      const wanted = all.filter(({ declares }) => request.context.includeDeclaration || !declares);
      return wanted.flatMap(({ span }) => locate(span) ?? []);
    }),
  );

  connection.onDocumentHighlight((request) =>
    attempt(session, async () => {
      const found = await openedAt(session, request);
      return (
        found &&
        highlights(found.analysis, found.offset).map(({ span, declares }) => ({
          range: rangeIn(found.document, span),
          kind: declares ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
        }))
      );
    }),
  );

  connection.onPrepareRename((request) =>
    attempt(session, async () => {
      const found = await openedAt(session, request);
      const span = found && renamable(found.analysis, found.offset);
      return span && found ? rangeIn(found.document, span) : null;
    }),
  );

  connection.onRenameRequest(async (request) => {
    const answer = await attempt(session, async () => {
      const found = await openedAt(session, request);
      if (!found) return undefined;
      const renamed = await rename(
        found.analysis,
        found.offset,
        request.newName,
        analyses.projectOf(found.document.uri),
      );
      if ('refusal' in renamed) return renamed;
      const locate = await locateIn(
        session,
        found,
        renamed.edits.map(({ span }) => span),
      );
      return { changes: toChanges(renamed.edits, locate) };
    });
    return answer && 'refusal' in answer ? new ResponseError(refused, answer.refusal) : answer;
  });

  connection.onDocumentSymbol(({ textDocument: { uri } }) =>
    attempt(session, async (): Promise<DocumentSymbol[] | undefined> => {
      const found = await opened(session, uri);
      return (
        found &&
        outline(found.analysis).map((entry) => ({
          name: entry.name === '' ? entry.kind : entry.name,
          detail: entry.detail,
          kind: symbolKinds[entry.kind],
          range: rangeIn(found.document, entry.span),
          selectionRange: rangeIn(found.document, entry.nameSpan),
        }))
      );
    }),
  );

  connection.onWorkspaceSymbol(({ query }) =>
    attempt(session, async (): Promise<SymbolInformation[]> => {
      const beside = session.documents.all()[0]?.uri ?? 'file:///';
      const project = analyses.projectOf(beside);
      const found = await findSymbols(query, project);
      const sources = (await project.mentioning('')).map(({ source }) => source);
      const locate = locatorIn(beside, sources);
      return found.flatMap(({ name, kind, nameSpan }) => {
        const location = locate(nameSpan);
        return location ? [{ name, kind: symbolKinds[kind], location }] : [];
      });
    }),
  );

  connection.onFoldingRanges(({ textDocument: { uri } }) =>
    attempt(session, async () => {
      const found = await opened(session, uri);
      return (
        found &&
        folds(found.analysis).map(({ start, end, kind }) => ({
          startLine: start - 1,
          endLine: end - 1,
          ...(kind && { kind: kind === 'comment' ? FoldingRangeKind.Comment : FoldingRangeKind.Imports }),
        }))
      );
    }),
  );

  connection.onSelectionRanges(({ textDocument: { uri }, positions }) =>
    attempt(session, async () => {
      const offsets = positions.map((position) => session.documents.get(uri)?.offsetAt(position) ?? 0);
      const found = await opened(session, uri);
      return found && offsets.flatMap((offset) => nested(selections(found.analysis, offset), found) ?? []);
    }),
  );

  connection.onDocumentLinks(({ textDocument: { uri } }) =>
    attempt(session, async () => {
      const found = await opened(session, uri);
      return (
        found &&
        links(found.analysis).map(({ span, path }) => ({
          range: rangeIn(found.document, span),
          target: uriOf(path, uri),
        }))
      );
    }),
  );
}

/** Why a name cannot be changed is told as a failed request. */
const refused = -32803;

/** Places in all the files that spans are of, open or not. */
export async function locateIn(
  { analyses }: Session,
  { document, analysis }: Opened,
  spans: readonly Span[],
): Promise<Locate> {
  const project = analyses.projectOf(document.uri);
  const files = new Set(spans.map(({ file }) => file));
  const sources: Source[] = [...analysis.sources];
  for (const found of await project.mentioning(''))
    for (const source of found.sources) if (files.has(source.path)) sources.push(source);
  return locatorIn(document.uri, sources);
}

function nested(spans: readonly Span[], { document }: Opened): SelectionRange | undefined {
  let outer: SelectionRange | undefined;
  for (const span of spans.toReversed()) outer = { range: rangeIn(document, span), ...(outer && { parent: outer }) };
  return outer;
}

const symbolKinds: Record<OutlineEntry['kind'], SymbolKind> = {
  input: SymbolKind.Field,
  value: SymbolKind.Constant,
  function: SymbolKind.Function,
  region: SymbolKind.Struct,
  output: SymbolKind.Interface,
  class: SymbolKind.Class,
  check: SymbolKind.Event,
  default: SymbolKind.Property,
  import: SymbolKind.Module,
};
