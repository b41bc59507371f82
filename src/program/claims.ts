import type { Argument, CallExpression, CheckDeclaration, Expression } from '../../grammar/ast.ts';
import type { Fix } from '../base/diagnostic.ts';
import { writing } from '../base/fixes.ts';
import type { Span } from '../base/source.ts';
import { claimNames, isOneOf, type ClaimName } from './builtin-names.ts';
import { readContains } from './claim-contains.ts';
import { claimText, turnText } from './claim-text.ts';
import { measuring, readMeasure } from './claim-measure.ts';
import { claimRegion, hasCall, keptRegion, type ClaimSetting } from './claim-region.ts';
import type { Context } from './context.ts';
import type { Check, Claim } from './program.ts';
import { instancesOf } from './repeat.ts';
import { describe } from './value.ts';

/** The checks that a declaration states: one, or one for each turn of its `for`. */
export function readChecks(declaration: CheckDeclaration, setting: ClaimSetting): Check[] {
  const { evaluator } = setting;
  return instancesOf(declaration.claim, evaluator.contextOf(declaration), evaluator).flatMap(
    ({ expression, context }) => {
      const { negated, claim: stated } = withoutNot(expression);
      const claim = readClaim(stated, context, setting);
      if (!claim) return [];
      const text = claimText(evaluator.reporter.textOf(expression.span));
      const turn = declaration.claim.kind === 'for' ? ` (${turnText(context)})` : '';
      return [{ text: text + turn, span: expression.span, negated, claim }];
    },
  );
}

function withoutNot(expression: Expression): { negated: boolean; claim: Expression } {
  let claim = expression;
  let negated = false;
  while (claim.kind === 'parenthesized' || (claim.kind === 'unary' && claim.operator === 'not')) {
    if (claim.kind === 'unary') negated = !negated;
    claim = claim.kind === 'unary' ? claim.operand : claim.inner;
  }
  return { negated, claim };
}

function readClaim(expression: Expression, context: Context, setting: ClaimSetting): Claim | undefined {
  const { reporter } = setting.evaluator;
  const shown = reporter.shown(expression.span);
  if (expression.kind === 'missing') return undefined;
  if (expression.kind === 'call') {
    const name = expression.callee.name.text;
    if (isOneOf(claimNames, name)) return readNamedClaim(name, expression, context, setting);
    if (measuring.includes(name)) {
      const bound = usualBounds[name] ?? '<= 0.5';
      const { span } = expression;
      const fixes = [writing(span, `${reporter.textOf(span)} ${bound}`, false)];
      reporter.report(context, 'R0502', span, { shown, bound }, { fixes });
      return undefined;
    }
  }
  if (expression.kind === 'comparison') {
    if (hasCall(expression, measuring)) return readMeasure(expression, context, setting);
  }
  if (
    expression.kind === 'logic' &&
    expression.operands.some((operand) => hasCall(operand, [...claimNames, ...measuring]))
  ) {
    reporter.report(
      context,
      'R0503',
      expression.span,
      { operator: expression.operator },
      {
        fixes: expression.operator === 'and' ? [splitFix(expression.operands, setting, expression.span)] : [],
      },
    );
    return undefined;
  }
  const value = setting.evaluator.evaluate(expression, context);
  if (value.kind !== 'unknown') {
    const fixes = value.kind === 'region' ? [claimFix(expression, setting)] : [];
    reporter.report(context, 'R0501', expression.span, { shown, found: describe(value) }, { fixes });
  }
  return undefined;
}

/** What people ask of a measure who say nothing else. */
const usualBounds: Readonly<Record<string, string>> = {
  confidence: '>= 0.95',
  agreement: '>= 0.95',
  accuracy: '>= 0.95',
  tolerance: '<= 1',
};

function splitFix(operands: readonly Expression[], { evaluator }: ClaimSetting, span: Span) {
  const parts = operands.map((operand) => evaluator.reporter.textOf(operand.span));
  return writing(span, parts.join('\ncheck '), true, 'write one check each');
}

/** The claim that a region was most likely meant as. */
function claimFix(expression: Expression, { evaluator: { reporter } }: ClaimSetting): Fix {
  const { span } = expression;
  if (expression.kind === 'binary' && expression.operator === '=>') {
    const [inner, outer] = [reporter.textOf(expression.left.span), reporter.textOf(expression.right.span)];
    return writing(span, `inside(${inner}, ${outer})`, false);
  }
  return writing(span, `not empty(${reporter.textOf(span)})`, false, 'state that it is not empty');
}

function readNamedClaim(
  name: ClaimName,
  call: CallExpression,
  context: Context,
  setting: ClaimSetting,
): Claim | undefined {
  const { reporter } = setting.evaluator;
  const [first, second] = call.arguments;
  if (name === 'contains') return readContains(call, context, setting);
  const wanted =
    name === 'inside' || name === 'disjoint'
      ? 2
      : name === 'certified'
        ? Math.max(1, Math.min(2, call.arguments.length))
        : 1;
  const extra = call.arguments[wanted];
  if (extra) {
    reporter.report(context, 'R0221', extra.span, {
      callee: name,
      given: call.arguments.length,
      parameters: parametersOf(name),
    });
    return undefined;
  }
  if (call.arguments.length < wanted) {
    reporter.report(context, 'R0220', call.span, {
      callee: name,
      missing: parametersOf(name).slice(call.arguments.length, wanted),
    });
    return undefined;
  }
  const read = name === 'certified' ? keptRegion : claimRegion;
  const left = first && read(first, `\`${name}\``, context, setting);
  if (!left) return undefined;
  switch (name) {
    case 'empty':
      return { kind: 'empty', region: left };
    case 'certified': {
      const share = second ? readShare(second, context, setting) : 1;
      return share === undefined ? undefined : { kind: 'certified', region: left, share };
    }
    case 'inside':
    case 'disjoint': {
      const right = second && claimRegion(second, `\`${name}\``, context, setting);
      if (!right) return undefined;
      return name === 'inside' ? { kind: 'inside', inner: left, outer: right } : { kind: 'disjoint', left, right };
    }
  }
}

function parametersOf(name: ClaimName): string[] {
  return {
    contains: ['region', 'point'],
    inside: ['region', 'region'],
    disjoint: ['region', 'region'],
    empty: ['region'],
    certified: ['region', 'share'],
  }[name];
}

function readShare({ value, span }: Argument, context: Context, { evaluator }: ClaimSetting): number | undefined {
  if (value.kind === 'for') return undefined;
  const share = evaluator.constant(value, 'the share of the bands', context);
  if (share === undefined || share >= 0) return share;
  evaluator.reporter.report(context, 'R0405', span, { setting: 'share', shown: evaluator.reporter.shown(span) });
  return undefined;
}
