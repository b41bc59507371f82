/** R05. Checks. */
export const checks = {};
