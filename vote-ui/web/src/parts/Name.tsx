import { escaped } from '../chain/words/sentence';

/**
 * A name that somebody gave: what could hide in it or turn it around is written out, and letters that are written from right
 * to left turn nothing around but themselves. Every name is shown by this, so that it reads the same wherever it stands.
 */
export function Name({ text }: { text: string }) {
  return <bdi>{escaped(text)}</bdi>;
}

/** Scripts that are written from right to left. */
const FROM_RIGHT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]|[\u{10800}-\u{10fff}]|[\u{1e800}-\u{1efff}]/u;

/** The same where only text can stand, such as lists to choose from. */
export function nameAsText(text: string): string {
  const shown = escaped(text);
  return FROM_RIGHT.test(shown) ? `\u2068${shown}\u2069` : shown;
}
