import { Alert, Button } from 'antd';
import { sha256, toUtf8Bytes } from 'ethers';
import { useState } from 'react';
import { Link } from 'react-router';
import { Problem as Refused } from '../api/problem';
import { useNetwork, useOne } from '../api/hooks';
import { digestCheck, keyOf, type Named } from '../audit/evidence/checks';
import { Fields } from '../parts/Fields';
import { Hash } from '../parts/Hash';
import { Problem } from '../parts/Problem';
import { useTexts } from '../shell/i18n';
import { onSubchain } from './subchain';
import { texts } from './texts';

interface Props {
  transaction: string;
  /** Of what the step did, and of what undid it. */
  evidence: readonly Named[];
}

/** Where a step stands on the business chain itself, as each piece of its evidence tells; or why that cannot be told here. */
export function SubchainFacts({ transaction, evidence }: Props) {
  const t = useTexts(texts);
  const { data: network } = useNetwork();
  const [first] = evidence;
  if (!network || !first) return null;
  if (!network.proxy) {
    return (
      <p className="muted" data-testid="no-proxy">
        {t('onSubchain.noProxy')}{' '}
        <Link to={`/audit/evidence?transaction=${transaction}&step=${first.step}`}>
          {t('onSubchain.commands')}
        </Link>
      </p>
    );
  }
  return evidence.map(named => <Facts key={keyOf(named)} transaction={transaction} named={named} />);
}

const KEYS = {
  outcome: { title: 'onSubchain', fetch: 'onSubchain.fetch' },
  compensation: { title: 'onSubchain.undoing', fetch: 'onSubchain.undoing.fetch' },
} as const;

/** The own proxy holds the evidence. Only the file whose digest is on the ledger is evidence: what any other says is not shown. */
function Facts({ transaction, named }: { transaction: string; named: Named }) {
  const t = useTexts(texts);
  const { digest } = named;
  const keys = KEYS[named.about];
  const [asked, ask] = useState(false);
  const { data, error, isFetching, refetch } = useOne<{ text: string }>(
    `/v1/transactions/${transaction}/evidence/${digest}`,
    {},
    { enabled: asked },
  );
  if (!asked) {
    return (
      <Button type="link" onClick={() => ask(true)}>
        {t(keys.fetch)}
      </Button>
    );
  }
  const genuine = data && digestCheck(digest, sha256(toUtf8Bytes(data.text)));
  const other = genuine?.passed === false ? genuine : undefined;
  const facts = data && !other && onSubchain(data.text);
  const missing = error instanceof Refused && error.status === 404;
  return (
    <section
      aria-label={t(keys.title)}
      aria-busy={isFetching}
      data-testid="on-subchain"
      data-about={named.about}
    >
      <h3>{t(keys.title)}</h3>
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
