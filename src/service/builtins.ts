/** What may stand in a place: what a completion offers first there. */
export type Want = 'number' | 'vector' | 'region' | 'list' | 'category' | 'text' | 'any';

/** A built-in function as editors show it. */
export interface Builtin {
  readonly parameters: readonly BuiltinParameter[];
  /** What a call of it is. */
  readonly gives: Want | 'claim' | 'measure';
  readonly doc: string;
}

export interface BuiltinParameter {
  readonly name: string;
  readonly want: Want;
  readonly doc: string;
  readonly optional: boolean;
  /** Written `name: value`; otherwise by place only. */
  readonly named: boolean;
}

const over = optional('over', 'vector', 'the vector it lives in; all real inputs in order where it is left out');
const center = named('center', 'vector', 'one number for each dimension');
const seed = optional('seed', 'number', 'which of the possible sets of normals; 1 where it is left out');
const r = place('r', 'region', 'any region');

/** Every built-in function of LANGUAGE section 6 and 8, by name. */
export const builtins: ReadonlyMap<string, Builtin> = new Map<string, Builtin>([
  ['sqrt', numeric('The square root of a constant.')],
  ['exp', numeric('e to the power of a constant.')],
  ['log', numeric('The natural logarithm of a constant.')],
  ['sin', numeric('The sine of a constant, in radians.')],
  ['cos', numeric('The cosine of a constant, in radians.')],
  ['tan', numeric('The tangent of a constant, in radians.')],
  ['floor', numeric('The largest whole number that is not above a constant.')],
  ['abs', numeric('The size of a number. Of inputs it must be compared, and becomes a gate of halfspaces.')],
  ['min', many('The smallest of numbers, or of one vector. Of inputs it must be compared.')],
  ['max', many('The largest of numbers, or of one vector. Of inputs it must be compared.')],
  ['sum', many('The sum of numbers, or of one vector.')],
  [
    'dot',
    {
      parameters: [place('a', 'vector', 'a vector'), place('b', 'vector', 'one of the same size')],
      gives: 'number',
      doc: 'The sum of the products of two vectors, place by place.',
    },
  ],
  [
    'norm',
    {
      parameters: [place('v', 'vector', 'a vector')],
      gives: 'number',
      doc: 'The Euclidean length of a vector; compared with a constant it is a ball.',
    },
  ],
  [
    'size',
    { parameters: [place('v', 'list', 'a list or vector')], gives: 'number', doc: 'How many elements a list has.' },
  ],
  [
    'identity',
    { parameters: [place('n', 'number', 'a whole number')], gives: 'vector', doc: 'The identity matrix of n rows.' },
  ],
  [
    'match',
    {
      parameters: [
        place('v', 'list', 'a vector of categorical inputs'),
        place('place', 'number', 'the place in `v` where the pattern starts'),
        place('pattern', 'text', 'a category a place, `[ct]` for one of several, `.` for any'),
      ],
      gives: 'list',
      doc: 'One test for each place of the pattern; letter case is ignored.',
    },
  ],
  [
    'unlisted',
    {
      parameters: [place('s', 'category', 'an open categorical input')],
      gives: 'region',
      doc: 'Holds where the input has none of its categories.',
    },
  ],
  [
    'halfspace',
    primitive('The points x with <normal, x> - offset >= 0.', [
      named('normal', 'vector', 'one coefficient for each dimension'),
      named('offset', 'number', 'how far along the normal it begins, times the length of the normal'),
    ]),
  ],
  [
    'ball',
    primitive('The points no farther from the center than the radius.', [center, named('radius', 'number', 'above 0')]),
  ],
  [
    'ellipsoid',
    primitive(
      'An ellipsoid along the axes; or, with `matrix`, the points where scale norm(matrix x - offset)^2 + level >= 0.',
      [center, named('radii', 'vector', 'the half axes, above 0; one number for all')],
    ),
  ],
  [
    'gaussian',
    primitive('The points where the bell exp(-d^2 / 2) is at least the level.', [
      named('mean', 'vector', 'where the bell is 1'),
      optional('sd', 'number', 'its standard deviation, one or one for each dimension'),
      optional('cov', 'vector', 'or its covariance matrix'),
      optional('level', 'number', 'between 0 and 1; 0.5 where it is left out'),
    ]),
  ],
  [
    'box',
    primitive('The points between two corners.', [
      named('lo', 'vector', 'the lower corner'),
      named('hi', 'vector', 'the upper corner'),
    ]),
  ],
  [
    'polygon',
    primitive('What a closed line of points in the plane surrounds.', [
      place('points', 'vector', 'corners [x, y] in either direction'),
    ]),
  ],
  [
    'simplex',
    primitive('The convex hull of one point more than there are dimensions.', [
      place('points', 'vector', 'the corners'),
    ]),
  ],
  [
    'polytope_ball',
    primitive('A polytope of supporting halfspaces around a ball (section 3.2 of the paper).', [
      center,
      named('radius', 'number', 'above 0'),
      named('facets', 'number', 'how many halfspaces'),
      seed,
    ]),
  ],
  [
    'barron_ball',
    primitive('A ball by counting halfspaces, after Cheang and Barron.', [
      center,
      named('radius', 'number', 'above 0'),
      named('halfspaces', 'number', 'how many'),
      seed,
    ]),
  ],
  [
    'contains',
    claim('Every point lies in the region.', [
      r,
      place('point', 'vector', 'all coordinates in input order, or `x: 1, s: a`'),
    ]),
  ],
  [
    'inside',
    claim('Every point of the first region lies in the second.', [
      place('a', 'region', 'a region'),
      place('b', 'region', 'one around it'),
    ]),
  ],
  [
    'disjoint',
    claim('No point lies in both regions.', [place('a', 'region', 'a region'), place('b', 'region', 'another')]),
  ],
  ['empty', claim('No point of the box lies in the region.', [r])],
  [
    'certified',
    claim('The network agrees with the exact set outside the transition bands.', [
      r,
      { ...place('s', 'number', 'or outside s times the bands'), optional: true },
    ]),
  ],
  ['shift', measure('How far the boundary of the network lies from the text, at the worst facet.')],
  ['width', measure('The distance across the transition, at the widest facet.')],
  ['confidence', measure('What the output reaches outside the bands.')],
  ['agreement', measure('The share of the box where network and text agree.')],
  ['tolerance', measure('The least share of the bands outside of which the network is proved to agree.')],
  ['exact', { parameters: [r], gives: 'region', doc: 'In a claim: the exact set of the text.' }],
  ['soft', { parameters: [r], gives: 'region', doc: "In a claim: the set where the network's unit is 0 or more." }],
  [
    'accuracy',
    {
      parameters: [named('data', 'text', 'the data file'), named('label', 'text', 'the column of the class')],
      gives: 'measure',
      doc: 'The share of the rows of a data file that are classified rightly.',
    },
  ],
]);

