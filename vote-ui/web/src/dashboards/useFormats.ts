import { useMemo } from 'react';
import { useLanguage } from '../shell/i18n';
import { formats, type Formats } from './logic/format';

/** Words for numbers and times in the language of the page. */
export function useFormats(): Formats {
  const [language] = useLanguage();
  return useMemo(() => formats(language === 'zh' ? 'zh-CN' : 'en-GB'), [language]);
}
