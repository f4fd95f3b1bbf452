import { Alert, Button, Checkbox, Modal, Spin } from 'antd';
import { Fragment, useEffect, useState } from 'react';
import { useNetwork } from '../api/hooks';
import { refreshAll } from '../api/queries';
import type { Network } from '../api/types';
import { ChooseAccount } from '../identity/ChooseAccount';
import { useIdentity } from '../identity/IdentityProvider';
import type { Signer, TypedData, UnsignedTransaction } from '../identity/signer';
import { announce } from '../parts/announce';
import { Fields } from '../parts/Fields';
import { useLanguage, useTexts } from '../shell/i18n';
import { texts as shellTexts } from '../shell/texts';
import { explain } from './explain';
import { chainIdOf } from './reads';
import { WithQuotations } from './Quoted';
import { requireSameNetwork } from './sameNetwork';
import { prepare, rehearse, submit } from './send';
import type { Asked } from './SigningProvider';
import { texts } from './texts';
import { useReading } from './useRpc';
import { describe, type Described } from './words/describe';
import { Names } from './words/names';
import { messageOf, type Argument } from './words/particulars';
import { escaped } from './words/sentence';

/** What will be signed, once everything in it is known. */
type Ready =
  | {
      kind: 'transaction';
      transaction: UnsignedTransaction;
      described: Described;
      refusal: string | undefined;
    }
  | { kind: 'typedData'; data: TypedData };

type Step = 'looking' | 'signing';

/** The last look before a signature: which network, which account, what it will do, the raw data; then the signature itself. */
export default function SigningDialog({ asked }: { asked: Asked }) {
  const t = useTexts(texts);
  const { signer } = useIdentity();
  const { data: network } = useNetwork();
  const [step, setStep] = useState<Step>('looking');
  const close = () => asked.done(undefined);
  return (
    <Modal
      open
      title={t('title')}
      width={720}
      onCancel={close}
      mask={{ closable: false }}
      keyboard={step === 'looking'}
      closable={step === 'looking'}
      footer={null}
      destroyOnHidden
    >
      {!signer && (
        <>
          <p>{t('needAccount')}</p>
          <ChooseAccount />
        </>
      )}
      {signer && !network && <Alert type="warning" showIcon title={t('unknownNetwork')} />}
      {signer && network && <Look key={signer.address} {...{ asked, signer, network, step, setStep }} />}
    </Modal>
  );
}

interface LookProps {
  asked: Asked;
  signer: Signer;
  network: Network;
  step: Step;
  setStep: (step: Step) => void;
}

