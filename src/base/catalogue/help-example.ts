/** The smallest input that gives a diagnostic. */
export interface HelpExample {
  readonly command: string;
  readonly files: Readonly<Record<string, string>>;
  /** Absent where only editors show it. */
  readonly message?: string;
  /** The main file after the fix. */
  readonly mended?: string;
}
