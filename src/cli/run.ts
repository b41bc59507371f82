import { Command, CommanderError, Option } from 'commander';
import { defaultLimits } from '../base/limits.ts';
import { exportTargets } from '../export/targets.ts';
import { addLimit, numbers, count, fastHelp, numeric, positive, threadsHelp, wideHelp } from './common-flags.ts';
import type { Outcome } from './outcome.ts';
import type { Format } from './print.ts';
import type { Terminal } from './terminal.ts';
import { addTrainFlags, type TrainFlags } from './train-flags.ts';
import { UsageError } from './usage-error.ts';
import { version } from './version.ts';

/**
 * Runs one command line and gives its exit code. Commands are loaded when they run: `--version` and `--help` need none
 * of them.
 */
export async function run(arguments_: readonly string[], terminal: Terminal): Promise<number> {
  let code = 0;
  const program = makeProgram(terminal, (exitCode) => (code = exitCode));
  try {
    refuseBareFile(arguments_, program);
    await program.parseAsync(arguments_, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0;
    if (error instanceof CommanderError || error instanceof UsageError) {
      // commander has written its own message to standard error.
      if (error instanceof UsageError) terminal.complain(`error: ${error.message}\n`);
      if (arguments_.includes('--json')) terminal.print(usageDocument(error.message));
      return 2;
    }
    terminal.complain(`${describeBug(error)}\n`);
    return 3;
  }
}

/** A file where the command should stand. */
function refuseBareFile([first = '', ...rest]: readonly string[], { commands }: Command): void {
  if (!/\.(region|safetensors)$/i.test(first) || commands.some((each) => each.name() === first)) return;
  const meant = ['regionc', 'check', first, ...rest].join(' ');
  throw new UsageError(`\`${first}\` is no command; did you mean \`${meant}\`?`);
}

/** A wrong command line as the document that `--json` promises. */
function usageDocument(message: string): string {
  const found = {
    code: 'usage',
    severity: 'error',
    message: message.replace(/^error: /, ''),
    help: 'regionc --help',
    fixes: [],
  };
  return `${JSON.stringify({ ok: false, diagnostics: [found] }, undefined, 2)}\n`;
}

function describeBug(error: unknown): string {
  const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `This is a bug in regionc ${version}, or the machine failed it. Please report it with the file at hand.\n${trace}`;
}

type Run = (outcome: Promise<Outcome> | Outcome, json: boolean, otherwise?: Format) => Promise<void>;

function makeProgram(terminal: Terminal, exit: (code: number) => void): Command {
  const finish: Run = async (outcome, json, otherwise = 'text') => {
    // Awaited together: an outcome that fails while the other loads would end the process.
    const [done, { printOutcome }] = await Promise.all([outcome, import('./print.ts')]);
    exit(printOutcome(await placed(done), json ? 'json' : otherwise, terminal));
  };
  const program = new Command('regionc')
    .description('Knowledge written as regions in, a neural network out, with a proof of what it keeps.')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand(false)
    .exitOverride()
    .configureOutput({ writeOut: terminal.print, writeErr: terminal.complain })
    .showHelpAfterError('(regionc --help lists the commands)')
    .addHelpText('after', examples);
  addCompile(program, finish, terminal);
  addCheck(program, finish, terminal);
  addTrain(program, finish, terminal);
  addEval(program, finish, terminal);
  addPredict(program, finish, terminal);
  addPlot(program, finish, terminal);
  addExport(program, finish);
  addFmt(program, finish);
  addServer(program);
  addHelp(program, finish);
  return program;
}

const examples = `
Examples:
  regionc check iris.region                                      prove or refute what the text claims
  regionc compile iris.region -o iris.safetensors                make the network
  regionc plot iris.region --data iris.csv --label class         look at it
  regionc train iris.region --data iris.csv --label class        make it better from data
  regionc export iris.trained.safetensors --to onnx              ship it

Exit codes: 0 done; 1 the answer is no (a check refuted or open); 2 wrong input or usage; 3 a bug.`;

function addCompile(program: Command, finish: Run, terminal: Terminal): void {
  command(program, 'compile', 'spec to network, with a report of what is promised')
    .argument('<file>', 'a .region file, or - for standard input')
    .option('-o, --output <file>', 'the network file (default: the name of the spec with .safetensors, in this folder)')
    .addOption(
      new Option('--mode <mode>', 'gains that keep the guarantee, or softer ones that train well')
        .choices(['guarantee', 'trainable'])
        .default('guarantee'),
    )
    .addOption(
      new Option('--form <form>', 'as deep as the text; or in two layers, any of (all of ...) or all of (any of ...)')
        .choices(['direct', 'dnf', 'cnf'])
        .default('direct'),
    )
    .option('--cells', 'also count the cells into which its halfspaces cut the ranges', false)
    .addOption(new Option('--emit <text>', 'also write the code that scores it, as WebAssembly text').choices(['wat']))
    .action(async (file, flags) => {
      const { compileCommand } = await import('./compile.ts');
      await finish(compileCommand(file, flags, terminal), flags.json);
    });
}

function addCheck(program: Command, finish: Run, terminal: Terminal): void {
  command(program, 'check', 'prove or refute every `check` of a spec or network')
    .argument('<file>', 'a .region file, a network file, or - for a spec on standard input')
    .option('--budget <seconds>', 'time for each claim', positive, 10)
    .option('--threads <n>', 'claims that are looked at at once (default: one for each core)', count)
    .option('--fix', 'make the changes that cannot alter what was meant, here and in imports below', false)
    .option('--unsafe', 'with --fix: make also those that guess what was meant', false)
    .addOption(
      new Option('--format <format>', 'for people, or as annotations of a GitHub workflow')
        .choices(['text', 'github'])
        .default('text'),
    )
    .action(async (file, flags) => {
      const { checkCommand } = await import('./check.ts');
      await finish(checkCommand(file, flags, terminal), flags.json, flags.format);
    });
}

function addTrain(program: Command, finish: Run, terminal: Terminal): void {
  const train = withData(command(program, 'train', 'train a spec or network on labelled data'), 'required');
  addTrainFlags(train.argument('<file>', 'a .region file (compiled first) or a network file')).action(
    async (file: string, flags: TrainFlags) => {
      const { trainCommand } = await import('./train.ts');
      await finish(trainCommand(file, flags, terminal), flags.json);
    },
  );
}

function addEval(program: Command, finish: Run, terminal: Terminal): void {
  withData(command(program, 'eval', 'accuracy, confusion, loss and agreement with the text'), 'required')
    .argument('<file>', 'a network file, or a .region file: both its exact sets and its network are measured')
    .option('--fast', fastHelp)
    .option('--wide', wideHelp)
    .option('--threads <n>', threadsHelp, count)
    .action(async (file, flags) => {
      const { evalCommand } = await import('./eval.ts');
      await finish(evalCommand(file, flags, terminal), flags.json);
    });
}

function addPredict(program: Command, finish: Run, terminal: Terminal): void {
  command(program, 'predict', 'scores for every row of a data file')
    .argument('<file>', 'a network file or a .region file')
    .requiredOption('-d, --data <file>', 'CSV, Parquet or JSON lines; - for CSV on standard input')
    .option('--sql', 'take --data as a SQL query for DuckDB')
    .addOption(missingOption())
    .option('-o, --output <file>', 'where to write: .csv or .parquet (default: CSV on standard output)')
    .option('--exact', 'add exact_NAME: whether the row lies in the exact set')
    .option('--regions', 'add the soft membership of every named region')
    .option('--keep <columns>', 'carry these columns of the data along: a,b or all')
    .option('--threshold <p>', 'name no class whose probability is below this', numeric)
    .option('--abstain <text>', 'what to write in its place (default: an empty cell)')
    .option('--fast', fastHelp)
    .option('--wide', wideHelp)
    .option('--threads <n>', threadsHelp, count)
    .action(async (file, flags) => {
      const { predictCommand } = await import('./predict.ts');
      await finish(predictCommand(file, flags, terminal), flags.json);
    });
}

function addPlot(program: Command, finish: Run, terminal: Terminal): void {
  withData(command(program, 'plot', 'the picture: as SVG, PNG, or in the terminal'), 'optional')
    .argument('[file]', 'a .region file or a network file; none with --log')
    .option('-o, --output <file>', 'a .svg or .png file (default: in the terminal)')
    .option('--axes <x,y>', 'the inputs to draw over (default: the two that matter most)')
    .option(
      '--at <point>',
      'where the other inputs are held: "z=1, s=a" (default: the median or most frequent of the data, or mid range)',
    )
    .addOption(
      new Option('--theme <theme>', 'light or dark (default: both in an SVG, light in a PNG)').choices([
        'light',
        'dark',
      ]),
    )
    .addOption(
      new Option('--style <style>', 'areas, or lines only for print').choices(['fills', 'lines']).default('fills'),
    )
    .option('--levels <values>', 'draw lines where outputs have these values, such as -0.5,0.5', numbers)
    .option(
      '--field <names>',
      'draw instead how large the gradient of each point is by weights or biases: A1,b2 or one number, A2[1,3]; or reach: how far back its error goes',
    )
    .option('--thresholds <values>', 'of reach: gradients below stop, by layer (default: 0.05,0.01)', numbers)
    .option('--log <file>', 'draw the curves of a training instead: a file that train --log wrote')
    .option('--width <px>', 'width of the picture', positive, 640)
    .option('--height <px>', 'height of the picture', positive, 480)
    .action(async (file: string | undefined, flags) => {
      if ((file === undefined) === (flags.log === undefined)) {
        throw new UsageError('plot takes a spec or network, or else --log with the log of a training');
      }
      if (file === undefined) {
        const { plotLogCommand } = await import('./plot-log.ts');
        await finish(plotLogCommand(flags.log, flags), flags.json);
        return;
      }
      const { plotCommand } = await import('./plot.ts');
      await finish(plotCommand(file, flags, terminal), flags.json);
    });
}

function addExport(program: Command, finish: Run): void {
  command(program, 'export', 'a network in another format')
    .argument('<file>', 'a network file, or a .region file (compiled first)')
    .addOption(
      new Option('--to <format>', Object.values(exportTargets).join(', or '))
        .choices(Object.keys(exportTargets))
        .makeOptionMandatory(),
    )
    .option('-o, --output <file>', 'the file to write (default: NAME.onnx or NAME.wasm in this folder)')
    .addOption(
      new Option('--precision <type>', 'numbers of the exported network').choices(['f32', 'f64']).default('f32'),
    )
    .action(async (file, flags) => {
      const { exportCommand } = await import('./export.ts');
      await finish(exportCommand(file, flags), flags.json);
    });
}

function addFmt(program: Command, finish: Run): void {
  program
    .command('fmt')
    .description('the one way to lay out a .region file, comments kept')
    .argument('<files...>', '.region files, folders of them, or - for standard input')
    .addOption(new Option('--check', 'only name the files that are not formatted; exit code 1').conflicts('write'))
    .option('--write', 'write the files back (default: print the formatted text)', false)
    .option('--json', 'one JSON document on standard output', false)
    .action(async (files: string[], flags) => {
      const { fmtCommand } = await import('./fmt.ts');
      await finish(fmtCommand(files, flags), flags.json);
    });
}

function addServer(program: Command): void {
  program
    .command('lsp')
    .description('the language server, for editors')
    .requiredOption('--stdio', 'speak on standard input and output')
    .action(async () => {
      const { serveStdio } = await import('../../lsp/main-node.ts');
      // The worker's bundle lies beside this one.
      serveStdio(new URL('./examine.js', import.meta.url));
    });
}

function addHelp(program: Command, finish: Run): void {
  command(program, 'help', 'what a diagnostic means, or the help of a command')
    .argument('[code]', 'such as R0101, or the name of a command')
    .action(async (code: string | undefined, flags) => {
      const asked = program.commands.find((each) => each.name() === code);
      if (code === undefined) program.outputHelp();
      else if (asked) asked.outputHelp();
      else {
        const { helpCodeCommand } = await import('./help-code.ts');
        await finish(helpCodeCommand(code), flags.json);
      }
    });
}

function command(program: Command, name: string, description: string): Command {
  return program
    .command(name)
    .description(description)
    .option('--json', 'one JSON document on standard output', false)
    .option('--allow-outside', 'let imports leave the folder of the spec', false)
    .addOption(
      new Option('--limit <name=number>', `change a limit: ${Object.keys(defaultLimits).join(', ')}`)
        .argParser(addLimit)
        .default(defaultLimits, 'as documented'),
    );
}

/** Only what is said about data and the like has places that are still to be looked up. */
async function placed(outcome: Outcome): Promise<Outcome> {
  if (!outcome.diagnostics.some(({ place }) => place)) return outcome;
  const { locate } = await import('./locate.ts');
  return locate(outcome);
}

function withData(command_: Command, need: 'required' | 'optional'): Command {
  const option = new Option('-d, --data <file>', 'CSV, Parquet or JSON lines; - for CSV on standard input');
  return command_
    .addOption(option.makeOptionMandatory(need === 'required'))
    .option('-l, --label <column>', 'the data column that holds the class, or the one output')
    .option('--sql', 'take --data as a SQL query for DuckDB')
    .addOption(missingOption());
}

function missingOption(): Option {
  return new Option(
    '--missing <how>',
    'rows that lack a value: leave out, fill in, or answer where the rest decides (default: an error)',
  ).choices(['drop', 'median', 'unknown']);
}
