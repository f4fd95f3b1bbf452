import { Alert, Button, Input, Radio } from 'antd';
import { Wallet } from 'ethers';
import { useState } from 'react';
import { useNetwork } from '../../api/hooks';
import { explain } from '../../chain/explain';
import { useSigning } from '../../chain/SigningProvider';
import { useReading } from '../../chain/useRpc';
import { useIdentity } from '../../identity/IdentityProvider';
import { FileInput } from '../../parts/FileInput';
import { Hash } from '../../parts/Hash';
import { useTexts } from '../../shell/i18n';
import type { ConsentValue } from '../actions/membership';
import { texts } from '../texts';
import {
  agreementData,
  agreementWords,
  consentOf,
  isConsent,
  parseConsent,
  signWith,
  type Agreement,
} from './consent';
import type { InputProps } from './input';
import { KeyMaker } from './KeyMaker';

type Source = 'new' | 'file' | 'own' | 'paste';

/** Lets the new account's own key agree: made here, in a file, the chosen account's, or elsewhere. */
export function ConsentInput(props: InputProps & { agreement: Agreement | undefined }) {
  const { value, onChange, agreement } = props;
  const t = useTexts(texts);
  const { data: network } = useNetwork();
  const { signer } = useIdentity();
  const { rpc } = useReading();
  const { sign } = useSigning();
  const [failure, setFailure] = useState<string>();
  const [source, setSource] = useState<Source>('new');
  const [pasted, setPasted] = useState('');
  const held = value as ConsentValue | undefined;
  if (agreement === undefined || network === undefined) return <p className="muted">{t('consent.needs')}</p>;
  const chainId = network.chainId;
  const good = held !== undefined && isConsent(chainId, held, agreement);
  const nonsense = held === undefined && source === 'paste' && pasted.trim() !== '';
  const wrong = nonsense || (held !== undefined && !good);
  const paste = (text: string) => {
    setPasted(text);
    onChange(parseConsent(text));
  };
  const signOwn = async () => {
    setFailure(undefined);
    try {
      const says = await agreementWords(rpc, agreement);
      const signed = await sign(
        (_, chain, account) => Promise.resolve(agreementData(chain, account, agreement)),
        says,
      );
      if (signed) onChange(consentOf(signed.data, signed.account, signed.signature));
    } catch (problem) {
      setFailure(explain(problem));
    }
  };
  const signKey = async (wallet: Wallet) => onChange(await signWith(wallet, chainId, agreement));
  const sources: Source[] = [
    'new',
    'file',
    ...(signer && agreement.to === 'belong' ? ['own' as const] : []),
    'paste',
  ];
  return (
    <div id={props.id} role="group" className="stack">
      <p>{t('consent.text')}</p>
      <Radio.Group
        value={source}
        onChange={event => setSource(event.target.value as Source)}
        options={sources.map(each => ({ value: each, label: t(`consent.${each}`) }))}
      />
      {source === 'new' && <NewKeyConsent onOpened={signKey} />}
      {source === 'file' && <KeystoreConsent onOpened={signKey} />}
      {source === 'own' && <Button onClick={() => void signOwn()}>{t('consent.sign')}</Button>}
      {source === 'paste' && (
        <Input.TextArea
          rows={4}
          aria-label={t('consent.paste')}
          aria-invalid={wrong}
          placeholder='{"account":"0x…","publicKey":"0x…","consent":"0x…"}'
          value={pasted}
          onChange={event => paste(event.target.value)}
        />
      )}
      {failure && <Alert role="alert" type="error" showIcon title={failure} />}
      {good && (
        <Alert
          type="success"
          showIcon
          title={
            <>
              {t('consent.done')} <Hash value={held.account} />
            </>
          }
        />
      )}
      {wrong && <Alert role="alert" type="error" showIcon title={t('consent.pasted')} />}
    </div>
  );
}

/**
 * Makes a key, then has its file opened: a browser tells nobody that it blocked a download, and a rotation to a key whose file is not
 * there ends the account for good. Nothing is signed with the key in memory, which is dropped as soon as its file is handed over.
 */
function NewKeyConsent({ onOpened }: { onOpened: (wallet: Wallet) => Promise<void> }) {
  const t = useTexts(texts);
  const [made, setMade] = useState<string>();
  return (
    <>
      <KeyMaker onMade={wallet => setMade(wallet.address)} />
      {made !== undefined && (
        <div className="stack" data-testid="open-again">
          <p>{t('consent.openAgain')}</p>
          <KeystoreConsent key={made} expected={made} onOpened={onOpened} />
        </div>
      )}
    </>
  );
}

interface KeystoreProps {
  onOpened: (wallet: Wallet) => Promise<void>;
  /** The only account whose file is taken; any where it is left out. */
  expected?: string;
}

/** Opens a keystore file for one signature and forgets its key. */
function KeystoreConsent({ onOpened, expected }: KeystoreProps) {
  const t = useTexts(texts);
  const [file, setFile] = useState<File>();
  const [password, setPassword] = useState('');
  const [state, setState] = useState<'idle' | 'working' | 'wrong' | 'other'>('idle');
  const open = async () => {
    if (file === undefined) return;
    setState('working');
    try {
      const wallet = await Wallet.fromEncryptedJson(await file.text(), password);
      const other = expected !== undefined && wallet.address !== expected;
      if (!other) await onOpened(new Wallet(wallet.privateKey));
      setState(other ? 'other' : 'idle');
    } catch {
      setState('wrong');
    }
    setPassword('');
  };
  return (
    <div className="stack">
      <label>
        {t('consent.file')}
        <FileInput accept=".json,application/json" onChoose={setFile} />
      </label>
      <label>
        {t('consent.password')}
        <Input.Password
          value={password}
          autoComplete="off"
          onChange={event => setPassword(event.target.value)}
        />
      </label>
      <Button
        loading={state === 'working'}
        disabled={file === undefined || password === ''}
        onClick={() => void open()}
      >
        {t('consent.sign')}
      </Button>
      {state === 'wrong' && <Alert role="alert" type="error" showIcon title={t('consent.wrongPassword')} />}
      {state === 'other' && <Alert role="alert" type="error" showIcon title={t('consent.otherKey')} />}
    </div>
  );
}
