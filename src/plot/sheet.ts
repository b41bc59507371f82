import { colourOf, darkRules, type Theme, type Token } from './colours.ts';
import { pixels } from './path.ts';
import { cleanText, fontStack, textWidth, type Weight } from './text.ts';

/** A rectangle in pixels. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** How a shape is painted; widths and dashes in pixels. What is absent is not painted. */
export interface Paint {
  readonly fill?: Token;
  readonly fillOpacity?: number;
  readonly stroke?: Token;
  readonly strokeWidth?: number;
  readonly strokeOpacity?: number;
  readonly dash?: string;
  /** All of a shape at once, its overlaps included. */
  readonly opacity?: number;
}

export interface TextStyle {
  readonly size: number;
  readonly weight?: Weight;
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly colour?: Token;
  /** A bold beginning, such as `(a)`. */
  readonly lead?: string;
  /** A rim of paper, for text over lines and fills. */
  readonly halo?: boolean;
  /** Read upwards, turned about its place. */
  readonly upright?: boolean;
  /** The whole of what `text` had to cut. */
  readonly full?: string;
}

/** Two texts that lie on each other, or one that leaves the picture. */
export interface Overlap {
  readonly text: string;
  readonly other: string;
}

export interface SheetOptions {
  readonly width: number;
  readonly height: number;
  readonly theme: Theme;
  /** Begins every id of the picture, so that several pictures can stand on one page. */
  readonly name: string;
  readonly title: string;
  /** What is seen, in words. */
  readonly description: string;
}

type Attributes = readonly (readonly [name: string, value: string | number | undefined])[];

/** An SVG document in the making: shapes in painting order, and the box of every text. */
export class Sheet {
  readonly width: number;
  readonly height: number;
  readonly #options: SheetOptions;
  readonly #defs: string[] = [];
  readonly #body: string[] = [];
  readonly #used = new Set<string>();
  readonly #texts: { readonly text: string; readonly box: Box }[] = [];
  readonly #prefix: string;
  #ids = 0;

  constructor(options: SheetOptions) {
    this.#options = options;
    this.width = options.width;
    this.height = options.height;
    this.#prefix = idPrefix(options.name);
    this.rect({ x: 0, y: 0, width: this.width, height: this.height }, { fill: 'paper' });
  }

  rect({ x, y, width, height }: Box, paint: Paint): void {
    const place: Attributes = [
      ['x', pixels(x)],
      ['y', pixels(y)],
      ['width', pixels(width)],
      ['height', pixels(height)],
    ];
    this.#add('rect', [...place, ...this.#paint(paint)]);
  }

  /** Path data as `pathData` writes it; nothing for an empty path. */
  path(data: string, paint: Paint, rule?: 'evenodd'): void {
    if (data !== '') this.#add('path', [...this.#paint(paint), ['fill-rule', rule], ['d', data]]);
  }

  circle(x: number, y: number, radius: number, paint: Paint): void {
    this.#add('circle', [['cx', pixels(x)], ['cy', pixels(y)], ['r', radius], ...this.#paint(paint)]);
  }

  /** A shape for later `use`; gives its id. */
  definePath(data: string, paint: Paint): string {
    const id = this.#id();
    this.#defs.push(tag('path', [['id', id], ...this.#paint(paint), ['d', data]]));
    return id;
  }

