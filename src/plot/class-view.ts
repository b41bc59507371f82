import { sharedBoundaryLines, type Ring } from './contour.ts';
import { leastTransition, transitionWidth, type Boundaries } from './lines.ts';
import type { ClassSubject, Evaluate } from './picture.ts';
import { winner } from './winner.ts';
import { fieldOf, traceField, type Field, type Plane } from './plane.ts';

/** What is to be drawn of the classes, in pixels. */
export interface ClassView {
  /** Its first column is the class of a place, -1 for none: the network's where there is one. */
  readonly shown: Field;
  /** Per class that occurs, the rings around it and all after it: painted in order, they leave no gaps. */
  readonly unions: readonly ClassRings[];
  readonly boundaries: Boundaries;
  /** Where each class reaches the confidence, of those whose transition is wide enough to see. */
  readonly levels: readonly ClassRings[];
  /** Where the winning class has not reached the confidence, if any level is drawn. */
  readonly undecided: readonly Ring[];
}

export interface ClassRings {
  readonly index: number;
  readonly rings: readonly Ring[];
}

export function viewClasses(plane: Plane, subject: ClassSubject, confidence: number): ClassView {
  const classes = subject.names.length;
  const exact = subject.exact && fieldOf(plane, subject.exact, 1);
  const network = subject.network && fieldOf(plane, winnerAndMemberships(subject.network, classes), classes + 1);
  const shown = network ?? exact;
  if (shown === undefined) throw new RangeError('classes need a text or a network');
  const exactUnions = exact && unionsOf(plane, exact);
  const networkUnions = network && unionsOf(plane, network);
  const levels = network ? confidentParts(plane, network, classes, confidence) : [];
  return {
    shown,
    unions: networkUnions ?? exactUnions ?? [],
    boundaries: {
      ...(exactUnions && { exact: linesOf(plane, exactUnions) }),
      ...(networkUnions && { network: linesOf(plane, networkUnions) }),
    },
    levels,
    undecided: network && levels.length > 0 ? undecidedPart(plane, network, confidence) : [],
  };
}

/** The first column of a field's rows: the class of each. */
export function classColumn(values: Float64Array, columns: number): Int32Array {
  return Int32Array.from({ length: values.length / columns }, (_, row) => values[row * columns] as number);
}

/** Rows x (1 + classes): the index of the winner, then every membership. */
function winnerAndMemberships(network: NonNullable<ClassSubject['network']>, classes: number): Evaluate {
  return (points, rows) => {
    const { scores, memberships } = network(points, rows);
    const values = new Float64Array(rows * (classes + 1));
    for (let row = 0; row < rows; row++) {
      values[row * (classes + 1)] = winner(scores, row, classes);
      values.set(memberships.subarray(row * classes, (row + 1) * classes), row * (classes + 1) + 1);
    }
    return values;
  };
}

function unionsOf(plane: Plane, field: Field): ClassRings[] {
  const occurring = [...new Set(classColumn(field.samples, field.columns))].filter((index) => index >= 0);
  return occurring
    .sort((a, b) => a - b)
    .map((index) => ({ index, rings: traceField(plane, field, (values, from) => (values[from] as number) >= index) }));
}

function linesOf(plane: Plane, unions: readonly ClassRings[]) {
  return sharedBoundaryLines(
    plane.lattice,
    unions.map(({ rings }) => rings),
  );
}

function confidentParts(plane: Plane, network: Field, classes: number, confidence: number): ClassRings[] {
  return Array.from({ length: classes }, (_, index) => index).flatMap((index) => {
    const above = (level: number): Ring[] => {
      return traceField(plane, network, (values, from) => (values[from + 1 + index] as number) >= level);
    };
    const rings = above(confidence);
    const width = transitionWidth(plane.lattice, above(-confidence), above(0), rings);
    return width >= leastTransition ? [{ index, rings }] : [];
  });
}

function undecidedPart(plane: Plane, network: Field, confidence: number): Ring[] {
  return traceField(plane, network, (values, from) => {
    return (values[from + 1 + (values[from] as number)] as number) < confidence;
  });
}
