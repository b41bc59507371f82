import { makeRandom } from '../base/random.ts';

/** Unit vectors: evenly spread in the plane, elsewhere drawn uniformly from the sphere by the seed. */
export function unitNormals(dimensions: number, count: number, seed: number): number[][] {
  if (dimensions === 2) {
    return Array.from({ length: count }, (_, i) => {
      const angle = (2 * Math.PI * i) / count;
      return [Math.cos(angle), Math.sin(angle)];
    });
  }
  const random = makeRandom(seed);
  return Array.from({ length: count }, () => {
    const drawn = Array.from({ length: dimensions }, () => random.normal());
    const length = Math.hypot(...drawn);
    return drawn.map((x) => x / length);
  });
}

/** The offset of Cheang and Barron's halfspaces in a ball of radius 1 (PAPER-NOTES, Cheang-Barron). */
export function barronOffset(dimensions: number): number {
  return 1 / Math.sqrt(dimensions);
}

/**
 * The share of the unit sphere with <u, e> <= height, 0 <= height < 1: one coordinate of a uniform unit vector has the
 * density (1 - t^2)^((d - 3) / 2). With t = sin(angle) that is cos(angle)^(d - 2), integrated by Simpson's rule.
 */
export function shareBelow(height: number, dimensions: number): number {
  const integral = (to: number): number => {
    const steps = 2000;
    const h = to / steps;
    let sum = 0;
    for (let i = 0; i <= steps; i++) {
      const weight = i === 0 || i === steps ? 1 : i % 2 === 1 ? 4 : 2;
      sum += weight * Math.cos(i * h) ** (dimensions - 2);
    }
    return (sum * h) / 3;
  };
  return 0.5 + integral(Math.asin(height)) / (2 * integral(Math.PI / 2));
}
