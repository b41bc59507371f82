import type { Coordinate } from '../base/one-hot.ts';
import type { Theme } from './colours.ts';
import type { Overlap } from './sheet.ts';

/**
 * What a picture is made from: functions of points and plain records, so that every kind of subject (a spec, a network,
 * both) looks alike from here.
 */
export interface PictureInput {
  /** The file or declaration that is shown. */
  readonly title: string;
  readonly doc?: string;
  /** The coordinates, in order. */
  readonly inputs: readonly PictureAxis[];
  readonly subject: Subject;
  /** c of the network: beyond it an output counts as decided. */
  readonly confidence: number;
  /** Of outputs: where lines are drawn; without it at c and -c, if the transition is wide enough to see. */
  readonly levels?: readonly number[];
  readonly data?: PictureData;
}

export interface PictureAxis {
  readonly name: string;
  /** As the author wrote it, such as `cm`; never guessed. */
  readonly unit?: string;
  readonly lo: number;
  readonly hi: number;
  /** How much of the subject depends on it: the two largest are drawn where no axes are asked for. */
  readonly uses: number;
  /** Of a one-hot coordinate, which is no axis: it is held at a category. */
  readonly category?: NonNullable<Coordinate['category']>;
}

/** A function of `rows` points, row-major, rows x inputs: rows x values, row-major. */
export type Evaluate = (points: Float64Array, rows: number) => Float64Array;

export type Subject = ClassSubject | SetSubject;

/** Every point belongs to at most one class. */
export interface ClassSubject {
  readonly kind: 'classes';
  readonly names: readonly string[];
  /** One number a row: the index of the class that the text gives, -1 where it gives none. */
  readonly exact?: Evaluate;
  readonly network?: (points: Float64Array, rows: number) => ClassValues;
}

/** Both rows x classes. */
export interface ClassValues {
  /** The class with the largest wins. */
  readonly scores: Float64Array;
  /** u in [-1, 1] of each class. */
  readonly memberships: Float64Array;
}

/** Sets that may overlap: outputs, or the named regions of a file without a head. */
export interface SetSubject {
  readonly kind: 'outputs' | 'regions';
  readonly names: readonly string[];
  /** Rows x names: 1 where the text's set holds, 0 elsewhere. */
  readonly exact?: Evaluate;
  /** Rows x names, u in [-1, 1]. */
  readonly network?: Evaluate;
}

/** Rows to mark; what they are known to be, where the data says it. */
export interface PictureData {
  readonly rows: number;
  /** Row-major, rows x inputs. */
  readonly points: Float64Array;
  readonly targets?:
    | { readonly kind: 'classes'; readonly indices: Int32Array }
    | { readonly kind: 'outputs'; readonly shares: Float64Array };
}

export interface PictureOptions {
  /** Default `auto`. */
  readonly theme?: Theme;
  /** Pixels; default 640, at least 240. */
  readonly width?: number;
  /** Pixels; default 480. A picture grows past it where its legend or its panels need more. */
  readonly height?: number;
  /** One or two input names. */
  readonly axes?: readonly string[];
  /**
   * Where the inputs that are no axis are held: numbers (as texts too) or categories. Default the data's median or most
   * frequent category, else the middle of the range or the first category.
   */
  readonly at?: Readonly<Record<string, number | string>>;
  /** As of the input, whose own they replace. */
  readonly levels?: readonly number[];
  /** `lines` leaves the fills out, for print. */
  readonly style?: 'fills' | 'lines';
}

export interface Picture {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
  /** Texts that could not be kept apart; empty for a good picture. */
  readonly overlaps: readonly Overlap[];
}
