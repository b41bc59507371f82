/** R04. Settings and compilation. */
export const settings = {};
