import terms from './terms.json';

/** A word of the contracts, in the words of people: Chinese, then English. */
export type Term = readonly [zh: string, en: string];

/** The name of a set of terms. */
export type TermSet = keyof typeof terms;

/**
 * Every constant of the enums of `contract-bindings`, by a name for the enum; a test compares them with
 * the Java sources. {@link JAVA_ENUMS} says where each comes from. The server reads the same file for the
 * exports of the log.
 */
export const TERMS = terms as unknown as {
  readonly [Set in TermSet]: Readonly<Record<keyof (typeof terms)[Set], Term>>;
};
