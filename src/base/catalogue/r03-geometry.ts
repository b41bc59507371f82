/** R03. Geometry. */
export const geometry = {};
