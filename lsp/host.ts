import type { FormatOptions } from '../src/service/format.ts';
import type { Examination } from '../src/service/examination.ts';
import type { ExaminationJob } from '../src/service/examine-text.ts';

/** What the server needs of the machine that it runs on. */
export interface Host {
  /** The text of a file that is not open, by its URI; undefined where there is none. */
  readText(uri: string): Promise<string | undefined>;
  /** The `.region` files in these folders, as URIs; not too many. */
  listFiles(folders: readonly string[]): Promise<readonly string[]>;
  /**
   * How the project wants a file formatted (`.prettierrc`, `.editorconfig`), as `regionc fmt` reads it; undefined where
   * that cannot be told, and the editor's own settings count.
   */
  readonly formatOptions?: (uri: string) => Promise<FormatOptions | undefined>;
  /** Looks closely at texts beside the server's own work, where the machine can do that. */
  readonly examiner?: Examiner;
}

export interface Examiner {
  /** Gives undefined where it was cancelled, or the text is broken. One job runs at a time: the next one waits. */
  run(job: ExaminationJob): ExaminationRun;
  close(): void;
}

export interface ExaminationRun {
  readonly result: Promise<Examination | undefined>;
  cancel(): void;
}
