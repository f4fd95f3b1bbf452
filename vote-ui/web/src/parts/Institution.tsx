import { Link } from 'react-router';
import { useLabels } from '../registers/useRecords';
import { Asking } from './Asking';
import { Name } from './Name';
import { shortened } from './shortened';

/** An institution by its code, leading to its record; the code is asked for where it was not given. */
export function Institution({ id, code }: { id: string | undefined; code?: string | undefined }) {
  const labelOf = useLabels('institutions', code === undefined);
  if (!id) return <span className="muted">–</span>;
  const name = code ?? labelOf(id);
  if (name === undefined) return <Asking id={id} />;
  return (
    <Link to={`/registers/institutions/${id}`} title={id}>
      <Name text={name ?? shortened(id)} />
    </Link>
  );
}
