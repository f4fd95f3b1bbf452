import { Link } from 'react-router';
import { Asking } from '../parts/Asking';
import { Name } from '../parts/Name';
import { shortened } from '../parts/shortened';
import { isKind, pathOf, type RecordKind } from './kinds';
import { useLabels } from './useRecords';

/** Institutions are named by the first half of their id where space is dear on the chain. */
const HALF = 34;

/** Accounts have no other name than their address; names stay whole. */
const shortenedName = (name: string) => (/^0x[0-9a-f]+$/i.test(name) ? shortened(name) : name);

/** Something registered, by its name where it is known, leading to its page. */
export function RecordLink({ kind, id, label }: { kind: string; id: string; label?: string }) {
  const isRegister = isKind(kind);
  const labelOf = useLabels(
    isRegister ? (kind as RecordKind) : 'institutions',
    isRegister && label === undefined,
  );
  const found = label ?? (isRegister ? labelOf(id) : null);
  if (found === undefined) return <Asking id={id} />;
  const name = found ?? undefined;
  const half = kind === 'institutions' && id.length === HALF;
  if (half && name === undefined) return <span title={id}>{shortened(id)}</span>;
  return (
    <Link to={pathOf(kind, half && name !== undefined ? name : id)} title={id}>
      <Name text={shortenedName(name ?? id)} />
    </Link>
  );
}
