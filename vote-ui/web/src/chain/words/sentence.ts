/** The same in both languages. */
export interface Sentence {
  zh: string;
  en: string;
}

export const both = (text: string): Sentence => ({ zh: text, en: text });
export const sentence = (en: string, zh: string): Sentence => ({ en, zh });

const LONGEST_QUOTE = 4096;
/** Characters that could hide text, turn its direction around, or look like nothing at all. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]+/gu;

const code = (text: string) =>
  [...text].map(each => `\\u{${(each.codePointAt(0) ?? 0).toString(16)}}`).join('');

/**
 * Nothing replaced unseen: what could end the quotation, and what could not be seen, is written as an escape; the end of a line
 * as `⏎`. A backslash that would make an escape is one itself, so that two texts never look the same.
 */
const written = (text: string, marks: RegExp): string =>
  text.replace(marks, code).replace(/\n/g, '⏎').replace(UNSEEN, code);

/**
 * What somebody else wrote, marked as such: within a sentence it cannot pass for the console's own words, so that even straight
 * quotation marks are escapes here. What is left out is counted.
 */
export function quoted(text: string): Sentence {
  const said = written(text, /["“”⏎]|\\(?=u\{)/g);
  if (said.length <= LONGEST_QUOTE) return both(`“${said}”`);
  // An escape is never cut in two.
  const pieces = said.match(/\\u\{[0-9a-f]+\}|./gsu) ?? [];
  let length = 0;
  const most = pieces.findIndex(piece => (length += piece.length) > LONGEST_QUOTE);
  const cut = pieces.slice(0, most).join('');
  const rest = pieces.length - most;
  return sentence(`“${cut}…” (and ${rest} more characters)`, `“${cut}…”（另有 ${rest} 个字符未显示）`);
}

/** The very text that is signed, all of it. */
export const exactly = (text: string): Sentence => both(`“${written(text, /[“”⏎]|\\(?=u\{)/g)}”`);

/** Raw data as it is, but for what could not be seen: that is written as an escape. */
export const escaped = (text: string): string =>
  text.replace(/[\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]+/gu, code);

/** Puts sentences one after the other. */
export function joined(parts: Sentence[], en = ', ', zh = '、'): Sentence {
  return { en: parts.map(part => part.en).join(en), zh: parts.map(part => part.zh).join(zh) };
}
