import { useTexts } from '../../shell/i18n';
import { idOf } from '../actions/action';
import type { RecordKind } from '../kinds';
import { texts } from '../texts';
import { useRecords } from '../useRecords';
import { RecordSearch } from './RecordSearch';

interface Props {
  readonly kind: RecordKind;
  readonly label: string;
  /** A code, a path or an id, as the page's address has it; of pipelines also the number of a version. */
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
  /** The list takes ids alone. */
  readonly ids?: boolean;
}

/** A number of a version, as pages of pipelines link to it. */
const VERSION = /^[0-9]{1,18}$/;

/** Chooses by name or code what a list is about. An address may name what is not registered: a list of nothing says then why. */
export function RecordFilter({ kind, label, value, onChange, ids = false }: Props) {
  const t = useTexts(texts);
  const version = kind === 'pipelines' && value !== undefined && VERSION.test(value);
  const id = value === undefined || ids || version ? value : idOf(value);
  const asked = useRecords(kind, { ids: id }, id !== undefined && !version);
  const unknown =
    id !== undefined && !version && !asked.isPending && !asked.error && asked.records.length === 0;
  return (
    <>
      <RecordSearch
        kind={kind}
        label={label}
        value={id}
        optional
        quiet
        placeholder={t('filterAll')}
        unnamed={version ? t('filterVersion', { number: value }) : (value ?? '')}
        invalid={unknown}
        onChange={(chosen, record) =>
          // What changed hands keeps the id of its first path.
          onChange(!ids && record && idOf(record.label) === chosen ? record.label : chosen)
        }
      />
      {unknown && (
        <span role="alert" className="warns" data-testid="unknown-filter">
          {t('filterUnknown', { value })}
        </span>
      )}
    </>
  );
}
