import type { DuckDBConnection } from '@duckdb/node-api';

/** A connection to a database that reaches no network. */
export interface Database {
  readonly connection: DuckDBConnection;
  readonly close: () => void;
}

/** The database in the file `path`, made where it is not there yet; without a path one in memory. */
export async function openDatabase(path = ':memory:'): Promise<Database> {
  // Loaded on use: it is 70 MB, and most commands never need it.
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const instance = await DuckDBInstance.create(path, {
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  const connection = await instance.connect();
  return {
    connection,
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

/** The path as DuckDB takes one: `*`, `?` and `[` would make it a pattern. */
export function literalPath(path: string): string {
  return path.replace(/[[*?]/g, '[$&]');
}

/**
 * What DuckDB says went wrong, on one line (below it come a picture of the query and advice on its own options);
 * undefined for an error that is not DuckDB's.
 */
export function databaseTrouble(error: unknown): string | undefined {
  const message = error instanceof Error ? error.message : '';
  const [, line] = /^(?:Failed to [a-z ]+: )?[A-Z][A-Za-z ]* (?:Error|Exception): (.*)/.exec(message) ?? [];
  return line?.replace(/[.:\s]+$/, '');
}
