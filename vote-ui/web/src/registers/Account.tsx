import { Asking } from '../parts/Asking';
import { Hash } from '../parts/Hash';
import { useNames } from './useRecords';

/** An account by the code of its institution, where that is known, and its address. */
export function Account({ address }: { address: string }) {
  const name = useNames('accounts')(address);
  const code = name?.institutionCode;
  return (
    <>
      {name === undefined && (
        <>
          <Asking id={address} />{' '}
        </>
      )}
      {code && `${code} `}
      <Hash value={address} to={`/registers/accounts/${address}`} />
    </>
  );
}