function Look({ asked, signer, network, step, setStep }: LookProps) {
  const t = useTexts(texts);
  const shell = useTexts(shellTexts);
  const { rpc, source } = useReading();
  const [ready, setReady] = useState<Ready>();
  const [failure, setFailure] = useState<string>();
  const [understood, setUnderstood] = useState(false);

  useEffect(() => {
    let current = true;
    const look = async (): Promise<Ready | string> => {
      const chainId = await chainIdOf(rpc);
      if (chainId !== network.chainId)
        return t('chainDiffers', { actual: chainId, expected: network.chainId });
      if (asked.kind === 'typedData')
        return { kind: 'typedData', data: await asked.build(rpc, chainId, signer.address) };
      if (asked.by !== undefined && asked.by !== signer.address.toLowerCase())
        return t('accountDiffers', { actual: signer.address, expected: asked.by });
      const transaction = await prepare(rpc, signer.address, asked.call);
      const described = await describe(asked.call, new Names(rpc));
      const refusal = await rehearse(rpc, transaction).then(() => undefined, explain);
      return { kind: 'transaction', transaction, described, refusal };
    };
    look()
      .then(found => {
        if (!current) return;
        if (typeof found === 'string') setFailure(found);
        else setReady(found);
      })
      .catch((problem: unknown) => current && setFailure(explain(problem)));
    return () => {
      current = false;
    };
    // The request is what it is while its dialog is open.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [asked, rpc, signer, network.chainId]);

  const sign = async () => {
    if (!ready) return;
    setFailure(undefined);
    setStep('signing');
    try {
      // However long the dialog has been open: what is behind a node or a wallet may have changed meanwhile.
      await requireSameNetwork(rpc, source, network);
      await signer.stay?.(network);
      if (ready.kind === 'typedData' && asked.kind === 'typedData') {
        const signature = await signer.signTypedData(ready.data);
        asked.done({ account: signer.address, data: ready.data, signature });
      } else if (ready.kind === 'transaction' && asked.kind === 'transaction') {
        const receipt = await submit(rpc, signer, ready.transaction);
        announce(t('done', { hash: receipt.transactionHash, block: receipt.blockNumber }));
        await refreshAll();
        asked.done(receipt);
      }
    } catch (problem) {
      const text = explain(problem);
      setFailure(text);
      announce(text);
      setStep('looking');
    }
  };

  const refusal = ready?.kind === 'transaction' ? ready.refusal : undefined;
  const unknown = asked.unknown === true || (ready?.kind === 'transaction' && !ready.described.known);
  const blocked = !ready || refusal !== undefined || (unknown && !understood);
  const mark = {
    environment: shell(`environment.${network.environment}`),
    name: network.name,
    chainId: network.chainId,
  };
  return (
    <div className="stack" data-testid="signing">
      <strong className={`mark ${network.environment}`}>{t('title.chain', mark)}</strong>
      {!ready && !failure && (
        <Spin description={t('rehearsing')}>
          <div style={{ minHeight: 64 }} />
        </Spin>
      )}
      {ready && <What ready={ready} asked={asked} signer={signer} />}
      {asked.context}
      {unknown && (
        <Checkbox checked={understood} onChange={event => setUnderstood(event.target.checked)}>
          {t('understand')}
        </Checkbox>
      )}
      {refusal && (
        <Alert
          type="error"
          showIcon
          role="alert"
          data-testid="refusal"
          title={t('wouldRefuse', { message: refusal })}
        />
      )}
      {failure && <Alert type="error" showIcon role="alert" data-testid="signing-problem" title={failure} />}
      <div className="filters">
        <Button type="primary" disabled={blocked} loading={step === 'signing'} onClick={() => void sign()}>
          {asked.kind === 'transaction' ? t('sign') : t('signOnly')}
        </Button>
        <Button disabled={step === 'signing'} onClick={() => asked.done(undefined)}>
          {t('cancel')}
        </Button>
        <span role="status" className="muted">
          {step === 'signing' && (signer.kind === 'wallet' ? t('confirm') : t('sending'))}
        </span>
      </div>
    </div>
  );
}

function What({ ready, asked, signer }: { ready: Ready; asked: Asked; signer: Signer }) {
  const t = useTexts(texts);
  const [language] = useLanguage();
  const says =
    ready.kind === 'transaction'
      ? ready.described.sentence[language]
      : asked.kind === 'typedData'
        ? asked.says[language]
        : '';
  return (
    <>
      <div>
        <span className="muted">{ready.kind === 'transaction' ? t('does') : t('signs')}</span>
        <p className="does" data-testid="does">
          <strong>
            <WithQuotations text={says} />
          </strong>
        </p>
      </div>
      <Arguments all={ready.kind === 'transaction' ? ready.described.arguments : messageOf(ready.data)} />
      <Fields
        items={[
          [t('as'), <span className="hash">{signer.address}</span>],
          [t('nonces'), ready.kind === 'transaction' ? <Fee transaction={ready.transaction} /> : t('free')],
        ]}
      />
      <details>
        <summary>{t('raw')}</summary>
        <pre className="rawdata" tabIndex={0} data-testid="raw">
          {escaped(
            JSON.stringify(
              ready.kind === 'transaction' ? ready.transaction : ready.data,
              (_, value: unknown) => (typeof value === 'bigint' ? value.toString() : value),
              2,
            ),
          )}
        </pre>
      </details>
    </>
  );
}

/** All that the call says: what the sentence leaves out is signed as well. */
function Arguments({ all }: { all: Argument[] }) {
  const t = useTexts(texts);
  const [language] = useLanguage();
  if (all.length === 0) return null;
  return (
    <div data-testid="arguments">
      <span className="muted">{t('arguments')}</span>
      <dl className="fields">
        {all.map(({ path, label, text }) => (
          <Fragment key={path}>
            <dt>{label[language]}</dt>
            <dd>
              <WithQuotations text={text[language]} />
            </dd>
          </Fragment>
        ))}
      </dl>
    </div>
  );
}

function Fee({ transaction }: { transaction: UnsignedTransaction }) {
  const t = useTexts(texts);
  const most = transaction.gasLimit * transaction.gasPrice;
  return <>{most === 0n ? t('free') : t('fee', { amount: most.toString() })}</>;
}
