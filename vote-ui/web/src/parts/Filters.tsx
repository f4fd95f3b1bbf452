import { Button, Input, Select } from 'antd';
import { useEffect, useState } from 'react';
import { useSearchParams } from 'react-router';
import { RecordFilter } from '../registers/inputs/RecordFilter';
import type { RecordKind } from '../registers/kinds';
import { filteredBy } from '../api/place';
import { useTexts } from '../shell/i18n';
import { texts } from './texts';

/** A query parameter that the reader may set: from a list, from a register, or as text. */
export interface Filter {
  name: string;
  label: string;
  options?: { value: string; label: string }[];
  /** Chosen among the records of this register; with `ids`, the list takes no codes and paths of them. */
  of?: RecordKind;
  ids?: boolean;
  /** Something always holds: the first option, where nothing was chosen. */
  always?: boolean;
}

const TYPING_MS = 350;

/** Filters of a list; what is chosen stands in the page's address. */
export function Filters({ filters }: { filters: Filter[] }) {
  const t = useTexts(texts);
  const [search, setSearch] = useSearchParams();
  const set = (name: string, value: string | undefined) =>
    setSearch(before => filteredBy(before, name, value), { replace: true });
  const any = filters.some(({ name }) => search.has(name));
  return (
    <div className="filters choosers" role="search" aria-label={t('filter')}>
      {filters.map(filter => (
        <label key={filter.name}>
          {filter.label}
          <Chooser
            filter={filter}
            value={search.get(filter.name)}
            onChange={value => set(filter.name, value)}
          />
        </label>
      ))}
      {any && (
        <Button type="link" onClick={() => setSearch({}, { replace: true })}>
          {t('filter.clear')}
        </Button>
      )}
    </div>
  );
}

interface ChooserProps {
  filter: Filter;
  value: string | null;
  onChange: (value: string | undefined) => void;
}

function Chooser({ filter: { label, options, always, of, ids }, value, onChange }: ChooserProps) {
  const t = useTexts(texts);
  if (of)
    return (
      <RecordFilter
        kind={of}
        label={label}
        value={value ?? undefined}
        onChange={onChange}
        {...(ids ? { ids } : {})}
      />
    );
  if (!options) return <Typed label={label} value={value ?? ''} onChange={onChange} />;
  return (
    <Select
      aria-label={label}
      value={value ?? (always ? options[0]?.value : '') ?? ''}
      options={always ? options : [{ value: '', label: t('filter.all') }, ...options]}
      onChange={onChange}
    />
  );
}

/** Takes effect when the reader pauses, not at each letter. */
function Typed({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
}) {
  const [typed, setTyped] = useState<string>();
  useEffect(() => {
    if (typed === undefined) return undefined;
    const timer = setTimeout(() => {
      onChange(typed.trim());
      setTyped(undefined);
    }, TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed, onChange]);
  return (
    <Input
      allowClear
      aria-label={label}
      value={typed ?? value}
      onChange={event => setTyped(event.target.value)}
    />
  );
}
