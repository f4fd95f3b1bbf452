/** In place of a step's index: an entry on the whole transaction. */
export const WHOLE_TRANSACTION = 255;

/**
 * A step as people count, from 1. The chain, the server's answers, evidence files and the command line count
 * from 0: every step that a person reads goes through here, and nothing that is sent or typed into a command does.
 */
export const stepNumber = (index: number): number => index + 1;
