import { Select } from 'antd';
import { useMemo, useState } from 'react';
import { ASKING } from '../../parts/Asking';
import type { Awaiting } from '../../parts/Awaited';
import { nameAsText } from '../../parts/Name';
import { Problem } from '../../parts/Problem';
import { inBrackets } from '../../parts/punctuation';
import { type Language, useLanguage, useTexts } from '../../shell/i18n';
import { textOf, type RecordKind, type RegisterRecord } from '../kinds';
import { texts } from '../texts';
import { useLabels, useSearch, type RecordFilter } from '../useRecords';

interface Props {
  readonly kind: RecordKind;
  readonly filter?: RecordFilter;
  /** Narrows further what was found. */
  readonly among?: (record: RegisterRecord) => boolean;
  readonly label: string;
  readonly value: string | undefined;
  readonly onChange: (id: string | undefined, record: RegisterRecord | undefined) => void;
  readonly id?: string;
  readonly described?: string | undefined;
  readonly invalid?: boolean;
  readonly optional?: boolean;
  readonly disabled?: boolean;
  /** What an optional field says while nothing is chosen. */
  readonly placeholder?: string;
  /** Nobody has to choose: that there is nothing is said only to who looks for something. */
  readonly quiet?: boolean;
  /** What stands for the chosen id where it has no name. */
  readonly unnamed?: string;
}

const NONE: RecordFilter = {};
const FILTER_WIDTH = 320;

/** How a record is offered for choice: its code or path, with its name where it has another. */
export function offered(record: RegisterRecord, language: Language): { value: string; label: string } {
  const name = textOf(record, 'name');
  return {
    value: record.id,
    label:
      nameAsText(record.label) +
      (name === '' || name === record.label ? '' : inBrackets(nameAsText(name), language)),
  };
}

/** Beside a field whose list has no entry to choose: because nothing fits what was typed, there is none, or nobody could say. */
export function NothingFound({ when, typed, of }: { when: boolean; typed: string; of: Awaiting }) {
  const t = useTexts(texts);
  const named = typed.trim();
  if (of.error) return <Problem error={of.error} retry={() => void of.refetch()} />;
  return (
    <span role="status" className="muted" data-testid="nothing-found">
      {when &&
        !of.isPending &&
        (named ? t('nothingCalledSo', { name: nameAsText(named) }) : t('nothingToChoose'))}
    </span>
  );
}

/** Chooses one record of a whole register; the server looks for what is typed. */
export function RecordSearch(props: Props) {
  const { kind, filter = NONE, among, label, value, onChange, id, described } = props;
  const t = useTexts(texts);
  const [language] = useLanguage();
  const [typed, setTyped] = useState('');
  const search = useSearch(kind, filter, typed);
  const { records, more, isPending } = search;
  const labelOf = useLabels(kind, value !== undefined);
  const nameOf = (each: string) => {
    const name = labelOf(each);
    return name === undefined ? ASKING : (name ?? props.unnamed ?? each);
  };
  const found = useMemo(() => records.filter(record => among?.(record) ?? true), [records, among]);
  const options = found.map(record => offered(record, language));
  const chosen = options.some(option => option.value === value)
    ? []
    : [value].filter(each => each !== undefined).map(each => ({ value: each, label: nameOf(each) }));
  return (
    <>
      <Select
        {...(id ? { id } : {})}
        aria-label={label}
        {...(described ? { 'aria-describedby': described } : {})}
        className="wide"
        // What is shown while the server looks fits what is typed, too.
        showSearch={{ optionFilterProp: 'label', onSearch: setTyped }}
        allowClear={props.optional ?? false}
        // Filters are narrower than the names that are chosen from.
        {...(props.quiet ? { popupMatchSelectWidth: FILTER_WIDTH } : {})}
        disabled={props.disabled ?? false}
        loading={isPending}
        placeholder={props.placeholder ?? (props.optional ? t('none') : t('choose'))}
        // A list without entries would be told to screen readers as one that lacks them: it is closed, and the field says so.
        notFoundContent={null}
        {...(props.invalid ? { status: 'error' as const } : {})}
        {...(value ? { value } : {})}
        options={[...chosen, ...options]}
        popupRender={menu => (
          <>
            {menu}
            {more > 0 && <p className="muted more">{t('moreToFind', { count: more })}</p>}
          </>
        )}
        onChange={(next: string | undefined) => {
          setTyped('');
          onChange(
            next,
            found.find(record => record.id === next),
          );
        }}
      />
      <NothingFound
        when={found.length === 0 && (typed.trim() !== '' || !props.quiet)}
        typed={typed}
        of={search}
      />
    </>
  );
}
