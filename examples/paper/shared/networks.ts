import { makeUnitValues, type Evaluate, type Network, type PictureAxis } from 'regionc';

/** A value that a picture shows: of a unit, from the first layer, number 0, on. */
export interface UnitPlace {
  readonly name: string;
  readonly layer: number;
  readonly unit: number;
}

/** Rows x places: what these units give at each point. */
export function unitsAt(network: Network, places: readonly UnitPlace[]): Evaluate {
  const valuesOf = makeUnitValues(network);
  return (points, rows) => {
    const layers = valuesOf(points, rows);
    const found = new Float64Array(rows * places.length);
    for (const [place, { layer, unit }] of places.entries()) {
      const values = layers[layer] ?? new Float64Array();
      const units = values.length / rows;
      for (let row = 0; row < rows; row++) found[row * places.length + place] = values[row * units + unit] ?? NaN;
    }
    return found;
  };
}

/** Functions of one value a row, side by side. */
export function joined(columns: readonly Evaluate[]): Evaluate {
  return (points, rows) => {
    const all = new Float64Array(rows * columns.length);
    for (const [column, at] of columns.entries()) {
      const values = at(points, rows);
      for (let row = 0; row < rows; row++) all[row * columns.length + column] = values[row] as number;
    }
    return all;
  };
}

/** A unit's value at one point. */
export function unitAt(network: Network, layer: number, unit: number): (point: readonly number[]) => number {
  const at = unitsAt(network, [{ name: '', layer, unit }]);
  return (point) => at(Float64Array.from(point), 1)[0] ?? NaN;
}

/** The network's inputs as axes of pictures, over other ranges where they are given. */
export function axesOf({ inputs }: Network, range?: { readonly lo: number; readonly hi: number }): PictureAxis[] {
  return inputs.map(({ name, lo, hi }) => ({ name, lo, hi, ...range, uses: 1 }));
}
