import type { RegionExpression } from '../../program/program.ts';
import type { Inquiry } from './inquiry.ts';

/**
 * Whether a region is constant by what is reported elsewhere: a comparison of constants, a gate of nothing, the name of
 * a constant region.
 */
export function isTold(inquiry: Inquiry, region: RegionExpression): boolean {
  switch (region.kind) {
    case 'constant':
      return true;
    case 'not':
      return isTold(inquiry, region.region);
    case 'gate':
      return region.members.length === 0;
    case 'reference': {
      const ref = inquiry.refOf(region.name);
      return ref !== undefined && inquiry.constantValue(ref) !== undefined;
    }
    case 'halfspace':
    case 'quadric':
    case 'gaussian':
      return false;
  }
}
