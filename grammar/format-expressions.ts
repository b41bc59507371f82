import { builders } from 'prettier/doc';
import type * as ast from './ast.ts';
import { bracketed } from './format-brackets.ts';
import { danglingComments, hasLeading, hasTrailing } from './format-comments.ts';
import { isChain, isTight, linksOf, tightLinks, type Chain, type FormatNode, type Tight } from './format-node.ts';
import { after, continued, defined, hugs, isMembership, type Place } from './format-place.ts';

const { group, hardline, indent, join, line, softline } = builders;

type Doc = builders.Doc;

export function printExpression(place: Place<ast.Member | ast.Otherwise | ast.Unknown>): Doc {
  const { node, print, text } = place;
  switch (node.kind) {
    case 'number':
    case 'percent':
      return written(place).toLowerCase();
    case 'string':
      return written(place);
    case 'name':
      return node.module ? [node.module.text, '.', inside(place), node.name.text] : node.name.text;
    case 'parenthesized':
      return group(['(', indent([softline, print('inner')]), softline, ')']);
    case 'list':
      return bracketed(place, text[node.span.start] === '(' ? ['(', ')'] : ['[', ']'], 'members', node.members);
    case 'set':
      return bracketed(place, ['{', '}'], 'items', node.items);
    case 'call':
      return [nameOf(node.callee), bracketed(place, ['(', ')'], 'arguments', node.arguments)];
    case 'gate':
      return printGate({ ...place, node });
    case 'unary':
      return printTight({ ...place, node });
    case 'binary':
      return isTight(node) ? printTight({ ...place, node }) : printChain({ ...place, node });
    case 'logic':
    case 'comparison':
      return printChain({ ...place, node });
    case 'index':
      return group([print('target'), '[', indent([softline, range(place, node)]), softline, ']']);
    case 'with':
      return printWith({ ...place, node });
    case 'for': {
      const condition = node.condition ? after(place, ' if', 'condition', node.condition) : '';
      return defined(place, ['for ', node.name.text, ' in ', range(place, node), condition, ':'], 'body', node.body);
    }
    case 'otherwise':
    case 'unknown':
      return node.kind;
    case 'missing':
      throw new Error('a text with syntax errors is left as it is');
  }
}

/** A category of a set, or `..`. */
export function printItem(place: Place<ast.SetItem>): Doc {
  if (place.node.kind === 'open') return '..';
  const [image, digits] = /^-(?:\s|\/\/[^\n]*\n)*(.*)$/.exec(written(place)) ?? [written(place)];
  return digits === undefined ? image : ['-', inside(place), digits];
}

export function printSetting(place: Place<ast.Setting>): Doc {
  return after(place, `with ${place.node.setting}`, 'value', place.node.value);
}

export function printArgument(place: Place<ast.Argument>): Doc {
  const { node, print } = place;
  return node.name ? after(place, `${node.name.text}:`, 'value', node.value) : print('value');
}

function written({ node: { span }, text }: Place<Extract<FormatNode, { kind: string }>>): string {
  return text.slice(span.start, span.end);
}

/** Comments between the tokens of a node that has no parts. */
function inside({ node, text }: Place): Doc {
  const comments = danglingComments(node, text);
  return comments ? [' ', comments, hardline] : '';
}

function nameOf({ module, name }: ast.NameExpression): string {
  return module ? `${module.text}.${name.text}` : name.text;
}

function printGate(place: Place<ast.GateExpression>): Doc {
  const { node, print } = place;
  const margin = node.margin ? [' +- ', print('margin')] : '';
  const head = node.count ? [after(place, node.gate, 'count', node.count), margin, ' of'] : node.gate;
  return after(place, head, 'listing', node.listing);
}

/** `1..8`; `1 .. n - 1`, where a side has operators of its own. */
function range({ print }: Place, { from, to }: ast.IndexExpression | ast.ForExpression): Doc {
  return to ? [print('from'), isChain(from) || isChain(to) ? ' .. ' : '..', print('to')] : print('from');
}

/** Operators stand at the start of a line where not all fits on one; a band stays with what it belongs to. */
function printChain(place: Place<Chain>): Doc {
  const { node, print } = place;
  const links = linksOf(node);
  const [first, ...rest] = links.map((link, i) => {
    if (!link.operator) return print(link.keys);
    const before = links[i - 1]?.node;
    const commented = hasLeading(link.node) || (before && hasTrailing(before));
    const stays = isMembership(node) || (link.operator === '+-' && !commented);
    return [stays ? ' ' : line, print(link.keys, `${link.operator} `)];
  });
  return group([first ?? '', continued(place, rest)]);
}

function printTight({ node, print }: Place<Tight>): Doc {
  return tightLinks(node).map(({ keys, operator = '' }) => [operator, print(keys)]);
}

/** Settings follow on the line, or on the next, or one a line. */
function printWith(place: Place<ast.WithExpression>): Doc {
  const { node, print } = place;
  const all = node.settings.map((_, i) => print(['settings', i]));
  const settings = [line, group(join(line, all))];
  // After a closing bracket they may stay on its line.
  if (hugs(node)) return [print('value'), group(indent(settings))];
  return group([print('value'), continued(place, settings)]);
}
