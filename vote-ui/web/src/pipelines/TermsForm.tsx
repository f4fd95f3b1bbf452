import { Alert, Checkbox, Form, InputNumber, Select } from 'antd';
import { useLanguage, useTexts } from '../shell/i18n';
import { TimeInput } from '../registers/inputs/TimeInput';
import { term } from '../registers/terms';
import type { PipelineTerms } from './constraint';
import { CLASSES, type TermsProblem } from './side';
import { texts } from './texts';

interface Props {
  readonly terms: PipelineTerms;
  readonly onChange: (terms: PipelineTerms) => void;
  readonly problems: readonly TermsProblem[];
  /** The class that both contracts' data have at least. */
  readonly least: string;
}

const LARGEST = 2 ** 24 - 1;

/** How long, how often, and for what class of data. */
export function TermsForm({ terms, onChange, problems, least }: Props) {
  const t = useTexts(texts);
  const [language] = useLanguage();
  const change = (part: Partial<PipelineTerms>) => onChange({ ...terms, ...part });
  const limited = terms.callsPerWindow > 0 || terms.windowSeconds > 0;
  // One that is too low by now is still said in words, until another is chosen.
  const offered = CLASSES.filter((each, at) => at >= CLASSES.indexOf(least) || each === terms.dataClass);
  return (
    <Form layout="vertical" component="div">
      <Form.Item label={t('field.validUntil')} htmlFor="valid-until" required>
        <TimeInput
          id="valid-until"
          value={terms.validUntil}
          invalid={problems.includes('past')}
          described={undefined}
          onChange={value => change({ validUntil: typeof value === 'number' ? value : 0 })}
        />
      </Form.Item>
      <Form.Item
        label={t('field.class')}
        htmlFor="data-class"
        extra={t('field.classHelp', { least: term('DataClass', least, language) })}
      >
        <Select
          id="data-class"
          aria-label={t('field.class')}
          value={terms.dataClass}
          options={offered.map(value => ({ value, label: term('DataClass', value, language) }))}
          onChange={dataClass => change({ dataClass })}
        />
      </Form.Item>
      <Checkbox
        checked={limited}
        onChange={event =>
          change(
            event.target.checked
              ? { callsPerWindow: 1000, windowSeconds: 3600 }
              : { callsPerWindow: 0, windowSeconds: 0 },
          )
        }
      >
        {t('field.limited')}
      </Checkbox>
      {limited && (
        <div className="row above">
          <label>
            {t('field.calls')}
            <InputNumber
              className="wide"
              min={1}
              max={LARGEST}
              precision={0}
              value={terms.callsPerWindow}
              onChange={value => change({ callsPerWindow: value ?? 0 })}
            />
          </label>
          <label>
            {t('field.window')}
            <InputNumber
              className="wide"
              min={1}
              max={LARGEST}
              precision={0}
              value={terms.windowSeconds}
              onChange={value => change({ windowSeconds: value ?? 0 })}
            />
          </label>
        </div>
      )}
      {problems.map(problem => (
        <Alert
          key={problem}
          role="alert"
          className="above"
          type="error"
          showIcon
          title={t(`problem.${problem}`)}
        />
      ))}
    </Form>
  );
}
