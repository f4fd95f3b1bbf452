import { Alert, Button } from 'antd';
import { sha256, toUtf8Bytes } from 'ethers';
import { useState } from 'react';
import { Problem as Refused } from '../api/problem';
import { useNetwork, useOne } from '../api/hooks';
import { digestCheck } from '../audit/evidence/checks';
import { Fields } from '../parts/Fields';
import { Hash } from '../parts/Hash';
import { Problem } from '../parts/Problem';
import { useTexts } from '../shell/i18n';
import { onSubchain } from './subchain';
import { texts } from './texts';

/**
 * Where the step stands on the business chain itself, as its evidence tells; the own proxy holds it. Only the file whose digest is on
 * the ledger is evidence: what any other says is not shown.
 */
export function SubchainFacts({ transaction, digest }: { transaction: string; digest: string }) {
  const t = useTexts(texts);
  const { data: network } = useNetwork();
  const [asked, ask] = useState(false);
  const { data, error, isFetching, refetch } = useOne<{ text: string }>(
    `/v1/transactions/${transaction}/evidence/${digest}`,
    {},
    { enabled: asked },
  );
  if (!network?.proxy) return null;
  if (!asked) {
    return (
      <Button type="link" onClick={() => ask(true)}>
        {t('onSubchain.fetch')}
      </Button>
    );
  }
  const genuine = data && digestCheck(digest, sha256(toUtf8Bytes(data.text)));
  const other = genuine?.passed === false ? genuine : undefined;
  const facts = data && !other && onSubchain(data.text);
  const missing = error instanceof Refused && error.status === 404;
  return (
    <section aria-label={t('onSubchain')} aria-busy={isFetching} data-testid="on-subchain">
      <h3>{t('onSubchain')}</h3>
      {missing ? (
        <p role="alert">{t('onSubchain.missing')}</p>
      ) : (
        <Problem error={error} retry={() => void refetch()} />
      )}
      {other && (
        <Alert
          type="error"
          showIcon
          role="alert"
          data-testid="forged"
          title={t('onSubchain.forged', { expected: digest, actual: other.actual })}
        />
      )}
      {data && !other && !facts && <p>{t('onSubchain.other')}</p>}
      {facts && (
        <Fields
          items={[
            [t('onSubchain.kind'), facts.kind],
            [t('onSubchain.chainId'), facts.chainId],
            [
              t('onSubchain.transaction'),
              facts.transactionHash && <Hash value={facts.transactionHash} whole />,
            ],
            [t('onSubchain.block'), facts.blockNumber],
            [t('onSubchain.blockHash'), facts.blockHash && <Hash value={facts.blockHash} whole />],
            [t('onSubchain.reason'), facts.reason],
          ]}
        />
      )}
    </section>
  );
}
