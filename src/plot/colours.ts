/** Which paper a picture is drawn for; `auto` is light with a style sheet that turns it dark where the viewer is. */
export type Theme = 'light' | 'dark' | 'auto';

/** A colour by what it is for (PICTURES 2): `c2` is the line of class 2, `area2` its fill, `div0..9` confidence, `seq0..6` magnitude. */
export type Token =
  'paper' | 'ink' | 'soft' | 'line' | 'grid' | `c${number}` | `area${number}` | `div${number}` | `seq${number}`;

/** Classes beyond this many repeat the colours, with hollow marks. */
export const classColours = 10;

/** The line colour of class `index`. */
export function lineToken(index: number): Token {
  return `c${index % classColours}`;
}

/** The fill colour of class `index`. */
export function areaToken(index: number): Token {
  return `area${index % classColours}`;
}

/** The dash of a class in curves, so that none is told by colour alone; empty for a solid line. */
export function curveDash(index: number): string {
  const dashes = ['', '7 2.5', '2 2', '7 2 2 2', '12 3', '4 4', '1 3', '10 2 2 2 2 2', '5 1.5', '3 6'];
  return dashes[index % dashes.length] ?? '';
}

/** `#rrggbb` of a token. */
export function colourOf(token: Token, theme: 'light' | 'dark'): string {
  const pair = palette.get(token);
  if (pair === undefined) throw new Error(`no colour is named ${token}`);
  return theme === 'dark' ? pair[1] : pair[0];
}

/** Rules that give elements with the classes of pictures their dark colours: of these classes, or of all there are. */
export function darkRules(classes: Iterable<string> = allClasses()): string {
  return [...classes]
    .sort()
    .map((name) => {
      const token = name.slice('rc-f-'.length) as Token;
      return `.${name}{${name.startsWith('rc-f-') ? 'fill' : 'stroke'}:${colourOf(token, 'dark')}}`;
    })
    .join('');
}

function allClasses(): string[] {
  return [...palette.keys()].flatMap((token) => [`rc-f-${token}`, `rc-s-${token}`]);
}

const neutral: readonly (readonly [Token, string, string])[] = [
  ['paper', '#ffffff', '#1b1e24'],
  ['ink', '#1b1e24', '#eceef1'],
  ['soft', '#5a616c', '#a9b0ba'],
  ['line', '#878e99', '#6b727d'],
  ['grid', '#e3e6ea', '#31363f'],
];

/** Per class: line and fill on light, line and fill on dark paper. */
const classes: readonly (readonly [string, string, string, string])[] = [
  ['#0759c3', '#deebfe', '#50a0f7', '#1c334d'],
  ['#bd3400', '#feded5', '#e68e29', '#452b11'],
  ['#00a690', '#c8f7ec', '#3cedca', '#0a3d33'],
  ['#632269', '#f4d8f6', '#a378a7', '#3c2d3d'],
  ['#c38509', '#ffe9cd', '#e6d658', '#3b3611'],
  ['#0183b5', '#d0edfe', '#74c9ff', '#1f3a4b'],
  ['#843137', '#fedbda', '#df6866', '#482423'],
  ['#696c70', '#e5e6e8', '#9fa3a7', '#323334'],
  ['#b94e9a', '#ffe1f4', '#ec9dd5', '#472d3f'],
  ['#4b3302', '#eee1ce', '#b17e01', '#3b2b0b'],
];

/** Confidence, from surely outside to surely inside: pale outside, so that grey paper still tells the sides apart. */
const confidence = {
  light: '#8ab8e0 #a2c7e9 #bad7f0 #d1e4f4 #e7f0f7 #fbecd9 #fbd1a4 #f2a866 #d67a36 #a34d16',
  dark: '#376285 #305573 #2b4861 #263c4e #262f39 #413225 #654528 #98602a #cd8b42 #fbc27b',
};

/** Magnitudes, from next to nothing to the largest. */
const magnitude = {
  light: '#f6f7f8 #dcd7ea #b9aed6 #9380bf #6f54a3 #4a2d7d #2a1150',
  dark: '#23262c #3a3156 #54427f #7259a6 #957ac7 #baa2e0 #e2d3f6',
};

const palette: ReadonlyMap<Token, readonly [string, string]> = new Map([
  ...neutral.map(([token, light, dark]) => [token, [light, dark]] as const),
  ...classes.flatMap(([line, area, darkLine, darkArea], index) => [
    [lineToken(index), [line, darkLine]] as const,
    [areaToken(index), [area, darkArea]] as const,
  ]),
  ...steps('div', confidence),
  ...steps('seq', magnitude),
]);

function steps(
  name: 'div' | 'seq',
  { light, dark }: typeof confidence,
): (readonly [Token, readonly [string, string]])[] {
  const darks = dark.split(' ');
  return light.split(' ').map((colour, index) => [`${name}${index}`, [colour, darks[index] ?? colour]]);
}
