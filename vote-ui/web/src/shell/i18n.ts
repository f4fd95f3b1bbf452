import i18next from 'i18next';
import { useCallback } from 'react';
import { initReactI18next, useTranslation } from 'react-i18next';
import { stored, store } from './stored';

/** The languages of the console. */
export const LANGUAGES = ['zh', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Texts of one feature: the same keys in both languages, or it does not compile. */
export interface Texts<K extends string> {
  readonly namespace: string;
  readonly zh: Record<K, string>;
  readonly en: Record<K, string>;
}

/** A key as callers name it: `days` for `days_one` and `days_other`. */
export type Named<K extends string> = K extends `${infer Base}_one` | `${infer Base}_other` ? Base : K;
export type Translate<K extends string> = (key: Named<K>, values?: Record<string, unknown>) => string;

function preferred(): Language {
  const kept = stored('language');
  if (kept === 'zh' || kept === 'en') return kept;
  const first = navigator.languages
    .map(tag => tag.slice(0, 2).toLowerCase())
    .find(tag => tag === 'zh' || tag === 'en');
  return first === 'zh' ? 'zh' : 'en';
}

void i18next.use(initReactI18next).init({
  lng: preferred(),
  fallbackLng: false,
  resources: {},
  keySeparator: false,
  nsSeparator: false,
  interpolation: { escapeValue: false },
  initAsync: false,
  // No advertisement in the console of an official's browser.
  showSupportNotice: false,
});
document.documentElement.lang = i18next.language;

/** Declares a feature's texts; its namespace is the feature's folder. */
export function defineTexts<K extends string>(
  namespace: string,
  texts: { zh: Record<K, string>; en: Record<NoInfer<K>, string> },
): Texts<K> {
  i18next.addResourceBundle('zh', namespace, texts.zh);
  i18next.addResourceBundle('en', namespace, texts.en);
  return { namespace, ...texts };
}

/** The feature's texts in the language of the page. */
export function useTexts<K extends string>(texts: Texts<K>): Translate<K> {
  const { t } = useTranslation(texts.namespace);
  return useCallback((key, values) => t(key, values ?? {}), [t]);
}

/** The same outside of components; asks for the language at each call. */
export function textsNow<K extends string>(texts: Texts<K>): Translate<K> {
  return (key, values) => i18next.t(key, { ns: texts.namespace, ...values });
}

export function languageNow(): Language {
  return i18next.language === 'zh' ? 'zh' : 'en';
}

/** The language of the page and how to change it; the choice is kept in this browser. */
export function useLanguage(): [Language, (language: Language) => void] {
  const { i18n } = useTranslation();
  return [
    i18n.language === 'zh' ? 'zh' : 'en',
    language => {
      store('language', language);
      document.documentElement.lang = language;
      void i18n.changeLanguage(language);
    },
  ];
}
