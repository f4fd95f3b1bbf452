import { Select } from 'antd';
import { useMemo } from 'react';
import { useTexts } from '../../shell/i18n';
import type { FieldType } from '../actions/fields';
import { textOf } from '../kinds';
import { texts } from '../texts';
import { useRecords } from '../useRecords';
import type { InputProps } from './input';

type RecordField = Extract<FieldType, { is: 'record' }>;

/** Chooses a record of a register by its name. */
export function RecordInput(
  props: InputProps & { type: RecordField; label: string; own: readonly string[]; optional: boolean },
) {
  const { id, value, onChange, invalid, described, type, label, own, optional } = props;
  const t = useTexts(texts);
  const { records, isPending } = useRecords(type.kind);
  const options = useMemo(
    () =>
      records
        .filter(record => (own.length > 0 ? own : ['']).some(mine => type.among?.(record, mine) ?? true))
        .map(record => {
          const name = textOf(record, 'name');
          return {
            value: record.id,
            label: name === '' || name === record.label ? record.label : `${record.label} (${name})`,
          };
        }),
    [records, type, own],
  );
  return (
    <Select
      id={id}
      aria-label={label}
      aria-describedby={described}
      className="wide"
      showSearch={{ optionFilterProp: 'label' }}
      allowClear={optional}
      loading={isPending}
      placeholder={optional ? t('none') : t('choose')}
      notFoundContent={t('nothingToChoose')}
      {...(invalid ? { status: 'error' as const } : {})}
      {...(value ? { value: String(value) } : {})}
      options={options}
      onChange={chosen => onChange(chosen)}
    />
  );
}
