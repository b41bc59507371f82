import { entry } from './entry.ts';

/** R04. Settings and compilation. */
export const settings = {
  R0401: entry<{ name: string }>({
    severity: 'error',
    title: 'setting on a name',
    message: ({ name }) =>
      `\`with\` does not reach into \`${name}\`: set it where the region is written, or make a gate of its own, \`all of (${name})\``,
    help: 'A named region is one unit for all who use it, so its sharpness is stated at its declaration. `all of (r) with gain 3` adds a unit that passes r on.',
  }),
  R0402: entry<{ setting: string }>({
    severity: 'error',
    title: 'gate setting on a primitive',
    message: ({ setting }) =>
      `\`${setting}\` is a setting of gates; a comparison or primitive takes \`width\` or \`gain\``,
    help: 'The boundary of a primitive is where it was written; only gates have a bias of their own. Move the boundary in the text instead.',
  }),
  R0403: entry<{ setting: string }>({
    severity: 'error',
    title: 'setting on several units',
    message: ({ setting }) =>
      `\`${setting}\` cannot be set here: this form becomes several units; write out its parts to set each`,
    help: '`exactly`, `xor` and the like are built from several gates. Write them out by `at least` and `not` to set each one.',
  }),
  R0404: entry<{ first: string; second: string }>({
    severity: 'error',
    title: 'stated twice',
    message: ({ first, second }) =>
      first === second ? `\`${first}\` is set twice` : `\`${first}\` and \`${second}\` set the same thing; keep one`,
    help: 'A primitive takes one of `+-`, `width` and `gain`; a gate one of `bias` and `threshold`.',
  }),
  R0405: entry<{ setting: string; shown: string }>({
    severity: 'error',
    title: 'setting not above 0',
    message: ({ setting, shown }) => `a ${setting} is a constant above 0, not \`${shown}\``,
    help: 'Gains, widths, bands and margins are positive numbers. A percentage is allowed for a width only.',
  }),
  R0406: entry<{ setting: string; shown: string }>({
    severity: 'error',
    title: 'setting is no constant',
    message: ({ setting, shown }) => `a ${setting} is a constant number, not \`${shown}\``,
    help: 'Bias and threshold of a gate are fixed when the network is made.',
  }),
  R0407: entry<Record<string, never>>({
    severity: 'error',
    title: 'two defaults',
    message: () => 'a file has one `default`, of width or of gain; this is another',
    help: 'It holds for every primitive of the file that says nothing itself. Set single ones by `with width` or `with gain`.',
  }),
  R0408: entry<Record<string, never>>({
    severity: 'error',
    title: 'setting on a category',
    message: () => 'a test of a category is sharp by itself: it takes no band, width or gain',
    help: 'A cell either has the category or not; there is nothing between.',
  }),
  R0450: entry<{ limit: number }>({
    severity: 'error',
    title: 'too many members',
    message: ({ limit }) =>
      `the gates up to this one have more than ${limit} members in all, which is the limit (\`--limit regionNodes=...\`); \`xor\` of n counts as n times n`,
    help: 'A gate of n members costs n links in the network, `xor` of n members n times n. Past the limit the network may not fit into memory. Count fewer regions, or name a part and use the name twice.',
  }),
  R0451: entry<{ name: string; owner: string }>({
    severity: 'info',
    title: 'frozen by another region',
    message: ({ name, owner }) => `\`${name}\` is frozen for all who use it, because frozen \`${owner}\` needs it`,
    help: 'Training leaves a frozen region as it is, so it must leave every region alone that the frozen one is made of. If `frozen` should not reach the inner region, write its text again instead of its name.',
  }),
  R0452: entry<{ gain: number; bias: number; wanted: number; kept: number; needed: number | undefined }>({
    severity: 'warning',
    title: 'settings keep less than was promised',
    message: ({ gain, bias, wanted, kept, needed }) =>
      (kept > 0
        ? `with gain ${short(gain)} and bias ${short(bias)} this gate reaches ${short(kept)} where ${short(wanted)} is needed`
        : `with gain ${short(gain)} and bias ${short(bias)} this gate promises nothing`) +
      (needed === undefined
        ? '; no gain makes up for this bias: leave it out'
        : `; a gain of ${short(needed)} would be enough`),
    help: 'A gate passes a confidence on only if its gain is large enough for its bias and for the confidence of its members. Settings by hand are kept as written; what still holds above this gate is the smaller confidence that the compile report shows.',
  }),
  R0453: entry<{ shape: string }>({
    severity: 'warning',
    title: 'never sure',
    message: ({ shape }) =>
      `this ${shape} is so soft that its unit is not sure at any distance; nothing is promised of what uses it`,
    help: 'Far from its mean, a Gaussian minus its level is never further below zero than the level itself. A band above the level, or a gain too small for it, asks for more. State a smaller band, a width, or a larger gain.',
  }),
  R0454: entry<{ members: number; limit: number }>({
    severity: 'error',
    title: 'too many different sums of weights',
    message: ({ members, limit }) =>
      `the weights of these ${members} members add up to more than ${limit} different sums, so the nearest ones to the threshold cannot be found; round the weights, or state a margin: \`at least 3.2 +- 0.1 of\``,
    help: 'The compiler places a gate midway between the smallest sum of weights that reaches the threshold and the largest that does not. With many unrelated weights there are too many sums to list. A stated margin says which sums may count as undecided, and no list is needed.',
  }),
  R0455: entry<{ step: number; total: number; gain: number }>({
    severity: 'warning',
    title: 'weights in fine steps',
    message: ({ step, total, gain }) =>
      `sums of these weights come as close as ${short(step)} to each other around the threshold, out of ${short(total)}: the gate needs a gain of ${short(gain)}; a margin (\`at least 3.2 +- 0.1 of\`) would allow a softer one`,
    help: 'The network must tell the smallest sum that reaches the threshold from the largest that does not. Where they lie close together the gain gets high, which leaves nothing to train and asks much of float32. Round the weights, or state a margin within which sums may stay undecided.',
  }),
  R0456: entry<{ step: number; spread: number }>({
    severity: 'error',
    title: 'too fine to be computed',
    message: ({ step, spread }) =>
      `this gate must tell sums apart that differ by ${short(step)} in ${short(spread)}: its members would have to be surer than numbers can say; state a margin, round the weights, or split the gate`,
    help: 'To keep the promise, the members of a gate must be within its smallest step, divided by its total weight, of certainty. Past one part in a million that is below what a unit can express.',
  }),
  R0457: entry<{ gain: number; error: number; allowed: number }>({
    severity: 'warning',
    title: 'too sharp for float32',
    message: ({ gain, error, allowed }) =>
      `in single precision this unit may be wrong by up to ${short(error)}, because its gain is ${short(gain)}; the gate above can bear ${short(allowed)}. In double precision the promise holds`,
    help: 'A sharp unit magnifies the rounding of its input. Networks are stored and checked in float64; inference and exports in float32 are less exact. Widen the transition, or move the inputs nearer to zero.',
  }),
  R0458: entry<{ level: number }>({
    severity: 'warning',
    title: 'low Gaussian level',
    message: ({ level }) =>
      `a level of ${short(level)} needs a gain above 1000: far away, the unit's argument is only -${short(level)}`,
    help: 'A unit of a Gaussian is sigma of exp(...) minus the level, which tends to minus the level far away. A tiny level asks for a huge gain. An ellipsoid with the same boundary has no such limit.',
  }),
  R0460: entry<{ regions: number }>({
    severity: 'error',
    title: 'nothing to compute',
    message: ({ regions }) =>
      regions === 0
        ? 'the file has no `output` and no `class`, so there is nothing to compile'
        : 'the file names regions but no `output` and no `class`, so there is nothing to compile; write `output r = ...`, or two classes',
    help: 'A network computes the outputs or the classes of a file. A file without either can be imported, plotted and checked.',
  }),
  R0461: entry<{ shape: string }>({
    severity: 'error',
    title: 'transition too narrow',
    message: ({ shape }) =>
      `the transition of this ${shape} is too narrow: its unit would need an infinite gain; state a larger width`,
    help: 'The gain of a unit grows as its transition narrows. Here it leaves the range of numbers, because the width or the coefficients are extremely small.',
  }),
  R0462: entry<{ units: number; limit: number }>({
    severity: 'error',
    title: 'network too large',
    message: ({ units, limit }) =>
      `the network would have ${units} units, with those that carry values through its layers; the limit is ${limit} (\`--limit regionNodes=...\`)`,
    help: 'Every gate inside a gate is a layer, and a value that is needed higher up is carried through each layer between. Regions that are built on each other hundreds deep cost that many units for every primitive. Combine more of them in one gate: `all of (...)`, `at least k of (...)`.',
  }),
  R0463: entry<{ bytes: number; limit: number }>({
    severity: 'error',
    title: 'layers too wide',
    message: ({ bytes, limit }) =>
      `the layers of the network would take ${bytes} bytes, the limit is ${limit} (\`--limit networkBytes=...\`): they are stored with a number for every pair of units in neighbouring layers`,
    help: 'Each layer is a matrix with a row per unit and a column per unit of the layer below, zeros included, so that any tool can read it. Tens of thousands of gates side by side make that larger than memory. Use fewer regions, or split the file into several networks.',
  }),
  R0464: entry<{ form: string; region: string }>({
    severity: 'error',
    title: 'gate by hand in a two-layer form',
    message: ({ form, region }) =>
      `\`${region}\` uses this gate, whose settings ask for it as written: \`--form ${form}\` takes gates apart; leave the settings out, or use \`--form direct\``,
    help: 'The two-layer forms write each output anew as all of any, or any of all, of its primitives. A gate with a gain, a bias or a threshold of its own has no place in that. Settings of primitives are kept.',
  }),
  R0465: entry<{ form: string; names: readonly string[] }>({
    severity: 'info',
    title: 'names without a unit',
    message: ({ form, names }) =>
      `with \`--form ${form}\` the network has no unit for ${listed(names)}: outputs are written anew from what they compare`,
    help: 'In a two-layer form an output is put together from its primitives. Named regions inside it have no unit of their own, so that the network says nothing of them. `--form direct` keeps them.',
  }),
  R0466: entry<{ shown: string; share: number }>({
    severity: 'hint',
    title: 'too sharp to learn',
    message: ({ shown, share }) =>
      `the transition of \`${shown}\` is so narrow that training hardly moves it: it learns from ${short(100 * share)}% of the range across it`,
    help: 'A unit learns from rows near its boundary, within about the width of its transition; the slope elsewhere is below a hundredth. `regionc train` widens transitions for a text by its data; `--widths text` and networks that are trained further keep them. State a larger width by `with width`, `+-` or `default width` where the boundary is to be learned.',
  }),
};

/** The first names, and how many more there are. */
function listed(names: readonly string[]): string {
  const rest = names.length - 5;
  const shown = names.slice(0, 5).map((name) => `\`${name}\``);
  return shown.join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}

/** A number as people read it: four digits are enough in a message. */
function short(value: number): string {
  return String(Number(value.toPrecision(4)));
}
