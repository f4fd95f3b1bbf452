import { Hash } from '../parts/Hash';
import { useNames } from './useRecords';

/** An account by the code of its institution, where that is known, and its address. */
export function Account({ address }: { address: string }) {
  const code = useNames('accounts')(address)?.institutionCode;
  return (
    <>
      {code && `${code} `}
      <Hash value={address} to={`/registers/accounts/${address}`} />
    </>
  );
}
