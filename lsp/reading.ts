import {
  InlayHintKind,
  MarkupKind,
  RequestType,
  SemanticTokensBuilder,
  type CodeLens,
  type Command,
  type Hover,
} from 'vscode-languageserver';
import { catalogue, type Code } from '../src/base/catalogue/index.ts';
import { hover } from '../src/service/hover.ts';
import { inlayHints } from '../src/service/inlay.ts';
import { lenses, type LensAction } from '../src/service/lens.ts';
import { semanticModifiers, semanticTokens, semanticTypes } from '../src/service/semantic-tokens.ts';
import { histogramAt } from '../src/service/histogram.ts';
import { uriOf } from './uri.ts';
import { attempt, opened, openedAt, type Opened, type Session } from './session.ts';
import { rangeIn } from './convert.ts';

/** The picture of a document or of one of its regions, as SVG. */
const pictureRequest = new RequestType<
  { readonly uri: string; readonly region?: string; readonly theme?: 'light' | 'dark' },
  { readonly svg: string } | { readonly trouble: string },
  void
>('region/picture');

/** What a message means, in Markdown. */
const explainRequest = new RequestType<{ readonly code: string }, string | null, void>('region/explain');

/** What is shown beside and over a text: hovers, colours, hints, lenses, pictures. */
export function registerReading(session: Session): void {
  const { connection, examinations, client, settings, loadData } = session;

  connection.onHover((request) =>
    attempt(session, async (): Promise<Hover | undefined> => {
      const found = await openedAt(session, request);
      if (!found) return undefined;
      const { document, analysis, offset } = found;
      const examination = examinations.of(document.uri, analysis);
      const histogram = await histogramAt(analysis, offset, (path) => loadData(uriOf(path, document.uri)));
      const shown = hover(analysis, offset, {
        examination,
        pictures: client().pictures,
        ...(histogram !== undefined && { histogram }),
      });
      return (
        shown && {
          contents: { kind: MarkupKind.Markdown, value: shown.markdown },
          range: rangeIn(document, shown.span),
        }
      );
    }),
  );

  connection.languages.inlayHint.on(({ textDocument: { uri }, range }) =>
    attempt(session, async () => {
      const found = await opened(session, uri);
      if (!found) return undefined;
      const { document, analysis } = found;
      const [start, end] = [document.offsetAt(range.start), document.offsetAt(range.end)];
      const examination = examinations.of(uri, analysis);
      return inlayHints(analysis, { start, end }, settings().inlayHints, examination).map(
        ({ offset, text, tooltip }) => ({
          position: document.positionAt(offset),
          label: text,
          tooltip,
          kind: InlayHintKind.Type,
        }),
      );
    }),
  );

  connection.onCodeLens(({ textDocument: { uri } }) =>
    attempt(session, async (): Promise<CodeLens[] | undefined> => {
      const found = await opened(session, uri);
      if (!found || !settings().codeLens) return undefined;
      return lenses(found.analysis, examinations.of(uri, found.analysis)).flatMap(({ span, title, action }) => {
        const command = commandOf(title, action, uri, client().commands);
        return command ? [{ range: rangeIn(found.document, span), command }] : [];
      });
    }),
  );

  registerTokens(session);

  connection.onRequest(pictureRequest, async ({ uri, region, theme }) => {
    const answer = await attempt(session, async () => {
      const found = await opened(session, uri);
      // Loaded with the first picture, so that the first diagnostics come sooner.
      const { picture } = await import('../src/service/picture.ts');
      return found && picture(found.analysis, region, theme ? { theme } : {});
    });
    return answer ?? { trouble: 'The file is not open.' };
  });

  connection.onRequest(explainRequest, ({ code }) => {
    const entry = Object.entries(catalogue).find(([key]) => key === code)?.[1];
    return entry ? `# ${code as Code}: ${entry.title}\n\n${entry.help}\n` : null;
  });
}

/** Clients without the extension's commands still read what became of a claim. */
function commandOf(title: string, action: LensAction, uri: string, commands: boolean): Command | undefined {
  if (!commands) return action.kind === 'check' ? { title, command: '' } : undefined;
  switch (action.kind) {
    case 'show':
      return { title, command: 'region.show', arguments: [uri, action.region] };
    case 'compile':
      return { title, command: 'region.compile', arguments: [uri] };
    case 'train':
      return { title, command: 'region.train', arguments: [uri] };
    case 'check':
      return { title, command: 'region.check', arguments: [uri, action.claims] };
  }
}

/** Colours by meaning, whole, of a range, and what changed since the client asked last. */
function registerTokens(session: Session): void {
  const { semanticTokens: tokens } = session.connection.languages;
  const builders = new Map<string, SemanticTokensBuilder>();
  const builderOf = (uri: string): SemanticTokensBuilder => {
    const builder = builders.get(uri) ?? new SemanticTokensBuilder();
    builders.set(uri, builder);
    return builder;
  };
  const ask = async <T>(
    uri: string,
    build: (found: Opened, builder: SemanticTokensBuilder) => T,
  ): Promise<T | undefined> =>
    attempt(session, async () => {
      const found = await opened(session, uri);
      return found && build(found, builderOf(uri));
    });

  tokens.on(async ({ textDocument: { uri } }) => {
    const built = await ask(uri, (found, builder) => {
      // Starts anew, with an id of its own.
      builder.previousResult('');
      push(found, builder);
      return builder.build();
    });
    return built ?? { data: [] };
  });
  tokens.onDelta(async ({ textDocument: { uri }, previousResultId }) => {
    const built = await ask(uri, (found, builder) => {
      builder.previousResult(previousResultId);
      push(found, builder);
      return builder.buildEdits();
    });
    return built ?? { data: [] };
  });
  tokens.onRange(async ({ textDocument: { uri }, range }) => {
    const built = await ask(uri, (found) => {
      const builder = new SemanticTokensBuilder();
      const { document } = found;
      push(found, builder, document.offsetAt(range.start), document.offsetAt(range.end));
      return builder.build();
    });
    return built ?? { data: [] };
  });
  session.documents.onDidClose(({ document: { uri } }) => builders.delete(uri));
}

function push({ analysis, document }: Opened, builder: SemanticTokensBuilder, start = 0, end = Infinity): void {
  for (const { span, type, modifiers } of semanticTokens(analysis)) {
    if (span.end < start || end < span.start) continue;
    const { line, character } = document.positionAt(span.start);
    const bits = modifiers.reduce((sum, modifier) => sum | (1 << semanticModifiers.indexOf(modifier)), 0);
    builder.push(line, character, span.end - span.start, semanticTypes.indexOf(type), bits);
  }
}
