/** R07. Training. */
export const training = {};
