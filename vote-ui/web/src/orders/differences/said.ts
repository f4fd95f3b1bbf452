import { span } from '../../parts/time';
import { ENUMS } from '../../generated/contracts';
import { constantOf } from '../../chain/words/constants';
import { both, sentence, type Sentence } from '../../chain/words/sentence';
import { formTexts, type FieldKey } from '../formTexts';

export const field = (name: FieldKey): Sentence => ({
  zh: formTexts.zh[`field.${name}`],
  en: formTexts.en[`field.${name}`],
});
export const number = (value: unknown): Sentence => both(String(value));
export const yesNo = (value: unknown): Sentence => (value ? sentence('yes', '是') : sentence('no', '否'));
export const seconds = (value: unknown): Sentence => {
  const said = (language: 'zh' | 'en') => `${String(value)} s (${span(Number(value), language)})`;
  return sentence(said('en'), said('zh'));
};
const nothing = (text: unknown) => /^0x0*$/.test(String(text));
export const hex = (value: unknown): Sentence =>
  nothing(value) ? sentence('none', '无') : both(String(value));

/** A constant of an enum in words; `None` is what is not there. */
export function constant(type: string, value: unknown): Sentence {
  const name = ENUMS[type]?.[Number(value)];
  return name === 'NONE' ? sentence('not registered', '未登记') : constantOf(type, value);
}