  use(id: string, x: number, y: number): void {
    this.#add('use', [
      ['href', `#${id}`],
      ['x', pixels(x)],
      ['y', pixels(y)],
    ]);
  }

  /** What `draw` draws, cut at the edges of `box`. */
  clipped(box: Box, draw: () => void): void {
    const id = this.#id();
    const [x, y, width, height] = [box.x, box.y, box.width, box.height].map(pixels);
    this.#defs.push(`<clipPath id="${id}"><rect x="${x}" y="${y}" width="${width}" height="${height}"/></clipPath>`);
    this.#group([['clip-path', `url(#${id})`]], draw);
  }

  faded(opacity: number, draw: () => void): void {
    this.#group([['opacity', opacity]], draw);
  }

  /** Text on one line whose baseline is at `y`. */
  text(x: number, y: number, text: string, style: TextStyle): void {
    const {
      size,
      weight = 'regular',
      anchor = 'start',
      colour = 'ink',
      halo = false,
      upright = false,
      full,
      lead,
    } = style;
    const clean = cleanText(text);
    if (clean.trim() === '') return;
    this.#texts.push({ text: clean, box: textBox(x, y, clean, style) });
    const attributes: Attributes = [
      ['x', pixels(x)],
      ['y', pixels(y)],
      ...this.#paint({ fill: colour, ...(halo && { stroke: 'paper', strokeWidth: 3 }) }),
      ['stroke-linejoin', halo ? 'round' : undefined],
      ['paint-order', halo ? 'stroke' : undefined],
      ['font-size', size],
      ['font-weight', weight === 'bold' ? 700 : undefined],
      ['text-anchor', anchor === 'start' ? undefined : anchor],
      ['transform', upright ? `rotate(-90 ${pixels(x)} ${pixels(y)})` : undefined],
    ];
    const tooltip = full !== undefined && full !== text ? `<title>${escapeText(full)}</title>` : '';
    const bold = lead === undefined ? '' : `<tspan font-weight="700">${escapeText(lead)}</tspan> `;
    this.#body.push(`<text${attributeText(attributes)}>${tooltip}${bold}${escapeText(clean)}</text>`);
  }

  /** The document, and the texts that are in each other's way. */
  finish(): { readonly svg: string; readonly overlaps: readonly Overlap[] } {
    const { theme, title, description } = this.#options;
    const [titleId, descriptionId] = [`${this.#prefix}-title`, `${this.#prefix}-desc`];
    const root: Attributes = [
      ['xmlns', 'http://www.w3.org/2000/svg'],
      ['width', this.width],
      ['height', this.height],
      ['viewBox', `0 0 ${this.width} ${this.height}`],
      ['role', 'img'],
      ['aria-labelledby', `${titleId} ${descriptionId}`],
      ['font-family', fontStack],
    ];
    const parts = [
      `<svg${attributeText(root)}>`,
      `<title id="${titleId}">${escapeText(title)}</title>`,
      `<desc id="${descriptionId}">${escapeText(description)}</desc>`,
      ...(theme === 'auto' ? [this.#darkStyle()] : []),
      ...(this.#defs.length > 0 ? [`<defs>${this.#defs.join('')}</defs>`] : []),
      ...this.#body,
      '</svg>',
    ];
    return { svg: `${parts.join('\n')}\n`, overlaps: this.#overlaps() };
  }

  #add(name: string, attributes: Attributes): void {
    this.#body.push(tag(name, attributes));
  }

  #group(attributes: Attributes, draw: () => void): void {
    const before = this.#body.length;
    draw();
    if (this.#body.length === before) return;
    this.#body.splice(before, 0, `<g${attributeText(attributes)}>`);
    this.#body.push('</g>');
  }

  #id(): string {
    this.#ids += 1;
    return `${this.#prefix}-${this.#ids}`;
  }

  /** Classes for sheets of a page, and the colours themselves for viewers without one. */
  #paint({ fill, fillOpacity, stroke, strokeWidth, strokeOpacity, dash, opacity }: Paint): Attributes {
    const theme = this.#options.theme === 'dark' ? 'dark' : 'light';
    const classes = [...(fill ? [`rc-f-${fill}`] : []), ...(stroke ? [`rc-s-${stroke}`] : [])];
    for (const name of classes) this.#used.add(name);
    return [
      ['class', classes.join(' ') || undefined],
      ['fill', fill ? colourOf(fill, theme) : 'none'],
      ['fill-opacity', fillOpacity],
      ['stroke', stroke && colourOf(stroke, theme)],
      ['stroke-width', strokeWidth],
      ['stroke-opacity', strokeOpacity],
      ['stroke-dasharray', dash],
      ['opacity', opacity],
    ];
  }

  /** The dark colours of what the picture uses, for viewers that prefer them. */
  #darkStyle(): string {
    return `<style>@media (prefers-color-scheme:dark){${darkRules(this.#used)}}</style>`;
  }

  #overlaps(): Overlap[] {
    const found: Overlap[] = [];
    const page = { x: 0, y: 0, width: this.width, height: this.height };
    for (const [i, { text, box }] of this.#texts.entries()) {
      if (!isInside(box, page)) found.push({ text, other: 'the edge of the picture' });
      for (const { text: other, box: otherBox } of this.#texts.slice(i + 1)) {
        if (boxesMeet(box, otherBox)) found.push({ text, other });
      }
    }
    return found;
  }
}

/** A short beginning of ids from a file's or declaration's name. */
function idPrefix(name: string): string {
  const plain = name.replace(/\.\w+$/, '').replace(/[^A-Za-z0-9]+/g, '-');
  return `rc-${plain.slice(0, 16).replace(/^-|-$/g, '') || 'plot'}`;
}

/** The room that a text takes, by the font's own heights. */
export function textBox(x: number, y: number, text: string, style: TextStyle): Box {
  const { size, weight = 'regular', anchor = 'start', upright = false, lead } = style;
  const width = textWidth(text, size, weight) + (lead === undefined ? 0 : textWidth(`${lead} `, size, 'bold'));
  const before = anchor === 'start' ? 0 : anchor === 'middle' ? width / 2 : width;
  const [above, below] = [0.76 * size, 0.22 * size];
  return upright
    ? { x: x - above, y: y - width + before, width: above + below, height: width }
    : { x: x - before, y: y - above, width, height: above + below };
}

export function boxesMeet(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function isInside(inner: Box, outer: Box): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  );
}

function tag(name: string, attributes: Attributes): string {
  return `<${name}${attributeText(attributes)}/>`;
}

function attributeText(attributes: Attributes): string {
  return attributes
    .flatMap(([name, value]) => (value === undefined ? [] : [` ${name}="${escapeText(String(value))}"`]))
    .join('');
}

function escapeText(text: string): string {
  const names: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return cleanText(text).replace(/[&<>"]/g, (sign) => names[sign] ?? sign);
}
