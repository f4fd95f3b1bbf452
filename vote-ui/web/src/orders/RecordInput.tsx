import { nameAsText } from '../parts/Name';
import { AutoComplete } from 'antd';
import { useState } from 'react';
import { useOne } from '../api/hooks';
import type { Listed, RecordKind, RegisterRecord, TransactionSummary } from '../api/types';
import { term } from '../registers/terms';
import { STATUS_TERMS } from '../registers/values';
import { useLanguage, useTexts, type Language } from '../shell/i18n';
import type { Field, Values } from './fields';
import { formTexts } from './formTexts';

interface Props {
  field: Extract<Field, { type: 'record' }>;
  values: Values;
  value: string;
  onChange: (value: string) => void;
  described: { id: string; 'aria-invalid': boolean; 'aria-describedby': string };
}

/** Of which register the thing to freeze is, by what was chosen before. */
const ITEM_KINDS: Readonly<Record<string, RecordKind>> = {
  SUBCHAIN: 'subchains',
  APPLICATION: 'applications',
  CONTRACT: 'business-contracts',
};

/** One entry of a register, found by name or code, or pasted as its id. What it really is, the preview reads from the chain. */
export function RecordInput({ field, values, value, onChange, described }: Props) {
  const t = useTexts(formTexts);
  const [typed, setTyped] = useState<string>();
  const chosen = field.name === 'itemId' ? (ITEM_KINDS[String(values.item)] ?? 'subchains') : field.of;
  const options = useOptions(chosen, field.statuses, typed);
  const label = options.find(option => option.value === value)?.label;
  const missed = typed !== undefined && typed !== '' && options.length === 0 && !COMPLETE.test(typed.trim());
  return (
    <>
      <AutoComplete
        {...described}
        className="wide"
        options={options}
        value={typed ?? label ?? value}
        showSearch={{ filterOption: false, onSearch: setTyped }}
        // A list without entries would be told to screen readers as one with an entry: it is closed, and the field says so.
        notFoundContent={null}
        onSelect={(next: string | undefined) => {
          setTyped(undefined);
          onChange(next ?? '');
        }}
        // What is typed or pasted can be an id, whether the list has it or not; the form says so when it is none.
        onChange={(next: string | undefined) => onChange((next ?? '').trim())}
        onBlur={() => setTyped(undefined)}
        allowClear
      />
      {/* Where the form's own hint would stand: nothing moves under the mouse when the field is left. */}
      <div role="status" className={chosen === 'governance-contracts' ? 'muted none-found' : 'unheard'}>
        {missed && t('hint.none')}
      </div>
    </>
  );
}

/** An id or an address: nobody looks for more than that. */
const COMPLETE = /^0x(?:[0-9a-f]{40}|[0-9a-f]{64})$/i;

interface Option {
  value: string;
  label: string;
}

function useOptions(
  kind: RecordKind | 'escalated',
  statuses: readonly string[] | undefined,
  typed: string | undefined,
): Option[] {
  const [language] = useLanguage();
  const escalated = useOne<Listed<TransactionSummary>>(
    '/v1/transactions',
    { status: 'ESCALATED', limit: 50 },
    { enabled: kind === 'escalated' },
  );
  const only = statuses?.length === 1 ? statuses[0] : undefined;
  const records = useOne<Listed<RegisterRecord>>(
    `/v1/records/${kind}`,
    { q: typed, status: only, limit: 50 },
    { enabled: kind !== 'escalated' },
  );
  if (kind === 'escalated') {
    return (escalated.data?.items ?? []).map(({ id, initiatorCode }) => ({
      value: id,
      label: `${initiatorCode ?? ''} ${id}`,
    }));
  }
  return (records.data?.items ?? [])
    .filter(({ status }) => !statuses || status === undefined || statuses.includes(status))
    .map(record => ({ value: valueOf(kind, record), label: labelOf(kind, record, language) }));
}

function valueOf(kind: RecordKind, record: RegisterRecord): string {
  if (kind === 'governance-contracts') return String(record.name ?? record.label);
  return kind === 'accounts' ? String(record.address ?? record.id) : record.id;
}

function labelOf(kind: RecordKind, record: RegisterRecord, language: Language): string {
  const name =
    typeof record.name === 'string' && record.name !== record.label ? ` ${nameAsText(record.name)}` : '';
  const owner = record.institutionCode ? ` · ${record.institutionCode}` : '';
  const role = typeof record.role === 'string' ? ` · ${term('Role', record.role, language)}` : '';
  const status = record.status ? ` · ${term(STATUS_TERMS[kind], record.status, language)}` : '';
  return `${nameAsText(record.label)}${name}${owner}${role}${status}`;
}
