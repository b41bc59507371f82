import { makeGradient, parametersOf } from 'regionc';
import { about, type Page, type Row, type Task } from '../page.ts';
import { spacedByRatio } from '../shared/solve.ts';
import { chartDrawing } from '../shared/strip-drawings.ts';
import { evenStrip, lineNetwork, stripText } from '../shared/strip.ts';

export const page: Page = {
  name: 'section-5-3-wider-domain',
  title: 'Section 5.3: samples that say nothing',
  question: 'What happens to the gradient when samples are added that lie far from the line?',
  texts: [stripText],
  run: (task) => {
    const density = task.size === 'full' ? 400 : 80;
    const ratio = (norm: number): number => meanGradient(task, norm, 3, density) / meanGradient(task, norm, 6, density);
    const norms = spacedByRatio(1, 64, 13);
    return {
      pictures: [
        chartDrawing(
          'The mean gradient on [−3, 3] over that on [−6, 6], of the same density.',
          {
            title: 'Half the gradient from twice the samples',
            panels: [
              {
                across: { label: 'norm of A_1', lo: 1, hi: 64, log: true },
                up: { label: 'ratio', lo: 1.9, hi: 2.02 },
                lines: [{ name: '', points: norms.map((norm) => [norm, ratio(norm)] as const) }],
              },
            ],
          },
          300,
        ),
      ],
      rows: [
        ...[8, 16, 32].map((norm): Row => ({
          claim: `norm ${norm}: ratio of the gradients`,
          ...(norm === 8 && { paper: '"a factor of approximately two"' }),
          here: ratio(norm),
          expected: about(2, 1e-3),
        })),
        {
          claim: 'norm 1',
          here: ratio(1),
          expected: about(1.914, 2e-3),
          note: 'a wide transition still sees some of what was added',
        },
      ],
      notes: [],
    };
  },
};

/** The norm of the mean gradient by A_1, over an even density of samples a unit of length. */
function meanGradient(task: Task, norm: number, half: number, density: number): number {
  const network = lineNetwork(task, norm);
  const { samples } = evenStrip(half, 2 * half * density, 10);
  const parameters = parametersOf(network);
  const gradient = new Float64Array(parameters.length);
  makeGradient(network)(parameters, samples, gradient);
  return Math.hypot(gradient[0] ?? NaN, gradient[1] ?? NaN);
}
