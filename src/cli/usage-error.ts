/** The command line does not fit together; the message says what to write instead. */
export class UsageError extends Error {}
