/** What became of a claim. */
export interface Outcome {
  readonly outcome: 'proved' | 'refuted' | 'undecided';
  /** Of a measure: the number found, and proved bounds on it. */
  readonly value?: number;
  readonly lo?: number;
  readonly hi?: number;
  /** Of a tolerance as a distance, where all bands are equally wide. */
  readonly distance?: number;
  /** A point that shows it, by input; of a categorical one its category. */
  readonly witness?: Readonly<Record<string, number | string>>;
  /** The share of the box that is not decided. */
  readonly open?: number;
  /** Where a measure is worst, or why nothing could be decided. */
  readonly note?: string;
  readonly seconds: number;
}

/** An outcome without the time it took. */
export type Verdict = Omit<Outcome, 'seconds'>;

export interface DecideOptions {
  /** Seconds for one claim. */
  readonly budget: number;
  /** The time in seconds, from wherever. */
  readonly now: () => number;
  /** Asked now and then: a claim that is cancelled stays undecided. */
  readonly cancelled?: () => boolean;
  /** The share of a data file's rows that the subject classifies rightly; the caller reads the data. */
  readonly accuracyOf?: (data: string, label: string) => number | undefined;
  /** Of the attacks; the same seed tries the same points. */
  readonly seed?: number;
  /** Told now and then which share of the box a search has left open, and how many parts of it were looked at. */
  readonly progress?: (open: number, cells: number) => void;
}

/** How long to look, and from which seed. */
export interface Effort {
  readonly late: () => boolean;
  readonly seed: number;
  /** Parts of the box that one search may look at, whatever the time. */
  readonly cells?: number;
  readonly progress?: (open: number, cells: number) => void;
}
