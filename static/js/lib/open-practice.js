/** A practice left alone for longer is not gone on with, it is offered to be kept, in ms. */
export const MAX_RESUME_AGE_MS = 3 * 3600 * 1000;
