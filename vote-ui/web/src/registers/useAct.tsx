import { Alert } from 'antd';
import { useCallback, type ReactNode } from 'react';
import type { ContractName } from '../chain/contracts';
import { call as encoded, type Receipt } from '../chain/send';
import { useSigning } from '../chain/SigningProvider';
import { useTexts } from '../shell/i18n';
import type { Action, ContractCall, Registration } from './actions/action';
import { actionTexts, type ActionTextKey } from './texts.actions';
import { texts } from './texts';

/** What an action comes to, shown beside what will be signed. */
function Effect({ action }: { action: Action | Registration }) {
  const t = useTexts(texts);
  const names = useTexts(actionTexts);
  return (
    <>
      <p>{names(`effect.${action.name}` as ActionTextKey)}</p>
      {action.final && <Alert type="warning" showIcon title={t('final')} />}
    </>
  );
}

/** Has an action's call shown, with what it is about beside it, signed and sent; undefined when the user did not go through with it. */
export function useAct(): (
  action: Action | Registration,
  call: ContractCall,
  context?: ReactNode,
) => Promise<Receipt | undefined> {
  const { transact } = useSigning();
  return useCallback(
    (action, { contract, fn, args, by }, context) =>
      transact(encoded(contract as ContractName, fn, [...args]), {
        by,
        context: (
          <>
            <Effect action={action} />
            {context}
          </>
        ),
      }),
    [transact],
  );
}
