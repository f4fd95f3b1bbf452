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

/** What somebody else wrote, marked as such: it cannot pass for the console's own words. What is left out is counted. */
export function quoted(text: string): Sentence {
  const clean = text.replace(UNSEEN, ' ').replace(/["“”]/g, "'");
  const rest = clean.length - LONGEST_QUOTE;
  if (rest <= 0) return both(`“${clean}”`);
  const cut = clean.slice(0, LONGEST_QUOTE);
  return sentence(`“${cut}…” (and ${rest} more characters)`, `“${cut}…”（另有 ${rest} 个字符未显示）`);
}

/**
 * The very text that is signed: nothing replaced, and what could not be seen, or could end the quotation, written as an escape.
 * A backslash that would make an escape is one itself, so that two texts never look the same.
 */
export function exactly(text: string): Sentence {
  const code = (each: string) => `\\u{${(each.codePointAt(0) ?? 0).toString(16)}}`;
  const said = text.replace(/[“”]|\\(?=u\{)/g, code).replace(UNSEEN, run => [...run].map(code).join(''));
  return both(`“${said}”`);
}

/** Raw data as it is, but for what could not be seen: that is written as an escape. */
export function escaped(text: string): string {
  return text.replace(/[\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/gu, each =>
    [...each].map(one => `\\u{${(one.codePointAt(0) ?? 0).toString(16)}}`).join(''),
  );
}

/** Puts sentences one after the other. */
export function joined(parts: Sentence[], en = ', ', zh = '、'): Sentence {
  return { en: parts.map(part => part.en).join(en), zh: parts.map(part => part.zh).join(zh) };
}
