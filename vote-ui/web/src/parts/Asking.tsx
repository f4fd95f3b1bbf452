/** A name that is being asked for, where there is room for words only. */
export const ASKING = '…';

/** Where a name will stand once it was asked for: as wide as most are, so that little moves, and nothing to read yet. */
export function Asking({ id }: { id: string }) {
  return <span className="asking" aria-busy="true" title={id} />;
}
