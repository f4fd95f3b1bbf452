import { Select } from 'antd';
import { useMemo, useState } from 'react';
import { useLanguage, useTexts } from '../../shell/i18n';
import type { FieldType } from '../actions/fields';
import { texts } from '../texts';
import { useRecords, type RecordFilter } from '../useRecords';
import type { InputProps } from './input';
import { NothingFound, offered, RecordSearch } from './RecordSearch';

type RecordField = Extract<FieldType, { is: 'record' }>;
type Props = InputProps & { type: RecordField; label: string; own: readonly string[]; optional: boolean };

const ACTIVE: RecordFilter = { status: 'ACTIVE' };

/** Chooses a record of a register by its name. */
export function RecordInput(props: Props) {
  const { id, value, onChange, invalid, described, type, label, own, optional } = props;
  const among = useMemo(
    () => (record: Parameters<NonNullable<RecordField['among']>>[0]) =>
      (own.length > 0 ? own : ['']).some(mine => type.among?.(record, mine) ?? true),
    [type, own],
  );
  if (type.from !== 'active') return <OwnRecordInput {...props} />;
  return (
    <RecordSearch
      id={id}
      kind={type.kind}
      filter={ACTIVE}
      among={among}
      label={label}
      described={described}
      invalid={invalid}
      optional={optional}
      value={value ? String(value) : undefined}
      onChange={onChange}
    />
  );
}

/** All that belongs to the own institution, however much that is; or the institutions themselves. */
function OwnRecordInput(props: Props) {
  const { id, value, onChange, invalid, described, type, label, own, optional } = props;
  const t = useTexts(texts);
  const [language] = useLanguage();
  const [typed, setTyped] = useState('');
  const all = useRecords(
    type.kind,
    type.from === 'self' ? { ids: own.join(',') } : { institution: own[0] },
    own.length > 0,
  );
  const { records, isPending } = all;
  const options = useMemo(
    () =>
      records
        .filter(record => own.some(mine => type.among?.(record, mine) ?? true))
        .map(record => offered(record, language)),
    [records, type, own, language],
  );
  const found = options.some(option => option.label.toLowerCase().includes(typed.toLowerCase()));
  return (
    <>
      <Select
        id={id}
        aria-label={label}
        aria-describedby={described}
        className="wide"
        showSearch={{ optionFilterProp: 'label', onSearch: setTyped }}
        allowClear={optional}
        loading={isPending}
        placeholder={optional ? t('none') : t('choose')}
        notFoundContent={null}
        {...(invalid ? { status: 'error' as const } : {})}
        {...(value ? { value: String(value) } : {})}
        options={options}
        onChange={chosen => {
          setTyped('');
          onChange(chosen);
        }}
      />
      <NothingFound when={!found} typed={typed} of={all} />
    </>
  );
}
