import { Alert, Radio } from 'antd';
import { useRef, useState } from 'react';
import { useNetwork } from '../../api/hooks';
import { ChainProblem } from '../../chain/ChainProblem';
import { explain } from '../../chain/explain';
import { useChain, useReading } from '../../chain/useRpc';
import { Hash } from '../../parts/Hash';
import { Time } from '../../parts/Time';
import { useLanguage, useTexts } from '../../shell/i18n';
import type { InputProps } from '../inputs/input';
import { term } from '../terms';
import { flawOfRegistered, waitingKeys, type ChainKey } from './chainKeys';
import { digestOfKey, type Flaw } from './possession';
import { texts } from './texts';

interface Props extends InputProps {
  /** Whose keys they are. */
  readonly account: string;
}

const nameOf = ({ suite, version }: ChainKey): string => `${suite} ${version}`;

type Checked = 'nothing' | 'checking' | 'good' | Flaw | { readonly is: 'unread'; readonly why: string };

/** One of an account's keys that wait to be confirmed. Its proof is checked here: who confirms it states that she did. */
export function WaitingKeyInput({ account, onChange, ...input }: Props) {
  const t = useTexts(texts);
  const { rpc } = useReading();
  const newest = useRef('');
  const [checked, setChecked] = useState<Checked>('nothing');
  const { data: network } = useNetwork();
  const {
    data: keys,
    error,
    refetch,
  } = useChain(['waiting-keys', account], read => waitingKeys(read, account));
  if (error) return <ChainProblem error={error} retry={() => void refetch()} />;
  if (keys === undefined || network === undefined) return <p className="muted">{t('reading')}</p>;
  if (keys.length === 0) return <p className="muted">{t('noneWaiting')}</p>;
  const choose = async (name: string) => {
    const key = keys.find(each => nameOf(each) === name);
    if (key === undefined) return;
    newest.current = name;
    onChange(undefined);
    setChecked('checking');
    const flaw = await flawOfRegistered(rpc, network.chainId, key).catch((failure: unknown) => ({
      is: 'unread' as const,
      why: explain(failure),
    }));
    // What was chosen since is checked by itself.
    if (newest.current !== name) return;
    setChecked(flaw ?? 'good');
    if (flaw === undefined) onChange(key);
  };
  return (
    <div className="stack">
      <Radio.Group
        id={input.id}
        aria-describedby={input.described}
        onChange={event => void choose(String(event.target.value))}
      >
        <div className="stack">
          {keys.map(key => (
            <Radio key={nameOf(key)} value={nameOf(key)}>
              <Label of={key} />
            </Radio>
          ))}
        </div>
      </Radio.Group>
      <Verdict checked={checked} />
    </div>
  );
}

function Label({ of }: { of: ChainKey }) {
  const t = useTexts(texts);
  const [language] = useLanguage();
  return (
    <>
      {t('waiting', { suite: term('Suite', of.suite, language), version: of.version })}{' '}
      <Time seconds={of.registeredAt} />, SHA-256 <Hash value={digestOfKey(of.publicKey)} />
    </>
  );
}

function Verdict({ checked }: { checked: Checked }) {
  const t = useTexts(texts);
  if (checked === 'nothing') return null;
  if (checked === 'checking') return <p className="muted">{t('checking')}</p>;
  if (checked === 'good') {
    return (
      <Alert role="status" type="success" showIcon data-testid="waiting-good" title={t('provenOnChain')} />
    );
  }
  const notProven = checked.is === 'proof' || checked.is === 'point';
  const title = notProven ? t('notProven') : t(checked.is, { ...checked });
  return <Alert role="alert" type="error" showIcon title={title} />;
}
