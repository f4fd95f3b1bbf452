import { absoluteUtc } from '../../parts/time';
import { useLanguage, useTexts } from '../../shell/i18n';
import { texts, type TextKey } from '../texts';
import { type Contradiction, contradictions } from './totals';
import type { Report } from './types';

/** What a reader must know before relying on a report, in sentences: for the page, for paper and for files. */
export function useContradictions(report: Report): string[] {
  const t = useTexts(texts);
  const [language] = useLanguage();
  const title = (section: string) => t(`section.${section}` as TextKey);
  const words = (each: Contradiction) => {
    switch (each.kind) {
      case 'sum':
        return t('contradiction.sum', { expected: each.expected, actual: each.actual });
      case 'outside':
        return t('contradiction.outside', {
          section: title(each.section),
          time: absoluteUtc(each.time, language),
        });
      case 'cut':
        return t('contradiction.cut', { section: title(each.section), most: each.most });
      case 'digest':
        return t('contradiction.digest', {
          section: each.section in report ? title(each.section) : each.section,
          expected: each.expected,
          actual: each.actual,
        });
      case 'ahead':
        return t('contradiction.ahead', { time: absoluteUtc(each.indexed, language) });
    }
  };
  return contradictions(report).map(words);
}
