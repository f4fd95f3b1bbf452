import type { Alert } from '../../api/types';
import { ASKING } from '../../parts/Asking';
import { usePunctuation } from '../../parts/punctuation';
import { useWord } from '../../parts/Status';
import { iso } from '../../parts/time';
import { shortened } from '../../parts/shortened';
import { useTexts } from '../../shell/i18n';
import { texts, type TextKey } from '../texts';
import { useCodes } from '../useCodes';
import { useFormats } from '../useFormats';
import { useFunctionName } from '../useFunctionName';
import { ruleTexts, type RuleKey } from './ruleTexts';
import { gaps, worded } from './worded';

/**
 * Says in a sentence what a rule found. A rule that this page does not know is shown by its name and values.
 *
 * @param inFile for a file: ids whole, times as ISO 8601
 */
export function useAlertWords(inFile = false): (alert: Pick<Alert, 'rule' | 'values' | 'subject'>) => string {
  const t = useTexts(ruleTexts);
  const f = useFormats();
  const word = useWord();
  const { listed } = usePunctuation();
  const codes = useCodes();
  const nameOfFunction = useFunctionName();
  return ({ rule, values, subject }) => {
    const all = { ...values, ...(subject ? { subject: subject.id } : {}) };
    if (!Object.hasOwn(ruleTexts.en, rule)) {
      return `${rule}: ${JSON.stringify(all)}`;
    }
    const shown = worded(all, {
      count: f.decimal,
      moment: inFile ? iso : f.moment,
      word,
      listed,
      name: id => {
        const code = codes(id);
        if (code === undefined && !inFile) return ASKING;
        return code ?? (inFile ? id : shortened(id));
      },
    });
    const { target, selector } = values;
    if (typeof target === 'string' && typeof selector === 'string')
      shown.selector = nameOfFunction(target, selector);
    return t(rule as RuleKey, { ...gaps(ruleTexts.en[rule as RuleKey]), ...shown });
  };
}

/** Severities in words. */
export function useSeverity(): (severity: string) => string {
  const t = useTexts(texts);
  return severity =>
    Object.hasOwn(texts.en, `severity.${severity}`) ? t(`severity.${severity}` as TextKey) : severity;
}
