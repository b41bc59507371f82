import {
  CompletionItemKind,
  InsertTextFormat,
  MarkupKind,
  TextEdit,
  type CompletionItem,
  type FormattingOptions,
  type SignatureHelp,
} from 'vscode-languageserver';
import { complete } from '../src/service/complete.ts';
import type { Completion, CompletionKind } from '../src/service/complete-items.ts';
import { formatEdits, formatRangeEdits, type FormatOptions } from '../src/service/format.ts';
import { makeSource } from '../src/base/source.ts';
import { onEnter } from '../src/service/on-enter.ts';
import { pathOf } from './uri.ts';
import { signature } from '../src/service/signature.ts';
import { attempt, openedAt, type Opened, type Session } from './session.ts';
import { rangeIn, toTextEdits } from './convert.ts';
import type { Host } from './host.ts';

/** What helps while a text is written: completions, signatures, formatting. */
export function registerWriting(session: Session, { formatOptions }: Host): void {
  const { connection, documents, analyses, client } = session;

  connection.onCompletion((request) =>
    attempt(session, async () => {
      const found = await openedAt(session, request);
      if (!found) return undefined;
      const project = analyses.projectOf(found.document.uri);
      const items = await complete(found.analysis, found.offset, project, await analyses.files());
      return items.map((item, i) => toItem(item, i, found, client().snippets));
    }),
  );

  connection.onSignatureHelp((request) =>
    attempt(session, async (): Promise<SignatureHelp | undefined> => {
      const found = await openedAt(session, request);
      const call = found && signature(found.analysis, found.offset);
      if (!call) return undefined;
      const { label, doc, parameters, active } = call;
      const shown = {
        label,
        ...(doc !== undefined && { documentation: { kind: MarkupKind.Markdown, value: doc } }),
        parameters: parameters.map(({ start, end, doc: told }) => ({
          label: [start, end] as [number, number],
          ...(told !== undefined && { documentation: told }),
        })),
      };
      // Past the last parameter none is shown as the one being written.
      return { signatures: [shown], activeSignature: 0, activeParameter: active ?? parameters.length };
    }),
  );

  const styleFor = async (uri: string, options: FormattingOptions): Promise<FormatOptions> =>
    (await formatOptions?.(uri)) ?? styleOf(options);

  connection.onDocumentFormatting(({ textDocument: { uri }, options }) =>
    attempt(session, async () => {
      const document = documents.get(uri);
      if (!document) return undefined;
      const source = makeSource(pathOf(uri), document.getText());
      const edits = await formatEdits(source, await styleFor(uri, options));
      return source.text === document.getText() ? toTextEdits(edits, document) : undefined;
    }),
  );

  connection.onDocumentRangeFormatting(({ textDocument: { uri }, range, options }) =>
    attempt(session, async () => {
      const document = documents.get(uri);
      if (!document) return undefined;
      const [start, end] = [document.offsetAt(range.start), document.offsetAt(range.end)];
      const source = makeSource(pathOf(uri), document.getText());
      const edits = await formatRangeEdits(source, { start, end }, await styleFor(uri, options));
      return source.text === document.getText() ? toTextEdits(edits, document) : undefined;
    }),
  );

  connection.onDocumentOnTypeFormatting(({ textDocument: { uri }, position }) =>
    attempt(session, () => {
      const document = documents.get(uri);
      if (!document) return Promise.resolve(undefined);
      const source = makeSource(pathOf(uri), document.getText());
      return Promise.resolve(toTextEdits(onEnter(source, document.offsetAt(position)), document));
    }),
  );
}

function styleOf({ tabSize, insertSpaces }: FormattingOptions): FormatOptions {
  return { tabWidth: tabSize, useTabs: !insertSpaces };
}

function toItem(
  { label, kind, detail, doc, text, snippet, span, edits }: Completion,
  place: number,
  { document }: Opened,
  snippets: boolean,
): CompletionItem {
  const isSnippet = snippet && snippets;
  return {
    label,
    kind: itemKinds[kind],
    ...(detail !== undefined && { detail }),
    ...(doc !== undefined && doc !== '' && { documentation: { kind: MarkupKind.Markdown, value: doc } }),
    sortText: String(place).padStart(5, '0'),
    ...(kind === 'snippet' && { filterText: label }),
    textEdit: TextEdit.replace(rangeIn(document, span), isSnippet || !snippet ? text : withoutPlaces(text)),
    insertTextFormat: isSnippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    ...(edits.length > 0 && { additionalTextEdits: toTextEdits(edits, document) }),
  };
}

/** A snippet as plain text: its places with the words that stand in them. */
function withoutPlaces(text: string): string {
  return text.replace(/\$\{\d+:([^}]*)\}/g, '$1').replace(/\$\{\d+\}|\$\d+/g, '');
}

const itemKinds: Record<CompletionKind, CompletionItemKind> = {
  keyword: CompletionItemKind.Keyword,
  snippet: CompletionItemKind.Snippet,
  input: CompletionItemKind.Field,
  value: CompletionItemKind.Constant,
  function: CompletionItemKind.Function,
  region: CompletionItemKind.Struct,
  class: CompletionItemKind.Class,
  parameter: CompletionItemKind.Variable,
  category: CompletionItemKind.EnumMember,
  argument: CompletionItemKind.Property,
  module: CompletionItemKind.Module,
  file: CompletionItemKind.File,
};
