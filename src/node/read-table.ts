import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { DuckDBValue } from '@duckdb/node-api';
import { diagnostic, hasErrors, type Diagnostic, type Result } from '../base/diagnostic.ts';
import { startOfFile } from '../base/source.ts';
import { readCsv } from '../data/csv.ts';
import type { Table } from '../data/dataset.ts';
import { databaseTrouble, literalPath, openDatabase } from './duckdb.ts';
import { fileTrouble } from './system-error.ts';

export interface ReadOptions {
  /** Whether the data is a query for DuckDB, not a path. */
  readonly sql?: boolean;
}

/**
 * The rows of a data file in order, some thousands at a time: CSV, Parquet or JSON lines by its first bytes and its
 * name; `-` is CSV from standard input. The first error ends the reading.
 */
export async function* readTable(
  data: string,
  { sql = false }: ReadOptions = {},
): AsyncGenerator<Result<Table | undefined>> {
  if (sql) return yield* readQuery(data, [], undefined, (reason) => diagnostic('R0607', undefined, { reason }));
  if (data === '-') return yield* readText('standard input', process.stdin);
  const form = await formOf(data);
  if (typeof form !== 'string') return yield failed(form);
  if (form === 'csv') return yield* readText(data, createReadStream(data));
  const { query, expected } = queries[form];
  yield* readQuery(query, [literalPath(resolve(data))], data, (reason) => wrongForm(data, expected, reason));
}

/** The whole of a data file as one table. */
export async function readWholeTable(data: string, options: ReadOptions = {}): Promise<Result<Table | undefined>> {
  const parts: Table[] = [];
  for await (const { value, diagnostics } of readTable(data, options)) {
    if (hasErrors(diagnostics)) return { value: undefined, diagnostics };
    if (value) parts.push(value);
  }
  const [first] = parts;
  if (first === undefined) return { value: undefined, diagnostics: [] };
  const whole = {
    ...(first.path !== undefined && { path: first.path }),
    columns: first.columns,
    cells: first.columns.map((_, i) => parts.flatMap(({ cells }) => cells[i] ?? [])),
    rows: parts.reduce((sum, { rows }) => sum + rows, 0),
    firstRow: 1,
  };
  const { lines } = first;
  const value = lines === undefined ? whole : { ...whole, lines: parts.flatMap((part) => part.lines ?? []) };
  return { value, diagnostics: [] };
}

/** The text of a CSV file once more; undefined for a file of another form, and for what can be read once only. */
export async function rereadCsv(path: string): Promise<AsyncIterable<string> | undefined> {
  const isFile = path !== '-' && (await stat(path).catch(() => undefined))?.isFile();
  return isFile && (await formOf(path)) === 'csv' ? decode(createReadStream(path)) : undefined;
}

type Form = 'csv' | 'parquet' | 'json';

const queries = {
  parquet: { query: 'SELECT * FROM read_parquet($1)', expected: 'Parquet' },
  // At depth 1 every value stays JSON, of which ->> gives the text: nothing is taken for a date or a number.
  json: {
    query: "SELECT COLUMNS(*) ->> '$' FROM read_json($1, maximum_depth = 1, records = true, sample_size = -1)",
    expected: 'JSON lines',
  },
};

async function formOf(path: string): Promise<Form | Diagnostic> {
  const byName = /\.(parquet|jsonl|ndjson|json)$/i.exec(path)?.[1]?.toLowerCase();
  try {
    const found = await stat(path);
    if (found.isDirectory()) return unreadable(path, 'it is a folder');
    // What a pipe gives can be read once only, so there is no looking at its first bytes.
    if (!found.isFile()) return 'csv';
    if (found.size === 0) return diagnostic('R0602', startOfFile(path), { path });
    if ((await firstBytes(path, 4)) === 'PAR1') return 'parquet';
  } catch (error) {
    return unreadable(path, fileTroubleOrThrow(error));
  }
  if (byName === 'parquet') return wrongForm(path, 'Parquet', 'it does not start as a Parquet file does');
  return byName === undefined ? 'csv' : 'json';
}

async function firstBytes(path: string, length: number): Promise<string> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, 0);
    return buffer.toString('latin1', 0, bytesRead);
  } finally {
    await file.close();
  }
}

async function* readText(path: string, bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Result<Table | undefined>> {
  try {
    yield* readCsv(path, decode(bytes));
  } catch (error) {
    if (error instanceof NotText) yield failed(wrongForm(path, 'CSV', error.message));
    else yield failed(unreadable(path, fileTroubleOrThrow(error)));
  }
}

class NotText extends Error {}

async function* decode(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const text = (part?: Uint8Array): string => {
    try {
      const piece = decoder.decode(part, { stream: part !== undefined });
      if (!piece.includes('\0')) return piece;
    } catch {
      throw new NotText('it is not UTF-8 text');
    }
    throw new NotText('it holds bytes that no text has');
  };
  for await (const part of bytes) yield text(part);
  yield text();
}

async function* readQuery(
  query: string,
  values: DuckDBValue[],
  path: string | undefined,
  trouble: (reason: string) => Diagnostic,
): AsyncGenerator<Result<Table | undefined>> {
  const { connection, close } = await openDatabase();
  try {
    const result = await connection.stream(query, values);
    const columns = result.columnNames();
    let firstRow = 1;
    for (;;) {
      const chunk = await result.fetchChunk();
      if (chunk === null || chunk.rowCount === 0) break;
      const cells = chunk.getColumns().map((column) => column.map(textOf));
      const source = path === undefined ? {} : { path };
      yield { value: { ...source, columns, cells, rows: chunk.rowCount, firstRow }, diagnostics: [] };
      firstRow += chunk.rowCount;
    }
    if (firstRow === 1) yield failed(diagnostic('R0603', startOfFile(path), { path }));
  } catch (error) {
    const reason = databaseTrouble(error);
    if (reason === undefined) throw error;
    yield failed(trouble(reason));
  } finally {
    close();
  }
}

/** The text of a value from which the same value can be read; undefined for NULL and the empty text. */
function textOf(value: DuckDBValue): string | undefined {
  // A FLOAT arrives as the double that it is, so this text is exact for it too.
  return value === null || value === '' ? undefined : String(value);
}

function wrongForm(path: string, expected: string, reason: string): Diagnostic {
  return diagnostic('R0604', startOfFile(path), { path, expected, reason });
}

function unreadable(path: string, reason: string): Diagnostic {
  return diagnostic('R0601', startOfFile(path), { path, reason });
}

function failed(found: Diagnostic): Result<undefined> {
  return { value: undefined, diagnostics: [found] };
}

function fileTroubleOrThrow(error: unknown): string {
  const trouble = fileTrouble(error);
  if (trouble === undefined) throw error;
  return trouble;
}
