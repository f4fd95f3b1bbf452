import { DatePicker } from 'antd';
import dayjs from 'dayjs';

interface Props {
  readonly id: string;
  /** In the first of the formats; empty for none. */
  readonly value: string;
  /** Told while somebody types, as soon as it is one; empty once the field is emptied. */
  readonly onChange: (value: string) => void;
  readonly invalid?: boolean;
  readonly described?: string | undefined;
  readonly required?: boolean;
  /** Whether it says a time of the day, too. */
  readonly time?: boolean;
}

/** The same in every language of the page, and as the page's addresses and the reports have it. */
const DAYS = ['YYYY-MM-DD', 'YYYY/M/D', 'YYYYMMDD'];
const TIMES = ['YYYY-MM-DD HH:mm', 'YYYY/M/D H:mm', 'YYYY-MM-DD[T]HH:mm'];

/**
 * A day, or a time of a day, typed or picked from a calendar in the page's language (the browser's own picker speaks the
 * browser's).
 */
export function MomentPicker({ id, value, onChange, invalid, described, required, time }: Props) {
  const formats = time ? TIMES : DAYS;
  const [format = ''] = formats;
  const given = value === '' ? undefined : dayjs(value, format);
  const tell = (next: dayjs.Dayjs | dayjs.Dayjs[] | null | undefined) => {
    if (dayjs.isDayjs(next)) onChange(next.format(format));
  };
  return (
    <DatePicker
      id={id}
      className="wide"
      value={given?.isValid() ? given : null}
      format={formats}
      placeholder={format}
      showTime={time ? { format: 'HH:mm' } : false}
      needConfirm={false}
      showNow={false}
      allowClear={!required}
      required={required ?? false}
      {...(invalid ? { status: 'error' as const } : {})}
      aria-invalid={invalid ?? false}
      {...(described ? { 'aria-describedby': described } : {})}
      // A form may be sent without leaving the field: what is typed counts at once.
      onCalendarChange={tell}
      onChange={next => (next === null ? onChange('') : tell(next))}
      onBlur={event => {
        if ((event.target as HTMLInputElement).value === '' && !required) onChange('');
      }}
    />
  );
}
