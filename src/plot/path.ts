/** A place in pixels of the picture. */
export type Point = readonly [x: number, y: number];

/** A number as pictures write it: one decimal at most, no `-0`. */
export function pixels(value: number): string {
  const text = value.toFixed(1).replace(/\.0$/, '');
  return text === '-0' ? '0' : text;
}

/**
 * Lines as path data in tenths of a pixel; `closed` adds the edge back to the start. Steps are taken between rounded
 * places, so that rounding does not add up.
 */
export function pathData(lines: readonly (readonly Point[])[], closed: boolean): string {
  return lines.map((line) => lineData(line, closed)).join('');
}

function lineData(line: readonly Point[], closed: boolean): string {
  let data = '';
  let [atX, atY] = [0, 0];
  for (const [x, y] of line) {
    const [toX, toY] = [Math.round(x * 10), Math.round(y * 10)];
    const [stepX, stepY] = [toX - atX, toY - atY];
    if (data === '') data = `M${tenths(toX)}${joined(tenths(toY))}`;
    else if (stepX === 0 && stepY === 0) continue;
    else if (stepY === 0) data += `h${tenths(stepX)}`;
    else if (stepX === 0) data += `v${tenths(stepY)}`;
    else data += `l${tenths(stepX)}${joined(tenths(stepY))}`;
    [atX, atY] = [toX, toY];
  }
  // A line that comes back to its start is joined there, so that its corner looks like the others.
  const loops = line.length > 2 && line[0] === line.at(-1);
  return data !== '' && (closed || loops) ? `${data}z` : data;
}

function tenths(value: number): string {
  return pixels(value / 10).replace(/^(-?)0\./, '$1.');
}

/** A second number of a pair: its minus parts it from the first, else a blank does. */
function joined(number: string): string {
  return number.startsWith('-') ? number : ` ${number}`;
}

/** The line without the points that lie within `tolerance` of what is left (Douglas and Peucker); the ends stay. */
export function simplifyLine(line: readonly Point[], tolerance: number): readonly Point[] {
  const keep = new Uint8Array(line.length);
  keep[0] = 1;
  keep[line.length - 1] = 1;
  const stretches: [number, number][] = [[0, line.length - 1]];
  for (let stretch = stretches.pop(); stretch !== undefined; stretch = stretches.pop()) {
    const [from, to] = stretch;
    let worst = tolerance;
    let at = -1;
    for (let i = from + 1; i < to; i++) {
      const off = distanceToSegment(line[i] as Point, line[from] as Point, line[to] as Point);
      if (off > worst) [worst, at] = [off, i];
    }
    if (at < 0) continue;
    keep[at] = 1;
    stretches.push([from, at], [at, to]);
  }
  return line.filter((_, i) => keep[i] === 1);
}

/** The same for a closed line: its two ends are the first point and the one farthest from it. */
export function simplifyRing(ring: readonly Point[], tolerance: number): readonly Point[] {
  const start = ring[0];
  if (start === undefined || ring.length < 4) return ring;
  const farthest = ring.reduce((best, point, i) => {
    return distance(point, start) > distance(ring[best] as Point, start) ? i : best;
  }, 0);
  const there = simplifyLine(ring.slice(0, farthest + 1), tolerance);
  const back = simplifyLine([...ring.slice(farthest), start], tolerance);
  return [...there, ...back.slice(1, -1)];
}

export function distance([ax, ay]: Point, [bx, by]: Point): number {
  return Math.hypot(ax - bx, ay - by);
}

/** How far `point` is from the stretch between `a` and `b`. */
export function distanceToSegment(point: Point, a: Point, b: Point): number {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const square = dx * dx + dy * dy;
  const share = square === 0 ? 0 : ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / square;
  const t = Math.min(1, Math.max(0, share));
  return Math.hypot(point[0] - a[0] - t * dx, point[1] - a[1] - t * dy);
}

/** The length of a line that does not close. */
export function lineLength(line: readonly Point[]): number {
  return line.reduce((sum, point, i) => sum + (i === 0 ? 0 : distance(point, line[i - 1] as Point)), 0);
}

/** The area within rings: those that run the other way around are holes. */
export function ringsArea(rings: readonly (readonly Point[])[]): number {
  const signed = rings.map((ring) => {
    return ring.reduce((sum, [x, y], i) => {
      const [nextX, nextY] = ring[(i + 1) % ring.length] as Point;
      return sum + (x * nextY - nextX * y) / 2;
    }, 0);
  });
  return Math.abs(signed.reduce((sum, area) => sum + area, 0));
}
