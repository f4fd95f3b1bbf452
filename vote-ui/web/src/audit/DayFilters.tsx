import { useSearchParams } from 'react-router';
import { MomentPicker } from '../parts/MomentPicker';
import { filteredBy } from '../api/place';
import { useTexts } from '../shell/i18n';
import { periodOfDays } from './report/period';
import { texts } from './texts';

const FIRST = '1970-01-02';
const LAST = '9998-12-31';

/** The days in the page's address as seconds, both included; undefined where no bound is set. */
export function useDays(): { from: number | undefined; to: number | undefined } {
  const [search] = useSearchParams();
  const first = search.get('from');
  const last = search.get('to');
  return {
    from: first ? periodOfDays(first, LAST)?.from : undefined,
    to: last ? periodOfDays(FIRST, last)?.to : undefined,
  };
}

/** First and last day of what is listed; they stand in the page's address. */
export function DayFilters() {
  const t = useTexts(texts);
  const [search, setSearch] = useSearchParams();
  const set = (name: string, value: string) =>
    setSearch(before => filteredBy(before, name, value), { replace: true });
  const { from, to } = useDays();
  return (
    <>
      {(['from', 'to'] as const).map(name => (
        <div key={name}>
          <label htmlFor={`filter-${name}`}>{t(`filter.${name}`)}</label>
          <MomentPicker
            id={`filter-${name}`}
            value={search.get(name) ?? ''}
            onChange={value => set(name, value)}
          />
        </div>
      ))}
      {from !== undefined && to !== undefined && from > to && (
        <span role="alert" className="warns" data-testid="turned-days">
          {t('filter.turned')}
        </span>
      )}
    </>
  );
}
