import { entry } from './entry.ts';

/** Where a cell stands: data rows are counted from 1, `line` is known for text files only. */
export interface CellPlace {
  readonly row: number;
  readonly line: number | undefined;
  readonly column: string;
}

/** The first cell with a fault of one kind, and how many other cells of the data have it too. */
export interface CellFault extends CellPlace {
  readonly cell: string;
  readonly more: number;
}

/** A column that was looked for in a file that has `available`. */
export interface MissingColumn {
  readonly column: string;
  /** What may have been meant. */
  readonly near: string | undefined;
  readonly available: readonly string[];
}

const missingHelp =
  'What a missing value counts as is your decision. `--missing drop` leaves such rows out. `--missing median` fills in the median (of a categorical input the most frequent category) of the training rows, which the network file stores. `--missing unknown` gives the answer where the values that are known already decide it by the text, and none elsewhere. Missing is a cell that is empty or says `NaN`, `NA`, `N/A`, `null` or `?`.';

/** R06. Data. */
export const data = {
  R0601: entry<{ path: string; reason: string }>({
    severity: 'error',
    title: 'data cannot be read',
    message: ({ path, reason }) => `cannot read \`${path}\`: ${reason}`,
    help: 'The data file could not be opened. Check its name, the folder that the command runs in, and your rights to it.',
  }),
  R0602: entry<{ path: string }>({
    severity: 'error',
    title: 'empty data file',
    message: ({ path }) =>
      `\`${path}\` is empty, expected a first line with the names of its columns and rows below it`,
    help: 'A CSV file starts with a line that names its columns; each line below it is one row.',
  }),
  /** Without a path it is a query that found nothing. */
  R0603: entry<{ path: string | undefined }>({
    severity: 'error',
    title: 'data without rows',
    message: ({ path }) =>
      path === undefined
        ? 'the query found no row, expected at least one'
        : `\`${path}\` names its columns but has no row, expected at least one`,
    help: 'Nothing can be trained, scored or predicted without a row. Where the file was made by a query, the query found nothing.',
  }),
  R0604: entry<{ path: string; expected: string; reason: string }>({
    severity: 'error',
    title: 'data file of the wrong kind',
    message: ({ path, expected, reason }) => `cannot read \`${path}\` as ${expected}: ${reason}`,
    help: 'Data may be CSV in UTF-8, Parquet (`.parquet`) or JSON lines (`.jsonl`, `.ndjson`, `.json`). A file that is packed, saved by a spreadsheet in its own format, or in another encoding has to be converted first.',
  }),
  R0605: entry<{ path: string; line: number; found: number; expected: number }>({
    severity: 'error',
    title: 'row of another length',
    message: ({ path, line, found, expected }) =>
      `\`${path}\`, line ${line}: found ${count(found, 'cell')}, the first line names ${count(expected, 'column')}` +
      (found > expected ? '; a cell with the separator in it needs double quotes around it' : ''),
    help: 'Every row has as many cells as the first line has names. The usual causes are a separator inside a cell that has no quotes, and a line break that was lost.',
  }),
  R0606: entry<{ path: string; line: number; problem: 'unclosed' | 'after' }>({
    severity: 'error',
    title: 'broken quotes in a row',
    message: ({ path, line, problem }) =>
      problem === 'unclosed'
        ? `\`${path}\`, line ${line}: a cell opens with \`"\` and no \`"\` closes it`
        : `\`${path}\`, line ${line}: found text after the closing \`"\` of a cell, expected a separator; a quote inside such a cell is written twice, \`""\``,
    help: 'A cell that starts with a double quote ends with one; inside it, a double quote is written twice.',
  }),
  R0607: entry<{ reason: string }>({
    severity: 'error',
    title: 'query failed',
    message: ({ reason }) => `the query failed: ${reason}`,
    help: "The query runs in DuckDB, in the current folder. A file is a table there: `SELECT * FROM 'flowers.parquet' WHERE year > 2020`.",
  }),
  R0610: entry<MissingColumn & { input: string; headless: boolean }>({
    severity: 'error',
    title: 'input without a column',
    message: ({ input, column, near, available, headless }) =>
      `the data has no column for input \`${input}\`, expected ${quoted(column)}${suggestion(near, available)}` +
      (headless ? '; the first line must name the columns, this one looks like numbers' : ''),
    help: 'Columns are matched to inputs by name, letter case included. Where the data calls it something else, say so in the text: `input flipper in [170, 235] column "Flipper Length (mm)"`. A vector `v` finds its columns as `v_1`, `v1` or `v[1]` and so on, or from one column to another: `columns "p_50" .. "p7"`.',
  }),
  R0611: entry<MissingColumn>({
    severity: 'error',
    title: 'label column absent',
    message: ({ column, near, available }) =>
      `the data has no column ${quoted(column)} to take the labels from${suggestion(near, available)}`,
    help: '`--label` names the column that holds the class of each row.',
  }),
  R0612: entry<MissingColumn & { output: string }>({
    severity: 'error',
    title: 'output without a column',
    message: ({ output, column, near, available }) =>
      `the data has no column for output \`${output}\`, expected ${quoted(column)}${suggestion(near, available)}`,
    help: 'An output is trained on, and compared with, the column of its own name. Where the data calls it something else: `output safe column "is safe" = ...`.',
  }),
  R0613: entry<MissingColumn>({
    severity: 'error',
    title: 'column to keep absent',
    message: ({ column, near, available }) =>
      `the data has no column ${quoted(column)} to keep${suggestion(near, available)}`,
    help: '`--keep` names columns of the data that are carried along into the result, separated by commas, or `all`.',
  }),
  R0614: entry<{ column: string; times: number }>({
    severity: 'error',
    title: 'column twice',
    message: ({ column, times }) =>
      `the data has ${times} columns named ${quoted(column)}, expected one; rename or remove the others`,
    help: 'Columns are found by name, so a column that is used may stand in the data once only. Columns that nothing uses may have any name.',
  }),
  /** `found` counts from the first to the last column, both of them; below 1 they stand the other way round. */
  R0615: entry<{ input: string; first: string; last: string; found: number; expected: number }>({
    severity: 'error',
    title: 'columns of another number',
    message: ({ input, first, last, found, expected }) =>
      found < 1
        ? `column ${quoted(last)} stands before column ${quoted(first)}, expected the ${expected} columns of \`${input}\` from ${quoted(first)} to ${quoted(last)}`
        : `the data has ${count(found, 'column')} from ${quoted(first)} to ${quoted(last)}, expected ${expected}, one for each element of \`${input}\``,
    help: 'With `columns "first" .. "last"` a vector takes neighbouring columns in the order of the data, as many as it has elements. Correct the names, the size of the vector, or the order of the columns.',
  }),
  R0620: entry<CellPlace & { more: number }>({
    severity: 'error',
    title: 'empty cell',
    message: (found) =>
      `${place(found)}: found an empty cell, expected a number${further(found.more, 'empty cell')}; fill it in, or choose \`--missing drop\`, \`median\` or \`unknown\``,
    help: missingHelp,
  }),
  R0621: entry<CellFault>({
    severity: 'error',
    title: 'cell is not a number',
    message: (found) =>
      `${place(found)}: found ${quoted(found.cell)}, expected a number${further(found.more, 'such cell')}`,
    help: 'The cells of an input are numbers such as `12`, `-0.5`, `.5` or `2.5e-3`, without units or thousands separators. Where a value is missing, see `--missing`.',
  }),
  R0622: entry<CellFault & { written: string }>({
    severity: 'error',
    title: 'decimal comma',
    message: (found) =>
      `${place(found)}: found ${quoted(found.cell)}, expected a point as decimal sign (\`${found.written}\`)${further(found.more, 'such cell')}`,
    help: 'Numbers in data are written with a point. Some spreadsheets write a comma, with semicolons between the cells: the semicolons are fine, the decimal comma is not, because `1,234` could mean two numbers.',
  }),
  R0623: entry<CellFault>({
    severity: 'error',
    title: 'cell says that its value is missing',
    message: (found) =>
      `${place(found)}: found ${quoted(found.cell)}, which is no value, expected a number${further(found.more, 'such cell')}; fill it in, or choose \`--missing drop\`, \`median\` or \`unknown\``,
    help: `NaN, NA and the like stand for a value that is missing or could not be computed. A network would pass it on to every output. ${missingHelp}`,
  }),
  R0624: entry<CellFault>({
    severity: 'error',
    title: 'cell is infinite',
    message: (found) =>
      `${place(found)}: found ${quoted(found.cell)}, expected a finite number${further(found.more, 'such cell')}`,
    help: 'An infinite cell, or one past the largest double (about 1.8e308), has no place in the input space.',
  }),
  R0625: entry<CellFault & { input: string; categories: readonly string[]; near: string | undefined }>({
    severity: 'error',
    title: 'cell is no category',
    message: (found) =>
      `${place(found)}: found ${quoted(found.cell)}, which is no category of \`${found.input}\`${further(found.more, 'such cell')}` +
      (found.near === undefined ? `; its categories are ${listed(found.categories)}` : suggestion(found.near, [])),
    help: 'A cell of a categorical input is one of its categories: of a number any way to write it (`1`, `1.0`), else exactly the text, letter case and blanks included. Add the category to the text, correct the cell, or declare the input open: `input s in {a, c, ..}` takes any other value as none of them.',
  }),
  R0626: entry<CellPlace & { input: string; categories: readonly string[]; more: number }>({
    severity: 'error',
    title: 'empty cell of a categorical input',
    message: (found) =>
      `${place(found)}: found an empty cell, expected a category of \`${found.input}\` (${listed(found.categories)})${further(found.more, 'empty cell')}; fill it in, choose \`--missing drop\`, \`median\` or \`unknown\`, or declare the input open with \`..\``,
    help: `A closed categorical input has one of its categories in every row. Where it may have none, declare it open: \`input s in {a, c, ..}\`; \`unlisted(s)\` is then true of such rows. ${missingHelp}`,
  }),
  R0627: entry<{ inputs: readonly string[] }>({
    severity: 'error',
    title: 'no fill value',
    message: ({ inputs }) =>
      `values of ${listed(inputs)} are missing, and nothing is known to fill them with: a network file stores the medians of the rows it was trained on; train first, or choose \`--missing drop\` or \`unknown\``,
    help: '`--missing median` fills a missing number with the median, and a missing category with the most frequent one, of the training rows. Training finds them and stores them in the network file, so that later data is filled in the same way. A text that was not trained has none, and a column without any value in the training rows has none either.',
  }),
  R0628: entry<{ rows: number }>({
    severity: 'error',
    title: 'no row with all values',
    message: ({ rows }) =>
      rows === 1
        ? 'the only row of the data lacks a value of some input, expected at least one that has all; is a column empty?'
        : `each of the ${rows} rows of the data lacks a value of some input, expected at least one that has all; is a column empty?`,
    help: 'Rows with a missing value are left out with `--missing drop`, and looked at apart with `--missing unknown`. When every row lacks a value, a column is probably empty.',
  }),
  R0630: entry<
    CellPlace & {
      label: string;
      rows: number;
      others: readonly string[];
      near: string | undefined;
      labels: readonly string[];
    }
  >({
    severity: 'error',
    title: 'label that no class has',
    message: (found) =>
      `${place(found)}: no class has the label ${quoted(found.label)} (${count(found.rows, 'row')})` +
      (found.others.length > 0 ? `, nor ${listed(found.others)}` : '') +
      suggestion(found.near, []) +
      (found.near === undefined ? `; the classes have ${listed(found.labels)}` : ''),
    help: 'The label column names the class of each row: by the name of the class, or by its `label` where the text gives one (`class high label 1 = ...`). Declare a class for it, even as `otherwise`, correct the label, or leave such rows out.',
  }),
  R0631: entry<CellPlace & { more: number }>({
    severity: 'error',
    title: 'row without a label',
    message: (found) =>
      `${place(found)}: found an empty cell, expected a label${further(found.more, 'empty cell')}; fill it in or leave the row out`,
    help: 'Every row that is trained on or scored needs its class.',
  }),
  R0632: entry<{ column: string; classes: readonly string[] }>({
    severity: 'warning',
    title: 'class without a row',
    message: ({ column, classes }) =>
      `no row of the data has the label of class ${listed(classes)} in column ${quoted(column)}`,
    help: 'Such a class can be neither trained nor scored on this data. That is in order where it is rare; otherwise the label may be written differently in the data (`class high label 1 = ...`).',
  }),
  R0633: entry<CellFault & { output: string }>({
    severity: 'error',
    title: 'cell is no truth value',
    message: (found) =>
      `${place(found)}: found ${found.cell === '' ? 'an empty cell' : quoted(found.cell)}, expected a value for output \`${found.output}\`: true/false, yes/no, 1/0, 1/-1 or a share from 0 to 1${further(found.more, 'such cell')}`,
    help: 'An output learns where its region holds. A column with -1 in it may hold 1 and -1 only; any other may hold shares between 0 and 1 as well.',
  }),
  R0640: entry<{
    input: string;
    lo: number;
    hi: number;
    values: number;
    rows: number;
    lowest: number;
    highest: number;
  }>({
    severity: 'warning',
    title: 'values outside the range',
    message: ({ input, lo, hi, values, rows, lowest, highest }) =>
      `${count(values, 'value')} of input \`${input}\` in ${count(rows, 'row')} ${values === 1 ? 'lies' : 'lie'} outside its range [${lo}, ${hi}]` +
      (lowest === highest ? `: ${lowest}` : `: from ${lowest} to ${highest}`),
    help: 'The range of an input bounds what is proved and drawn, and scales training; values outside it are used as they are. Many of them, or very distant ones, usually mean another unit of measure, another column, or a range that is too tight.',
  }),
  R0641: entry<{ rows: number; of: number; done: 'left out' | 'filled' | 'read off the text' }>({
    severity: 'info',
    title: 'rows with a missing value',
    message: ({ rows, of, done }) =>
      `${rows} of ${count(of, 'row')} ${rows === 1 ? 'lacks' : 'lack'} a value of some input: ` +
      { 'left out': 'left out', filled: 'filled in', 'read off the text': 'answered where the others decide it' }[done],
    help: missingHelp,
  }),
};

function place({ row, line, column }: CellPlace): string {
  return `row ${row}${line === undefined ? '' : ` (line ${line})`}, column ${quoted(column)}`;
}

function further(more: number, what: string): string {
  return more > 0 ? `; ${more} more ${what}${more === 1 ? '' : 's'}` : '';
}

function suggestion(near: string | undefined, available: readonly string[]): string {
  if (near !== undefined) return `; did you mean ${quoted(near)}?`;
  return available.length > 0 ? `; it has ${listed(available)}` : '';
}

/** Up to eight of them by name. */
function listed(words: readonly string[]): string {
  const shown = words.slice(0, 8).map(quoted);
  const rest = words.length - shown.length;
  return shown.join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}

/** One line of at most 60 characters in backticks, whatever the data holds. */
function quoted(word: string): string {
  const line = word.replace(/\s+/g, ' ');
  return `\`${line.length > 60 ? `${line.slice(0, 57)}...` : line}\``;
}

function count(n: number, what: string): string {
  return `${n} ${what}${n === 1 ? '' : 's'}`;
}
