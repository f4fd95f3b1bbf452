import type { Language } from '../shell/i18n';

/** Text behind other text in the brackets of the language; the full-width ones bring their own blank. */
export const inBrackets = (text: string, language: Language): string =>
  language === 'zh' ? `（${text}）` : ` (${text})`;
