import { shortNumber } from '../region/describe.ts';
import { unitOf } from '../plot/units.ts';
import type { Analysis } from './analyse.ts';
import type { Examination } from './examination.ts';

/** The range or the categories of an input, its unit and its columns. */
export function inputText(name: string, { lastMeaning }: Analysis): string | undefined {
  const inputs = lastMeaning?.program.inputs.filter((input) => {
    return (input.category?.input ?? input.name).replace(/\[\d+\]$/, '') === name;
  });
  const [first] = inputs ?? [];
  if (!first || !inputs) return undefined;
  const column = first.columns[0];
  const columns =
    column !== undefined && column !== first.name && !first.category && !first.run ? `, column "${column}"` : '';
  if (first.category) {
    const values = [...new Set(inputs.map(({ category }) => String(category?.value)))];
    return `One of ${values.join(', ')}${first.category.open ? ', or none' : ''}`;
  }
  const unit = unitOf(first);
  const count = inputs.length === 1 ? '' : `${inputs.length} numbers `;
  return `${count}from ${shortNumber(first.lo)} to ${shortNumber(first.hi)}${unit === undefined ? '' : ` ${unit}`}${columns}`;
}

/** What a region comes to: how much of the box it takes, and what its network keeps. */
export function regionText(
  name: string,
  { lastMeaning, meaning }: Analysis,
  examination?: Examination,
): string | undefined {
  const facts = examination?.regions.find((each) => each.name === name);
  if (!facts) return undefined;
  const { shareOfBox, compiled } = facts;
  const parts = [
    `${percent(shareOfBox)} of the box`,
    ...(compiled
      ? [
          `${compiled.units} ${compiled.units === 1 ? 'unit' : 'units'} in ${compiled.layers} ${compiled.layers === 1 ? 'layer' : 'layers'}`,
          `guaranteed confidence ${number(compiled.confidence)}`,
          `width ${number(compiled.width)}`,
          `shift ${number(compiled.shift)}`,
        ]
      : []),
  ];
  const line = parts.join(' · ');
  return meaning || !lastMeaning ? line : `${line}\n\nBefore the last changes.`;
}

/** A picture of the region in the box. */
export function pictureText(name: string, examination?: Examination): string | undefined {
  const svg = examination?.pictures.find((each) => each.name === name)?.svg;
  return svg === undefined ? undefined : `![${name}](data:image/svg+xml;utf8,${encodeURIComponent(svg)})`;
}

/** A share as people say it. */
export function percent(share: number): string {
  const value = 100 * share;
  if (value > 0 && value < 1) return `${value.toPrecision(1)}%`;
  return `${Math.round(value)}%`;
}

function number(value: number): string {
  if (!Number.isFinite(value)) return value > 0 ? 'infinite' : '-infinite';
  return shortNumber(Number(value.toPrecision(4)));
}
