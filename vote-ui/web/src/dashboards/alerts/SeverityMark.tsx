import { useSeverity } from './useAlertWords';
import './severity.css';

/** How much it matters, in a word; colour only repeats it. */
export function SeverityMark({ severity }: { severity: string }) {
  const words = useSeverity();
  return <span className={`severity severity-${severity}`}>{words(severity)}</span>;
}
