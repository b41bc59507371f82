import type { Network } from '../network/network.ts';
import { plotFields } from '../plot/fields.ts';
import { networkFields } from '../plot/network-fields.ts';
import type { Picture, PictureInput, PictureOptions } from '../plot/picture.ts';
import { UsageError } from './usage-error.ts';

export interface FieldFlags {
  /** Names such as `A1`, parted by commas. */
  readonly field?: string;
  /** Of `reach`, by layer. */
  readonly thresholds?: readonly number[];
  readonly data?: string;
}

/** `regionc plot --field`: over two inputs, how large each point's gradient is, or how far its error goes back. */
export function fieldPicture(
  input: PictureInput,
  network: Network | undefined,
  { field = '', thresholds, data }: FieldFlags,
  options: PictureOptions,
): Picture {
  if (!network) throw new UsageError('--field needs outputs or classes: without them there is no network');
  if (data !== undefined) throw new UsageError('--field asks the text what is right at each point, not --data');
  if (options.axes?.length === 1) throw new UsageError('a field is drawn over two inputs');
  // Commas part names, and stand inside their brackets.
  const names = field.split(/,(?![^[]*\])/).map((name) => name.trim());
  const fields = networkFields(input, network, names, thresholds);
  if (typeof fields === 'string') throw new UsageError(fields);
  return plotFields(fields, options);
}
