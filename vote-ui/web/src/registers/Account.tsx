import { Hash } from '../parts/Hash';
import { textOf } from './kinds';
import { useMemo } from 'react';
import { useRecords } from './useRecords';

/** An account by the code of its institution, where that is known, and its address. */
export function Account({ address }: { address: string }) {
  const { records } = useRecords('accounts');
  const codes = useMemo(
    () => new Map(records.map(record => [record.id.toLowerCase(), textOf(record, 'institutionCode')])),
    [records],
  );
  const code = codes.get(address.toLowerCase());
  return (
    <>
      {code && `${code} `}
      <Hash value={address} to={`/registers/accounts/${address}`} />
    </>
  );
}
