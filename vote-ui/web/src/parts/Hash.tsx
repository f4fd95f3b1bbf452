import { Link } from 'react-router';
import { useTexts } from '../shell/i18n';
import { announce } from './announce';
import { shortened } from './shortened';
import { texts } from './texts';

interface Props {
  value: string;
  /** Shows all of it. */
  whole?: boolean;
  to?: string;
}

/** An address, id or digest: short, complete on hover, copied by one click. */
export function Hash({ value, whole, to }: Props) {
  const t = useTexts(texts);
  const text = whole ? value : shortened(value);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(value);
      announce(t('copied'));
    } catch {
      announce(t('copyFailed'));
    }
  };
  return (
    <span className={whole ? 'hash whole' : 'hash'} title={value}>
      {to ? <Link to={to}>{text}</Link> : text}
      <button type="button" aria-label={`${t('copy')} ${value}`} onClick={() => void copy()}>
        <CopyIcon />
      </button>
    </span>
  );
}

/** Two sheets of paper, drawn rather than set: few fonts have the sign. */
export function CopyIcon() {
  return (
    <svg
      viewBox="0 0 16 16"
      width="14"
      height="14"
      aria-hidden="true"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
    >
      <rect x="5.5" y="5.5" width="8" height="9" rx="1.5" />
      <path d="M10.5 5.5v-3a1 1 0 0 0-1-1h-6a1 1 0 0 0-1 1v7.5a1 1 0 0 0 1 1h2" />
    </svg>
  );
}
