import { id as keccakText } from 'ethers';
import { Alert, Button } from 'antd';
import { useState } from 'react';
import { read } from '../chain/reads';
import { call } from '../chain/send';
import { useSigning } from '../chain/SigningProvider';
import { useChain } from '../chain/useRpc';
import { useIdentity } from '../identity/IdentityProvider';
import { announce } from '../parts/announce';
import { useTexts } from '../shell/i18n';
import { admitted, type Content, type Order } from './reading';
import { texts } from './texts';

/** Carries an accepted order out, withdraws one's own, records that an applicant was refused. */
export function Actions({ order, content }: { order: Order; content: Content }) {
  const t = useTexts(texts);
  const { account } = useIdentity();
  const { transact } = useSigning();
  const [done, setDone] = useState<string>();
  const { targets, values, calldatas, description } = content.proposal;
  const proposal = [targets, values, calldatas, keccakText(description)];
  const own = account === order.proposer && (order.state === 'PENDING' || order.state === 'ACTIVE');
  const application = content.changes.length === 1 ? admitted(content.changes)[0] : undefined;
  const { data: refused } = useChain(
    ['refused', order.id, order.state, application],
    async rpc => {
      const record = await read<{ status: bigint }>(rpc, 'Institutions', 'membershipApplication', [
        application,
      ]);
      return (
        record.status === 1n && (await read<boolean>(rpc, 'WorkOrders', 'isRefused', [BigInt(order.id)]))
      );
    },
    { enabled: order.state === 'DEFEATED' && application !== undefined },
  );

  const act = async (
    contract: 'WorkOrders' | 'Institutions',
    fn: string,
    args: unknown[],
    says: (block: number) => string,
  ) => {
    const receipt = await transact(call(contract, fn, args));
    if (!receipt) return;
    setDone(says(receipt.blockNumber));
    announce(says(receipt.blockNumber));
  };

  return (
    <div className="stack above">
      {done && <Alert type="success" showIcon role="status" data-testid="done" title={done} />}
      {order.state === 'SUCCEEDED' && (
        <div>
          <p>{t('execute.text')}</p>
          <Button
            type="primary"
            data-testid="execute"
            onClick={() => void act('WorkOrders', 'execute', proposal, block => t('execute.done', { block }))}
          >
            {t('execute')}
          </Button>
        </div>
      )}
      {own && (
        <Button danger onClick={() => void act('WorkOrders', 'cancel', proposal, () => t('withdraw.done'))}>
          {t('withdraw')}
        </Button>
      )}
      {refused && application && (
        <div>
          <p>{t('rejection.text')}</p>
          <Button
            onClick={() =>
              void act('Institutions', 'recordRejection', [application, keccakText(description)], () =>
                t('rejection.done'),
              )
            }
          >
            {t('rejection')}
          </Button>
        </div>
      )}
    </div>
  );
}
