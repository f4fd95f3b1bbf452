import { Input } from 'antd';
import type { InputProps } from './input';

/** A line or some lines of text, as typed. */
export function TextInput({
  id,
  value,
  onChange,
  invalid,
  described,
  lines,
  placeholder,
}: InputProps & { lines?: number; placeholder?: string }) {
  const common = {
    id,
    value: String(value ?? ''),
    'aria-invalid': invalid,
    'aria-describedby': described,
    placeholder,
    onChange: (event: { target: { value: string } }) => onChange(event.target.value),
  };
  return lines === undefined ? (
    <Input {...common} autoComplete="off" />
  ) : (
    <Input.TextArea {...common} rows={lines} />
  );
}
