/** R00. Text and syntax. */
export const text = {};
