import type { Setting } from '../../grammar/ast.ts';
import type { Fix } from '../base/diagnostic.ts';
import { writing } from '../base/fixes.ts';
import type { Span } from '../base/source.ts';
import type { Context, Reporter } from './context.ts';
import type { GateRegion, GateSettings, RegionExpression, Sharpness } from './program.ts';
import { constantOf } from './symbolic.ts';
import type { Value } from './value.ts';

/** One `with` setting and its value. */
export interface EvaluatedSetting {
  readonly setting: Setting['setting'];
  readonly value: Value;
  /** Of the whole setting, `with` included. */
  readonly span: Span;
  readonly valueSpan: Span;
}

/**
 * What `with width` or `with gain` says of primitives; `band` is the place of a `+-` that already says it. Undefined
 * after a reported error.
 */
export function sharpnessOf(
  settings: readonly EvaluatedSetting[],
  band: Span | undefined,
  context: Context,
  reporter: Reporter,
): Sharpness | undefined {
  const gateOnly = settings.find(({ setting }) => setting === 'bias' || setting === 'threshold');
  if (gateOnly) {
    const fixes = [leavingOut(gateOnly.span, reporter)];
    reporter.report(context, 'R0402', gateOnly.span, { setting: gateOnly.setting }, { fixes });
    return undefined;
  }
  const [first, second] = settings;
  if (!first) return undefined;
  if (second || band) {
    const { span, setting } = second ?? first;
    const data = { first: second ? first.setting : '+-', second: setting };
    reporter.report(context, 'R0404', span, data, { fixes: [leavingOut(span, reporter)] });
    return undefined;
  }
  return sharpnessOfValue(first.setting === 'gain' ? 'gain' : 'width', first.value, first.valueSpan, context, reporter);
}

/** A width or gain as sharpness; a percent width is a share. */
export function sharpnessOfValue(
  setting: 'gain' | 'width',
  value: Value,
  span: Span,
  context: Context,
  reporter: Reporter,
): Sharpness | undefined {
  if (value.kind === 'unknown') return undefined;
  const number =
    value.kind === 'percent' ? value.share : value.kind === 'number' ? constantOf(value.number) : undefined;
  if (number === undefined || !(number > 0) || (value.kind === 'percent' && setting === 'gain')) {
    reporter.report(context, 'R0405', span, { setting, shown: reporter.shown(span) });
    return undefined;
  }
  if (setting === 'gain') return { kind: 'gain', gain: number };
  return value.kind === 'percent' ? { kind: 'share', share: number } : { kind: 'width', width: number };
}

/** The gate with `gain`, `bias` or `threshold` set by hand; undefined after a reported error. */
export function gateSettings(
  region: RegionExpression,
  settings: readonly EvaluatedSetting[],
  context: Context,
  reporter: Reporter,
): RegionExpression | undefined {
  const gate = asGate(region);
  const [first] = settings;
  if (!gate || gate.form === 'exactly' || gate.form === 'parity') {
    if (first) reporter.report(context, 'R0403', first.span, { setting: first.setting });
    return undefined;
  }
  const made: { gain?: number; bias?: number } = {};
  const seen = new Map<string, EvaluatedSetting>();
  for (const each of settings) {
    const kind = each.setting === 'gain' ? 'gain' : 'bias';
    const earlier = seen.get(kind);
    if (earlier) {
      const data = { first: earlier.setting, second: each.setting };
      reporter.report(context, 'R0404', each.span, data, { fixes: [leavingOut(each.span, reporter)] });
      return undefined;
    }
    seen.set(kind, each);
    const number = each.value.kind === 'number' ? constantOf(each.value.number) : undefined;
    if (number === undefined || (kind === 'gain' && !(number > 0))) {
      reporter.report(context, kind === 'gain' ? 'R0405' : 'R0406', each.valueSpan, {
        setting: each.setting,
        shown: reporter.shown(each.valueSpan),
      });
      return undefined;
    }
    made[kind] = each.setting === 'threshold' ? biasOfThreshold(number, gate) : number;
  }
  const combined: GateSettings = { ...gate.settings, ...made };
  return { ...gate, settings: combined };
}

function leavingOut(setting: Span, reporter: Reporter): Fix {
  return writing(setting, '', false, `leave out \`${reporter.shown(setting)}\``);
}

/** `not r with ...` is the gate none of (r). */
function asGate(region: RegionExpression): GateRegion | undefined {
  if (region.kind === 'gate') return region;
  if (region.kind !== 'not') return undefined;
  return { kind: 'gate', form: 'none', members: [{ weight: 1, region: region.region }], span: region.span };
}

/** B = 2 t - W; forms that turn their members turn its sign too (LANGUAGE section 5, Gates by hand). */
function biasOfThreshold(threshold: number, gate: GateRegion): number {
  const total = gate.members.reduce((sum, { weight }) => sum + weight, 0);
  const bias = 2 * threshold - total;
  return gate.form === 'none' || gate.form === 'atMost' ? -bias : bias;
}
