import { sharedDoubles, type Crew, type CrewTask } from './crew.ts';

/** Rows of points to rows of results, as `Forward`. */
type Score = (points: Float64Array, rows: number) => Float64Array;

/** Some of the rows, and where their results go: both in shared memory. */
interface ScoresOrder {
  readonly points: Float64Array;
  readonly rows: number;
  readonly results: Float64Array;
}

/** What a thread does when it is told. */
export function serveScores(score: Score): (order: unknown) => void {
  return (order) => {
    const { points, rows, results } = order as ScoresOrder;
    results.set(score(points, rows));
  };
}

/** The same scores, with a crew's threads where there is much to do; `given` is what they make their own from. */
export function shareScores(
  score: Score,
  { inputs, outputs, rowWork }: { readonly inputs: number; readonly outputs: number; readonly rowWork: number },
  crew: Crew,
  given: unknown,
): Score {
  let task: CrewTask | undefined;
  let [points, results] = [sharedDoubles(0), sharedDoubles(0)];
  return (all, rows) => {
    if (!crew.isWorth(rows * rowWork)) return score(all, rows);
    task ??= crew.begin('scores', given);
    const share = Math.ceil(rows / crew.size / rowsTogether) * rowsTogether;
    const rest = Math.max(0, rows - share);
    if (points.length < rest * inputs) points = sharedDoubles(rest * inputs);
    if (results.length < rest * outputs) results = sharedDoubles(rest * outputs);
    points.set(all.subarray(share * inputs, rows * inputs));
    for (let thread = 1; (thread - 1) * share < rest; thread++) {
      const [from, to] = [(thread - 1) * share, Math.min(rest, thread * share)];
      task.tell(thread, {
        points: points.subarray(from * inputs, to * inputs),
        rows: to - from,
        results: results.subarray(from * outputs, to * outputs),
      } satisfies ScoresOrder);
    }
    const found = new Float64Array(rows * outputs);
    const own = Math.min(rows, share);
    found.set(score(all.subarray(0, own * inputs), own));
    task.wait();
    found.set(results.subarray(0, rest * outputs), own * outputs);
    return found;
  };
}

/** A thread's rows are a multiple of these: whole tiles. */
const rowsTogether = 256;
