import { Alert, Input } from 'antd';
import { useState } from 'react';
import { useNetwork } from '../../api/hooks';
import { useTexts } from '../../shell/i18n';
import type { NodeConsentValue } from '../actions/membership';
import { texts } from '../texts';
import { Command } from './Command';
import { parseNodeConsent } from './consent';
import type { InputProps } from './input';
import { nodeConsentCommand } from './nodeConsentCommand';

/** The consent of a node's key, which is made where the node runs. */
export function NodeConsentInput({
  id,
  onChange,
  invalid,
  described,
  code,
}: InputProps & { code: string | undefined }) {
  const t = useTexts(texts);
  const { data: network } = useNetwork();
  const [text, setText] = useState('');
  const parsed = text === '' ? undefined : parseNodeConsent(text);
  const otherChain = parsed !== undefined && network !== undefined && parsed.chainId !== network.chainId;
  const take = (typed: string) => {
    setText(typed);
    const value: NodeConsentValue | undefined = parseNodeConsent(typed);
    onChange(value?.chainId === network?.chainId ? value : undefined);
  };
  return (
    <div className="stack">
      <span>{t('nodeConsent.command')}</span>
      <Command text={nodeConsentCommand(code, network?.chainId)} />
      <Input.TextArea
        id={id}
        rows={5}
        value={text}
        spellCheck={false}
        aria-invalid={invalid}
        aria-describedby={described}
        onChange={event => take(event.target.value)}
      />
      {text !== '' && parsed === undefined && (
        <Alert role="alert" type="error" title={t('nodeConsent.wrong')} />
      )}
      {otherChain && (
        <Alert
          role="alert"
          type="error"
          title={t('nodeConsent.chain', { actual: parsed.chainId, expected: network.chainId })}
        />
      )}
    </div>
  );
}
