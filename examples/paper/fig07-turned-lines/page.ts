import type { Network } from 'regionc';
import { about, exactly, type Page, type Row } from '../page.ts';
import { compiled } from '../shared/compiled.ts';
import { setDrawing } from '../shared/drawings.ts';
import { joined, unitAt, unitsAt } from '../shared/networks.ts';
import { crossing } from '../shared/solve.ts';

const degree = Math.PI / 180;

export const page: Page = {
  name: 'fig07-turned-lines',
  title: 'Figure 7: turning a line after the first layer',
  question: 'Can a second layer draw a line that no unit of the first one has, and what do larger weights do to it?',
  texts: ['figure.region'],
  run: ({ read }) => {
    const text = read('figure.region');
    const scaled = (factor: number): Network =>
      compiled(`factor-${factor}.region`, text.replace('let factor = 1', `let factor = ${factor}`));
    const [plain, ten, twenty] = [scaled(1), scaled(10), scaled(20)];
    const angles: readonly (readonly [string, Network, number, number, number])[] = [
      ['(c) α = 90°, close to the origin', plain, 0, 0.1, 0],
      ['(d) α = 70°, close to the origin', plain, 1, 0.1, -20],
      ['(d) at radius 10', plain, 1, 10, -22],
      ['(e) factor 10, at radius 0.5', ten, 1, 0.5, -20.5],
      ['(e) at radius 5', ten, 1, 5, -36.8],
      ['(e) at radius 10', ten, 1, 10, -40.8],
      ['(f) factor 20, at radius 0.5', twenty, 1, 0.5, -22],
      ['(f) at radius 5', twenty, 1, 5, -40.8],
      ['(f) at radius 10', twenty, 1, 10, -42.8],
    ];
    const unit = (network: Network, layer: number, index: number) =>
      unitsAt(network, [{ name: '', layer, unit: index }]);
    const weights = plain.later[0]?.[1]?.weights ?? [];
    return {
      pictures: [
        setDrawing(
          'Two soft halfspaces (a), (b); lines at 90° and 70° made of them (c), (d); and (d) with the first layer scaled by 10 and 20.',
          'Lines of the second layer',
          plain,
          ['a = [0.1, −0.1]', 'a = [0.1, 0.1]', 'α = 90°', 'α = 70°', 'factor 10', 'factor 20'],
          joined([
            unit(plain, 0, 0),
            unit(plain, 0, 1),
            unit(plain, 1, 0),
            unit(plain, 1, 1),
            unit(ten, 1, 1),
            unit(twenty, 1, 1),
          ]),
        ),
      ],
      rows: [
        {
          claim: 'compiled second layer of (d): distance from [cos 115°, sin 115°]',
          here: Math.hypot((weights[0] ?? NaN) - Math.cos(115 * degree), (weights[1] ?? NaN) - Math.sin(115 * degree)),
          expected: about(0, 1e-12),
        },
        ...angles.map(([claim, network, gate, radius, angle]): Row => ({
          claim: `${claim}: angle of the line, in degrees`,
          ...(radius === 0.1 && { paper: gate === 0 ? 'normal at 90°' : 'normal at 70°' }),
          here: angleAt(network, gate, radius),
          expected: about(angle, 0.5),
        })),
        {
          claim: 'the line of (f) at radius 1,000 is diagonal',
          paper: '"increasingly diagonal"',
          here: Math.round(angleAt(twenty, 1, 1000)),
          expected: exactly(-45),
        },
      ],
      notes: [
        'The paper calls (c) "a vertical region"; with its own a_2 the normal is vertical and the line horizontal. α is the angle of the normal in (c) and (d) alike.',
      ],
    };
  },
};

/** The direction of the zero line at a distance from the origin, on the right of it. */
function angleAt(network: Network, unit: number, radius: number): number {
  const gate = unitAt(network, 1, unit);
  return crossing((angle) => gate([radius * Math.cos(angle * degree), radius * Math.sin(angle * degree)]), -60, 30);
}
