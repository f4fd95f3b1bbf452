import { useMemo } from 'react';
import { useLanguage, type Language } from '../shell/i18n';

/** Text behind other text in the brackets of the language; the full-width ones bring their own blank. */
export const inBrackets = (text: string, language: Language): string =>
  language === 'zh' ? `（${text}）` : ` (${text})`;

/** Between a word and what is said of it. */
const colon = (language: Language): string => (language === 'zh' ? '：' : ': ');

/** Several things of one kind, one after the other. */
export const listed = (all: readonly string[], language: Language): string =>
  all.join(language === 'zh' ? '、' : ', ');

/** What stands between words that the page puts beside each other: Chinese has signs of its own for it. */
export interface Punctuation {
  readonly colon: string;
  readonly inBrackets: (text: string) => string;
  readonly listed: (all: readonly string[]) => string;
}

export function usePunctuation(): Punctuation {
  const [language] = useLanguage();
  return useMemo(
    () => ({
      colon: colon(language),
      inBrackets: text => inBrackets(text, language),
      listed: all => listed(all, language),
    }),
    [language],
  );
}
