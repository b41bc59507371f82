import { makeCrew, type Crew } from '../../src/exec/crew.ts';
import { makeForward } from '../../src/exec/forward.ts';
import { makeGradient } from '../../src/exec/gradient.ts';
import { parametersOf, withParameters } from '../../src/exec/parameters.ts';
import { hashOf } from '../helpers/hash-of.ts';
import { networkOf, pointsFor, samplesFor, shapes } from '../bench/exec/workloads.ts';

/** Slopes and scores by a crew (or none), as one hash; everything that is large enough is shared. */
export function crewHash(crew: Crew | undefined): string {
  const found: Float64Array[] = [];
  crew?.isWorth(1e9);
  for (const shape of [shapes.W3, shapes.W5]) {
    const written = networkOf(shape);
    // What a seed gives differs between engines in the last digits of logarithms.
    const network = withParameters(written, parametersOf(written).map(Math.fround));
    const gradient = new Float64Array(parametersOf(network).length);
    const fit = makeGradient(network, undefined, { crew })(parametersOf(network), samplesFor(network, 5003), gradient);
    const scores = makeForward(network, {}, crew)(pointsFor(network, 5003, 1), 5003);
    found.push(gradient, Float64Array.of(fit.loss, fit.accuracy), scores);
  }
  return hashOf(found);
}

/** In a page: the hash with so many threads, or what keeps them from being shared. */
export async function hashInPage(threads: number): Promise<string> {
  const workers = await Promise.all(Array.from({ length: threads - 1 }, () => startWorker()));
  const crew = makeCrew(workers.length, () => workers);
  return crew || threads === 1 ? crewHash(crew) : `no crew; ${crewHash(undefined)}`;
}

/** A worker that has answered: what a page says before is only passed on by a page that is not waiting. */
function startWorker(): Promise<PageWorker> {
  return new Promise((resolve) => {
    const worker = new Worker('/worker.js');
    worker.addEventListener('message', () => resolve(worker));
    worker.postMessage('up?');
  });
}

/** As much of a page's workers as is used here. */
interface PageWorker {
  readonly postMessage: (message: unknown) => void;
  readonly addEventListener: (kind: 'message', hear: () => void) => void;
}

declare const Worker: new (script: string) => PageWorker;
