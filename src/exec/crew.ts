/**
 * Threads that do parts of one computation at the same time, while this one, the first of them, does its own and then
 * waits: by threads of Node or workers of a browser. What comes out does not depend on how many there are.
 */
export interface Crew {
  /** Threads, this one among them. */
  readonly size: number;
  /** Whether to share a computation of so many multiplications, after all that this was asked of before. */
  readonly isWorth: (multiplications: number) => boolean;
  /** Has every other thread get ready for a kind of computation; `given` is plain data. */
  readonly begin: (kind: string, given: unknown) => CrewTask;
}

/** One kind of computation, for which all threads are ready. */
export interface CrewTask {
  /** Gives a thread, from 1 on, an order: plain data, arrays in shared memory stay where they are. */
  readonly tell: (thread: number, order: unknown) => void;
  /** Blocks until every order of the crew is done. */
  readonly wait: () => void;
}

/** A thread as both kinds of machines know one; it hands each message to `serveCrew`. */
export interface CrewWorker {
  readonly postMessage: (message: unknown) => void;
}

/** What a thread makes of what a kind of computation is given: does one order. */
export type CrewKinds = Readonly<Record<string, (given: unknown) => (order: unknown) => void>>;

/** Multiplications below which telling and waiting cost more than is won: a millisecond or two of one thread. */
export const leastShared = 3e6;
/** What one thread does before others are started, which takes as long. */
const workAlone = 3e8;
/** Bytes of what failed. */
const mostText = 2048;
/** A thread that is silent for so many milliseconds is no more. */
const patience = 600_000;

/**
 * A crew of this thread and those that `start` gives when they are first needed (in a page such as have answered a
 * message before: until then a page that waits for them keeps them from starting); undefined without others, or where
 * memory cannot be shared: in a page that is not isolated from other origins.
 */
export function makeCrew(others: number, start: () => readonly CrewWorker[]): Crew | undefined {
  if (others < 1 || typeof SharedArrayBuffer === 'undefined') return undefined;
  /** Orders that are not done, how many bytes say what failed, and those bytes. */
  const state = new Int32Array(new SharedArrayBuffer(8 + mostText));
  let workers: readonly CrewWorker[] | undefined;
  let [tasks, before] = [0, 0];
  const tell = (thread: number, message: Omit<Told, 'state'>): void => {
    workers ??= start();
    Atomics.add(state, 0, 1);
    workers[thread - 1]?.postMessage({ ...message, state } satisfies Told);
  };
  return {
    size: others + 1,
    isWorth: (multiplications) => {
      before += multiplications;
      return multiplications >= leastShared && before > workAlone;
    },
    begin: (kind, given) => {
      const task = tasks++;
      for (let thread = 1; thread <= others; thread++) tell(thread, { task, kind, given });
      return {
        tell: (thread, order) => tell(thread, { task, order }),
        wait: () => waitFor(state),
      };
    },
  };
}

/** The body of a thread: what it does with each message of a crew. */
export function serveCrew(kinds: CrewKinds): (message: unknown) => void {
  const tasks = new Map<number, (order: unknown) => void>();
  return (message) => {
    const { state, task, kind, given, order } = message as Told;
    try {
      if (kind === undefined) tasks.get(task)?.(order);
      else tasks.set(task, kinds[kind]?.(given) ?? unknownKind);
    } catch (problem) {
      tellFailure(state, problem);
    } finally {
      Atomics.sub(state, 0, 1);
      Atomics.notify(state, 0);
    }
  };
}

/** Numbers that all threads see. */
export function sharedDoubles(length: number): Float64Array {
  return new Float64Array(new SharedArrayBuffer(8 * length));
}

interface Told {
  readonly state: Int32Array;
  readonly task: number;
  /** Of the message that begins a task. */
  readonly kind?: string;
  readonly given?: unknown;
  /** Of all others. */
  readonly order?: unknown;
}

function unknownKind(): never {
  throw new Error('a thread was asked for what it does not know');
}

function waitFor(state: Int32Array): void {
  for (let left = Atomics.load(state, 0); left > 0; left = Atomics.load(state, 0)) {
    if (!pause(state, left)) throw new Error('a thread does not answer');
  }
  const length = Atomics.load(state, 1);
  if (length > 0) throw new Error(`a thread failed: ${new TextDecoder().decode(textOf(state).slice(0, length))}`);
}

function tellFailure(state: Int32Array, problem: unknown): void {
  const text = problem instanceof Error ? (problem.stack ?? problem.message) : String(problem);
  const bytes = new TextEncoder().encode(text).subarray(0, mostText);
  textOf(state).set(bytes);
  Atomics.store(state, 1, bytes.length);
}

function textOf({ buffer }: Int32Array): Uint8Array {
  return new Uint8Array(buffer, 8);
}

/** Until there are not `left` any more; false where that takes too long. The thread of a page may not sleep. */
function pause(state: Int32Array, left: number): boolean {
  try {
    return Atomics.wait(state, 0, left, patience) !== 'timed-out';
  } catch (problem) {
    if (problem instanceof TypeError) return true;
    throw problem;
  }
}
