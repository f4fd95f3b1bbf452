import dayjs from 'dayjs';
import { MomentPicker } from '../../parts/MomentPicker';
import type { InputProps } from './input';

const SHOWN = 'YYYY-MM-DD HH:mm';

/** A date and time in the reader's zone; seconds for the chain. */
export function TimeInput({ id, value, onChange, invalid, described }: InputProps) {
  return (
    <MomentPicker
      id={id}
      time
      value={typeof value === 'number' ? dayjs.unix(value).format(SHOWN) : ''}
      invalid={invalid}
      described={described}
      onChange={next => onChange(next === '' ? undefined : dayjs(next, SHOWN).unix())}
    />
  );
}
