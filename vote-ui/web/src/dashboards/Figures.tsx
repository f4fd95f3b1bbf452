import type { ReactNode } from 'react';
import { Link } from 'react-router';
import './figures.css';

export interface Figure {
  name: string;
  value: ReactNode;
  /** What stands below the number, such as its parts. */
  detail?: ReactNode;
  to?: string;
  /** Draws the eye: something awaits people. */
  urgent?: boolean;
}

/** Numbers with their names, as a list that is read out as such. */
export function Figures({ figures, label }: { figures: readonly Figure[]; label: string }) {
  return (
    <dl className="figures" aria-label={label}>
      {figures.map(figure => (
        <div key={figure.name} className={figure.urgent ? 'figure urgent' : 'figure'}>
          <dt>{figure.to === undefined ? figure.name : <Link to={figure.to}>{figure.name}</Link>}</dt>
          <dd className="figure-value">{figure.value}</dd>
          {figure.detail !== undefined && <dd className="figure-detail">{figure.detail}</dd>}
        </div>
      ))}
    </dl>
  );
}