function place(name: string, want: Want, doc: string): BuiltinParameter {
  return { name, want, doc, optional: false, named: false };
}

function named(name: string, want: Want, doc: string): BuiltinParameter {
  return { ...place(name, want, doc), named: true };
}

function optional(name: string, want: Want, doc: string): BuiltinParameter {
  return { ...named(name, want, doc), optional: true };
}

function numeric(doc: string): Builtin {
  return { parameters: [place('x', 'number', 'a number')], gives: 'number', doc };
}

function many(doc: string): Builtin {
  return { parameters: [place('x, ...', 'number', 'numbers, or one vector, or `for`')], gives: 'number', doc };
}

function primitive(doc: string, parameters: readonly BuiltinParameter[]): Builtin {
  return { parameters: [...parameters, over], gives: 'region', doc };
}

function claim(doc: string, parameters: readonly BuiltinParameter[]): Builtin {
  return { parameters, gives: 'claim', doc };
}

function measure(doc: string): Builtin {
  return { parameters: [r], gives: 'measure', doc };
}

/** `ball(center, radius, over?)`. */
export function builtinSignature(name: string): string {
  const { parameters = [] } = builtins.get(name) ?? {};
  return `${name}(${parameters.map((each) => parameterText(each)).join(', ')})`;
}

/** A parameter as signatures show it. */
export function parameterText({ name, optional: may, named: by }: BuiltinParameter): string {
  return `${name}${by ? ':' : ''}${may ? '?' : ''}`;
}
