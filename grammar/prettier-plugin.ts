import { messageOf, severityOf } from '../src/base/diagnostic.ts';
import { makeSource, positionAt, type Span } from '../src/base/source.ts';
import { isIgnored, placeComment } from './format-comments.ts';
import type { Ast } from './ast.ts';
import { commentPlaces, type FileNode, type FormatNode } from './format-node.ts';
import type { Place } from './format-place.ts';
import { parse } from './parser.ts';
import { printNode } from './printer.ts';
import type { format } from 'prettier/standalone';

type Options = NonNullable<Parameters<typeof format>[1]>;
type Plugin = Exclude<NonNullable<Options['plugins']>[number], string | URL>;
type Printer = NonNullable<Plugin['printers']>[string];
type Parser = NonNullable<Plugin['parsers']>[string];

export const languages: NonNullable<Plugin['languages']> = [
  { name: 'Region', parsers: ['region'], extensions: ['.region'], vscodeLanguageIds: ['region'] },
];

/** Line ends stay as they are, unless the settings of the project say otherwise. */
export const defaultOptions: NonNullable<Plugin['defaultOptions']> = { endOfLine: 'auto' };

const handlers = { ownLine: placeComment, endOfLine: placeComment, remaining: placeComment };

const regionParser: Parser = {
  astFormat: 'region',
  parse: (text, { filepath }) => readTree(text, filepath),
  locStart: ({ span }: { span: Span }) => span.start,
  locEnd: ({ span }: { span: Span }) => span.end,
};

const regionPrinter: Printer = {
  print: (path, { originalText: text }, print, request) => {
    const place: Place = {
      node: path.node,
      parent: path.parent,
      grandparent: path.grandparent,
      print: (keys, prefix) => print(typeof keys === 'object' ? [...keys] : keys, prefix ? { prefix } : undefined),
      text,
    };
    return printNode(place, (request as { readonly prefix?: string } | undefined)?.prefix);
  },
  canAttachComment: () => true,
  getCommentChildNodes: (node: FormatNode) => [...commentPlaces(node)],
  getVisitorKeys: () => [],
  handleComments: handlers,
  printComment: ({ node }) => node.text,
  willPrintOwnComments: ({ node }) => !isIgnored(node),
  hasPrettierIgnore: ({ node }) => isIgnored(node),
};

export const parsers: NonNullable<Plugin['parsers']> = { region: regionParser };
export const printers: NonNullable<Plugin['printers']> = { region: regionPrinter };

/** The tree of a text without syntax errors; of any other, what prettier shows as the error. */
function readTree(text: string, path = 'the text'): FileNode & Pick<Ast, 'comments'> {
  const source = makeSource(path, text);
  const { value, diagnostics } = parse(source);
  const error = diagnostics.find((found) => severityOf(found) === 'error');
  if (error) {
    const { start, end } = error.span ?? { start: 0, end: 0 };
    const loc = { start: positionAt(source, start), end: positionAt(source, end) };
    throw Object.assign(new SyntaxError(`${error.code}: ${messageOf(error)}`), { loc });
  }
  const { declarations, comments } = value;
  return { kind: 'file', span: { file: path, start: 0, end: text.length }, declarations, comments };
}
