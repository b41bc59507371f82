import type { Span } from '../src/base/source.ts';
import type { Ast, Declaration, Name } from './ast.ts';
import { childrenOf, type Node } from './walk.ts';

/**
 * What is wrong with a tree, as sentences; nothing for a tree that `parse` made of `text`. Spans lie inside those around
 * them and follow each other, names are what the text says, and a chain has one operand more than operators.
 */
export function verifyAst(ast: Ast, text: string): readonly string[] {
  const problems: string[] = [];
  const whole = { file: ast.file, start: 0, end: text.length };
  checkOrder(
    whole,
    ast.declarations.map(({ span }) => span),
    'declarations',
    problems,
  );
  checkOrder(
    whole,
    ast.comments.map(({ span }) => span),
    'comments',
    problems,
  );
  for (const { span, text: comment } of ast.comments) {
    if (text.slice(span.start, span.end) !== comment) problems.push(`comment ${at(span)} is not what the text says`);
  }
  for (const declaration of ast.declarations) {
    for (const name of namesOf(declaration)) checkName(name, text, problems);
    checkNode(declaration, text, problems);
  }
  return problems;
}

function checkNode(node: Node, text: string, problems: string[]): void {
  const children = childrenOf(node);
  checkOrder(
    node.span,
    children.map(({ span }) => span),
    node.kind,
    problems,
  );
  checkShape(node, text, problems);
  for (const child of children) checkNode(child, text, problems);
}

function checkShape(node: Node, text: string, problems: string[]): void {
  const where = `${node.kind} ${at(node.span)}`;
  switch (node.kind) {
    case 'comparison':
      if (node.operands.length !== node.operators.length + 1) problems.push(`${where} has operands unlike operators`);
      if (node.operators.length === 0 && !node.band) problems.push(`${where} compares nothing`);
      checkOrder(
        node.span,
        node.operators.map(({ span }) => span),
        'operators',
        problems,
      );
      return;
    case 'logic':
      if (node.operands.length < 2) problems.push(`${where} has less than two operands`);
      return;
    case 'with':
      if (node.settings.length === 0) problems.push(`${where} has no setting`);
      checkOrder(
        node.span,
        node.settings.map(({ span }) => span),
        'settings',
        problems,
      );
      return;
    case 'call':
      checkOrder(
        node.span,
        node.arguments.map(({ span }) => span),
        'arguments',
        problems,
      );
      for (const { name } of node.arguments) if (name) checkName(name, text, problems);
      return;
    case 'name':
      if (node.module) checkName(node.module, text, problems);
      checkName(node.name, text, problems);
      return;
    case 'for':
      checkName(node.name, text, problems);
      return;
    case 'gate': {
      const counted = ['at least', 'at most', 'exactly', 'all but'].includes(node.gate);
      if (counted !== (node.count !== undefined)) problems.push(`${where} and its count do not fit`);
      return;
    }
    case 'set':
      checkOrder(
        node.span,
        node.items.map(({ span }) => span),
        'items',
        problems,
      );
      return;
    case 'number':
    case 'percent':
    case 'string':
    case 'parenthesized':
    case 'list':
    case 'unary':
    case 'binary':
    case 'index':
    case 'missing':
    case 'otherwise':
    case 'unknown':
    case 'input':
    case 'let':
    case 'region':
    case 'output':
    case 'class':
    case 'default':
    case 'check':
    case 'import':
    case 'broken':
      return;
  }
}

/** Whether `spans` lie in `outer` one after the other. */
function checkOrder(outer: Span, spans: readonly Span[], what: string, problems: string[]): void {
  let end = outer.start;
  for (const span of spans) {
    if (span.file !== outer.file) problems.push(`${what} ${at(span)} is of another file`);
    if (span.start > span.end) problems.push(`${what} ${at(span)} ends before it starts`);
    if (span.start < end) problems.push(`${what} ${at(span)} starts before ${end}`);
    if (span.end > outer.end) problems.push(`${what} ${at(span)} ends after ${outer.end}`);
    end = span.end;
  }
}

function checkName({ text: name, span }: Name, text: string, problems: string[]): void {
  if (text.slice(span.start, span.end) !== name) problems.push(`name ${name} ${at(span)} is not what the text says`);
}

function namesOf(declaration: Declaration): readonly Name[] {
  switch (declaration.kind) {
    case 'input':
      return declaration.variables.map(({ name }) => name);
    case 'let':
    case 'region':
      return [declaration.name, ...(declaration.parameters ?? []).map(({ name }) => name)];
    case 'output':
    case 'class':
      return [declaration.name];
    case 'import':
      return declaration.alias ? [declaration.alias] : [];
    case 'default':
    case 'check':
    case 'broken':
      return [];
  }
}

function at({ start, end }: Span): string {
  return `${start}-${end}`;
}
