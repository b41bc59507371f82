/** Where the comment lines right above a place start; the start of its own line where there are none. */
export function startOfComments(text: string, place: number): number {
  let start = text.lastIndexOf('\n', place - 1) + 1;
  while (start > 0) {
    const before = text.lastIndexOf('\n', start - 2) + 1;
    if (!text.slice(before, start).trimStart().startsWith('//')) break;
    start = before;
  }
  return start;
}
