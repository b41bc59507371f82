import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DuckDBAppender } from '@duckdb/node-api';
import { diagnostic, hasErrors, type Diagnostic } from '../base/diagnostic.ts';
import { startOfFile } from '../base/source.ts';
import { csvHeader, csvRows, resultCell, type ResultColumn } from '../data/results.ts';
import { databaseTrouble, openDatabase } from './duckdb.ts';
import { replaceFile, writeFileInParts, type Write } from './write-file.ts';

/** Adds the next rows; their columns have the same names and kinds every time. */
export type WriteRows = (rows: number, columns: readonly ResultColumn[]) => Promise<void>;

/** Makes the rows, hands them on as they come, and says what it found; after an error nothing is kept. */
export type ProduceRows = (write: WriteRows) => Promise<readonly Diagnostic[]>;

/** Writes rows to a CSV file, or to a Parquet file where the name ends in `.parquet`. */
export async function writeResults(path: string, produce: ProduceRows): Promise<readonly Diagnostic[]> {
  if (/\.parquet$/i.test(path)) return replaceFile(path, (temporary) => writeParquet(path, temporary, produce));
  return writeFileInParts(path, (write) => produce(asCsv(write)));
}

/** Rows turned to lines of CSV, the names of the columns before the first of them. */
export function asCsv(write: Write): WriteRows {
  let started = false;
  return async (rows, columns) => {
    if (!started) await write(csvHeader(columns));
    started = true;
    await write(csvRows(rows, columns));
  };
}

/** What the database may use, as such and for each column: of so many rows at a time, 16 bytes each or more. */
const megabytes = { fixed: 16, column: 2 };
const rowsTogether = 20_480;

/** Rows that wait to be stored: the database does not count them as its own. */
const mostWaiting = 2 * rowsTogether;

/** By way of a database on the disk, so that the rows need not fit into memory. */
async function writeParquet(path: string, target: string, produce: ProduceRows): Promise<readonly Diagnostic[]> {
  const folder = await mkdtemp(join(tmpdir(), 'regionc-'));
  const { connection, close } = await openDatabase(join(folder, 'rows.duckdb'));
  try {
    let appender: DuckDBAppender | undefined;
    let waiting = 0;
    const diagnostics = await produce(async (rows, columns) => {
      if (appender === undefined) {
        const fields = columns.map(({ name, kind }) => `"${name.replaceAll('"', '""')}" ${sqlTypes[kind]}`);
        // Else it keeps in memory whatever fits into the machine's.
        await connection.run(`SET memory_limit = '${megabytes.fixed + megabytes.column * fields.length}MB'`);
        await connection.run('SET threads = 1');
        await connection.run(`CREATE TABLE results (${fields.join(', ')})`);
        appender = await connection.createAppender('results');
      }
      for (let row = 0; row < rows; row++) appendRow(appender, columns, row);
      waiting += rows;
      if (waiting < mostWaiting) return;
      appender.flushSync();
      waiting = 0;
    });
    if (appender === undefined || hasErrors(diagnostics)) return diagnostics;
    appender.closeSync();
    await connection.run(
      `COPY results TO '${target.replaceAll("'", "''")}' (FORMAT parquet, ROW_GROUP_SIZE ${rowsTogether})`,
    );
    return diagnostics;
  } catch (error) {
    const reason = databaseTrouble(error);
    if (reason === undefined) throw error;
    return [diagnostic('R0820', startOfFile(path), { path, reason })];
  } finally {
    close();
    await rm(folder, { recursive: true, force: true });
  }
}

const sqlTypes = { number: 'DOUBLE', boolean: 'BOOLEAN', text: 'VARCHAR' } as const;

function appendRow(appender: DuckDBAppender, columns: readonly ResultColumn[], row: number): void {
  for (const column of columns) {
    const { kind } = column;
    const value = resultCell(column, row);
    if (value === undefined) appender.appendNull();
    else if (kind === 'number') appender.appendDouble(Number(value));
    else if (kind === 'boolean') appender.appendBoolean(value === true);
    else appender.appendVarchar(String(value));
  }
  appender.endRow();
}
