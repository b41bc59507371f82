/** R08. Network files and exports. */
export const files = {};
