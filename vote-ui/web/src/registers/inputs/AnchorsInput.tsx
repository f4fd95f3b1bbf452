import { Checkbox, Input, InputNumber, Select } from 'antd';
import { useLanguage, useTexts } from '../../shell/i18n';
import { MOST_CONFIRMATIONS, type AnchorsValue } from '../../chain/anchors';
import { term } from '../terms';
import { texts } from '../texts';
import type { InputProps } from './input';

const EMPTY: AnchorsValue = { rule: 'NODE_AGREEMENT', agreement: 1, nodes: [], validators: [] };
const NO_CONTRACT = { address: '', slot: '', codeHash: '', implementation: '' };
const PARTS = [
  ['address', 'contractAddress'],
  ['slot', 'slot'],
  ['codeHash', 'codeHash'],
  ['implementation', 'implementation'],
] as const;

const linesOf = (text: string) =>
  text
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '');

/** How evidence of a subchain is verified: by nodes that agree, or by the seals of its validators. */
export function AnchorsInput({ id, value, onChange }: InputProps) {
  const t = useTexts(texts);
  const [language] = useLanguage();
  const held = (value as AnchorsValue | undefined) ?? EMPTY;
  const change = (part: Partial<AnchorsValue>) => onChange({ ...held, ...part });
  const follow = (followed: boolean) => {
    const { rule, agreement, nodes, validators } = held;
    const rest = { rule, agreement, nodes, validators };
    onChange(followed ? { ...rest, contract: NO_CONTRACT } : rest);
  };
  return (
    <div id={id} role="group" className="stack">
      <Select
        className="wide"
        aria-label={t('f.rule')}
        value={held.rule}
        options={['NODE_AGREEMENT', 'QBFT_SEALS'].map(rule => ({
          value: rule,
          label: term('Rule', rule, language),
        }))}
        onChange={rule => change({ rule })}
      />
      {held.rule === 'NODE_AGREEMENT' ? (
        <>
          <Lines label={t('nodes')} lines={held.nodes} onChange={nodes => change({ nodes })} />
          <label>
            {t('agreement')}
            <InputNumber
              className="wide"
              min={1}
              max={255}
              value={held.agreement}
              onChange={agreement => change({ agreement: agreement ?? 0 })}
            />
          </label>
          <label>
            {t('confirmations')}
            <InputNumber
              className="wide"
              min={0}
              max={MOST_CONFIRMATIONS}
              precision={0}
              value={held.confirmations ?? 0}
              onChange={confirmations => change({ confirmations: confirmations ?? 0 })}
            />
          </label>
        </>
      ) : (
        <>
          <Lines
            label={t('validators')}
            lines={held.validators}
            onChange={validators => change({ validators })}
          />
          <Checkbox checked={held.contract !== undefined} onChange={event => follow(event.target.checked)}>
            {t('followContract')}
          </Checkbox>
          {held.contract !== undefined &&
            PARTS.map(([part, text]) => (
              <label key={part}>
                {t(text)}
                <Input
                  value={held.contract?.[part]}
                  spellCheck={false}
                  onChange={event =>
                    change({
                      contract: { ...(held.contract ?? NO_CONTRACT), [part]: event.target.value.trim() },
                    })
                  }
                />
              </label>
            ))}
        </>
      )}
    </div>
  );
}

/** Keeps what is typed as lines, an unfinished last one included. */
function Lines(props: { label: string; lines: readonly string[]; onChange: (lines: string[]) => void }) {
  return (
    <label>
      {props.label}
      <Input.TextArea
        rows={3}
        spellCheck={false}
        defaultValue={props.lines.join('\n')}
        onChange={event => props.onChange(linesOf(event.target.value))}
      />
    </label>
  );
}
