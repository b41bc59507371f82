/** R06. Data. */
export const data = {};
