/** R02. Types, dimensions, arguments. */
export const types = {};
