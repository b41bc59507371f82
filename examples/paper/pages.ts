import type { Page } from './page.ts';
import { page as figure1 } from './fig01-sigmoid/page.ts';
import { page as figure2 } from './fig02-one-unit/page.ts';
import { page as figure3 } from './fig03-boolean-operations/page.ts';
import { page as figure4 } from './fig04-weighted-gate/page.ts';
import { page as twoLayers } from './section-2-3-two-layers/page.ts';
import { page as figure5 } from './fig05-level-sets/page.ts';
import { page as figure6 } from './fig06-transitions/page.ts';
import { page as figure7 } from './fig07-turned-lines/page.ts';
import { page as figure8 } from './fig08-primitives/page.ts';
import { page as numberOfRegions } from './section-3-1-number-of-regions/page.ts';
import { page as polytopes } from './theorem-3-1-polytopes/page.ts';
import { page as balls } from './section-3-2-2-balls/page.ts';
import { page as subspaces } from './theorem-3-3-subspaces/page.ts';
import { page as points } from './section-3-3-2-points/page.ts';
import { page as figure9 } from './fig09-one-dimension/page.ts';
import { page as figure10 } from './fig10-regions/page.ts';
import { page as figure11 } from './fig11-backpropagation/page.ts';
import { page as figure12 } from './fig12-gradient-fields/page.ts';
import { page as figure13 } from './fig13-sampling-density/page.ts';
import { page as figure14 } from './fig14-transition-width/page.ts';
import { page as figure15 } from './fig15-growing-norms/page.ts';
import { page as figure16 } from './fig16-restraints/page.ts';
import { page as scaleAndGain } from './section-5-2-scale-and-gain/page.ts';
import { page as widerDomain } from './section-5-3-wider-domain/page.ts';
import { page as figure17 } from './fig17-reach/page.ts';
import { page as figure18 } from './fig18-gradient-variance/page.ts';

/** All figures and results, in the paper's order. */
export const pages: readonly Page[] = [
  figure1,
  figure2,
  figure3,
  figure4,
  twoLayers,
  figure5,
  figure6,
  figure7,
  figure8,
  numberOfRegions,
  polytopes,
  balls,
  subspaces,
  points,
  figure9,
  figure10,
  figure11,
  figure12,
  figure13,
  figure14,
  figure15,
  figure16,
  scaleAndGain,
  widerDomain,
  figure17,
  figure18,
];
