import { Input } from 'antd';
import type { InputProps } from './input';

const pad = (part: number) => String(part).padStart(2, '0');

/** Seconds as the browser's own picker writes them, in the reader's zone. */
export function localTime(seconds: number): string {
  const date = new Date(seconds * 1000);
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}T${pad(date.getHours())}:${pad(date.getMinutes())}`;
}

/** A date and time in the reader's zone; seconds for the chain. */
export function TimeInput({ id, value, onChange, invalid, described }: InputProps) {
  return (
    <Input
      id={id}
      type="datetime-local"
      value={typeof value === 'number' ? localTime(value) : ''}
      aria-invalid={invalid}
      aria-describedby={described}
      onChange={event => {
        const time = new Date(event.target.value).getTime();
        onChange(Number.isNaN(time) ? undefined : Math.floor(time / 1000));
      }}
    />
  );
}
