import { Link } from 'react-router';
import { shortened } from './shortened';

/** An institution by its code, leading to its record. */
export function Institution({ id, code }: { id: string | undefined; code?: string | undefined }) {
  if (!id) return <span className="muted">–</span>;
  return (
    <Link to={`/registers/institutions/${id}`} title={id}>
      {code ?? shortened(id)}
    </Link>
  );
}
