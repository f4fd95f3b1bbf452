import { Alert, Input, Radio } from 'antd';
import { useRef, useState } from 'react';
import { useNetwork } from '../../api/hooks';
import { explain } from '../../chain/explain';
import { useChain, useReading } from '../../chain/useRpc';
import { Hash } from '../../parts/Hash';
import { useLanguage, useTexts } from '../../shell/i18n';
import { Command } from '../inputs/Command';
import type { InputProps } from '../inputs/input';
import { term } from '../terms';
import { keysOf } from './chainKeys';
import { possessionCommands } from './commands';
import {
  digestOfKey,
  examined,
  nextVersion,
  SUITES,
  type Flaw,
  type Possession,
  type Suite,
} from './possession';
import { texts } from './texts';

interface Props extends InputProps {
  /** Who registers the key: nobody can do it for another. */
  readonly account: string | undefined;
}

/** A protocol key's proof of possession, which is made where the key is, and checked here before anything is signed. */
export function PossessionInput(props: Props) {
  const t = useTexts(texts);
  const { data: network } = useNetwork();
  if (props.account === undefined || network === undefined) return <p className="muted">{t('none')}</p>;
  return <OfAccount key={props.account} {...props} account={props.account} chainId={network.chainId} />;
}

type Checked = 'nothing' | 'checking' | Possession | Flaw | { readonly is: 'unread'; readonly why: string };

function OfAccount({ onChange, account, chainId, ...input }: Props & { account: string; chainId: number }) {
  const t = useTexts(texts);
  const [language] = useLanguage();
  const { rpc } = useReading();
  const [suite, setSuite] = useState<Suite>('SM');
  const [text, setText] = useState('');
  const [checked, setChecked] = useState<Checked>('nothing');
  const newest = useRef('');
  const { data: registered } = useChain(['protocol-keys', account, suite], read =>
    keysOf(read, account, suite),
  );
  const take = async (typed: string) => {
    newest.current = typed;
    setText(typed);
    onChange(undefined);
    if (typed.trim() === '') return setChecked('nothing');
    setChecked('checking');
    const wanted = { chainId, account, registered: (of: Suite) => keysOf(rpc, account, of) };
    const found = await examined(typed, wanted).catch((failure: unknown) => ({
      is: 'unread' as const,
      why: explain(failure),
    }));
    // What was typed since is examined by itself.
    if (newest.current !== typed) return;
    setChecked(found);
    if ('is' in found) return;
    setSuite(found.suite);
    onChange(found);
  };
  return (
    <div className="stack">
      <span>
        {t('account')} <Hash value={account} />
      </span>
      <Radio.Group
        aria-label={t('suite')}
        value={suite}
        onChange={event => setSuite(event.target.value as Suite)}
        options={SUITES.map(each => ({ value: each, label: term('Suite', each, language) }))}
      />
      {registered && <Commands {...{ suite, account, chainId }} version={nextVersion(registered)} />}
      <span>{t('paste')}</span>
      <Input.TextArea
        id={input.id}
        rows={5}
        value={text}
        spellCheck={false}
        aria-invalid={input.invalid || (typeof checked === 'object' && 'is' in checked)}
        aria-describedby={input.described}
        onChange={event => void take(event.target.value)}
      />
      <Verdict checked={checked} />
    </div>
  );
}

function Commands(props: { suite: Suite; account: string; chainId: number; version: number }) {
  const t = useTexts(texts);
  const [make, prove] = possessionCommands(props.suite, props.account, props.version, props.chainId);
  return (
    <>
      <span>{t('make')}</span>
      <Command text={make ?? ''} />
      <span>{t('prove')}</span>
      <Command text={prove ?? ''} />
    </>
  );
}

function Verdict({ checked }: { checked: Checked }) {
  const t = useTexts(texts);
  const [language] = useLanguage();
  if (checked === 'nothing') return null;
  if (checked === 'checking') return <p className="muted">{t('checking')}</p>;
  if ('is' in checked) {
    return <Alert role="alert" type="error" showIcon title={t(checked.is, { ...checked })} />;
  }
  const { suite, version, publicKey } = checked;
  return (
    <Alert
      role="status"
      type="success"
      showIcon
      data-testid="possession-good"
      title={
        <>
          {t('good', { suite: term('Suite', suite, language), version })}{' '}
          <Hash value={digestOfKey(publicKey)} whole />
        </>
      }
    />
  );
}
