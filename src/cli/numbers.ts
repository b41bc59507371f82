/** `97.3%`; a dash where there is nothing to divide by. */
export function percent(share: number | undefined): string {
  return share === undefined || Number.isNaN(share) ? '-' : `${(100 * share).toFixed(1)}%`;
}
