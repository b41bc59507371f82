/** R01. Names and imports. */
export const names = {};
