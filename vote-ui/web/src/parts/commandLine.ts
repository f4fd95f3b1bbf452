/**
 * What may stand in a command line that a reader copies into a shell. Registers hold texts of other parties: one with
 * `;`, `$(…)` or a line break in it would run as a program of theirs on the reader's machine, so only what has exactly the
 * form of such a value is put in.
 */
const CODE = '[a-z0-9][a-z0-9-]{0,31}';
const FORMS = {
  word: /^0x[0-9a-f]{64}$/i,
  address: /^0x[0-9a-f]{40}$/i,
  code: new RegExp(`^${CODE}$`),
  path: new RegExp(`^${CODE}/${CODE}$`),
  number: /^\d{1,78}$/,
  node: /^https?:\/\/(?:[a-z0-9][a-z0-9.-]{0,252}|\[[0-9a-f:.]{2,45}\])(?::\d{1,5})?(?:\/[a-z0-9._/%-]{0,200})?$/i,
} as const;

export type ValueForm = keyof typeof FORMS;

/** Whether the value has the form, and so cannot be anything else to a shell. */
export const hasForm = (form: ValueForm, value: string): boolean => FORMS[form].test(value);

/** One word of a shell's line: in quotes where a character means something to a shell, as the brackets of an address do. */
export function shellWord(text: string): string {
  return /^[A-Za-z0-9._/:,-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
