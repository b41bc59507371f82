import type { Ast, ClassDeclaration, Declaration, InputDeclaration, Member, Parameter, SetItem } from './ast.ts';
import { quote } from './literals.ts';

/** A tree as text, one node a line, parts indented below it; without spans. Equal trees give equal text. */
export function printAst(ast: Ast): string {
  const doc = ast.doc === undefined ? [] : docLines(ast.doc);
  return [...doc, ...ast.declarations.flatMap(declarationLines)].map((line) => `${line}\n`).join('');
}

function declarationLines(declaration: Declaration): string[] {
  const [head = '', ...parts] = bareLines(declaration);
  const doc = declaration.doc === undefined ? [] : docLines(declaration.doc);
  const broken = declaration.broken && declaration.kind !== 'broken' ? `${head} (broken)` : head;
  return [...doc, broken, ...indent(parts)];
}

function bareLines(declaration: Declaration): string[] {
  switch (declaration.kind) {
    case 'input':
      return inputLines(declaration);
    case 'let':
      return [`let ${declaration.name.text}`, ...parameterLines(declaration.parameters), ...lines(declaration.value)];
    case 'region': {
      const head = `${declaration.frozen ? 'frozen ' : ''}region ${declaration.name.text}`;
      return [head, ...parameterLines(declaration.parameters), ...lines(declaration.value)];
    }
    case 'output': {
      const column = declaration.column ? ` column ${quote(declaration.column.value)}` : '';
      return [`output ${declaration.name.text}${column}`, ...lines(declaration.value)];
    }
    case 'class': {
      const label = declaration.label ? ` label ${lines(declaration.label).join('')}` : '';
      return [`class ${declaration.name.text}${label}`, ...lines(declaration.value)];
    }
    case 'default':
      return [`default ${declaration.setting}`, ...lines(declaration.value)];
    case 'check':
      return ['check', ...lines(declaration.claim)];
    case 'import': {
      const alias = declaration.alias ? ` as ${declaration.alias.text}` : '';
      return [`import ${quote(declaration.path.value)}${alias}`];
    }
    case 'broken':
      return ['broken'];
  }
}

function inputLines({ variables, domain, column, columns }: InputDeclaration): string[] {
  const named = column ? ` column ${quote(column.value)}` : '';
  const run = columns ? ` columns ${quote(columns.first.value)} .. ${quote(columns.last.value)}` : '';
  return [
    `input${named}${run}`,
    ...variables.flatMap(({ name, size }) => [`variable ${name.text}`, ...indent(size ? lines(size) : [])]),
    ...lines(domain),
  ];
}

function parameterLines(parameters: readonly Parameter[] | undefined): string[] {
  if (!parameters) return [];
  const inner = parameters.flatMap((parameter) => [
    parameter.name.text,
    ...indent(parameter.default ? lines(parameter.default) : []),
  ]);
  return ['parameters', ...indent(inner)];
}

function lines(node: Member | ClassDeclaration['value']): string[] {
  switch (node.kind) {
    case 'number':
      return [`number ${node.value}`];
    case 'percent':
      return [`percent ${node.value}`];
    case 'string':
      return [`string ${quote(node.value)}`];
    case 'name':
      return [`name ${node.module ? `${node.module.text}.` : ''}${node.name.text}`];
    case 'parenthesized':
      return ['parenthesized', ...indent(lines(node.inner))];
    case 'list':
      return ['list', ...indent(node.members.flatMap(lines))];
    case 'set':
      return [`set ${node.items.map(itemText).join(' ')}`.trimEnd()];
    case 'gate':
      return [
        `gate ${node.gate}`,
        ...indent([...part('count', node.count), ...part('margin', node.margin), ...part('of', node.listing)]),
      ];
    case 'unary':
      return [`unary ${node.operator}`, ...indent(lines(node.operand))];
    case 'binary':
      return [`binary ${node.operator}`, ...indent([...lines(node.left), ...lines(node.right)])];
    case 'logic':
      return [`logic ${node.operator}`, ...indent(node.operands.flatMap(lines))];
    case 'comparison': {
      const operators = node.operators.map(({ operator }) => ` ${operator}`).join('');
      return [`comparison${operators}`, ...indent([...node.operands.flatMap(lines), ...part('band', node.band)])];
    }
    case 'index':
      return ['index', ...indent([...lines(node.target), ...part('from', node.from), ...part('to', node.to)])];
    case 'call': {
      const found = node.arguments.flatMap(({ name, value }) => (name ? part(name.text, value) : lines(value)));
      return [`call ${lines(node.callee).join('').slice('name '.length)}`, ...indent(found)];
    }
    case 'with':
      return [
        'with',
        ...indent([...lines(node.value), ...node.settings.flatMap(({ setting, value }) => part(setting, value))]),
      ];
    case 'for': {
      const range = [...part('in', node.from), ...part('to', node.to), ...part('if', node.condition)];
      return [`for ${node.name.text}`, ...indent([...range, ...part('body', node.body)])];
    }
    case 'otherwise':
    case 'unknown':
    case 'missing':
      return [node.kind];
  }
}

function itemText(item: SetItem): string {
  if (item.kind === 'open') return '..';
  return item.quoted ? quote(String(item.value)) : String(item.value);
}

function part(label: string, node: Member | undefined): string[] {
  return node ? [`${label}:`, ...indent(lines(node))] : [];
}

function docLines(doc: string): string[] {
  return doc.split('\n').map((line) => `/// ${line}`.trimEnd());
}

function indent(inner: readonly string[]): string[] {
  return inner.map((line) => `  ${line}`);
}
