import { Select } from 'antd';
import { CONTRACT_NAMES, writesOf, type ContractName } from '../chain/contracts';
import { useTexts } from '../shell/i18n';
import type { FunctionChoice } from './fields';
import { formTexts } from './formTexts';

interface Props {
  label: string;
  several: boolean;
  value: FunctionChoice | undefined;
  onChange: (value: FunctionChoice) => void;
  described: { id: string; 'aria-invalid': boolean; 'aria-describedby': string };
}

/** Functions of one governance contract, by name. */
export function FunctionsInput({ label, several, value, onChange, described }: Props) {
  const t = useTexts(formTexts);
  const contract = value?.contract ?? 'Institutions';
  return (
    <div className="filters">
      <Select<ContractName>
        aria-label={t('field.targetContract')}
        style={{ minWidth: 160 }}
        value={contract}
        options={CONTRACT_NAMES.map(each => ({ value: each, label: each }))}
        onChange={next => onChange({ contract: next, functions: [] })}
      />
      <Select<string[] | string | null>
        {...described}
        aria-label={label}
        style={{ minWidth: 240, flex: 1 }}
        {...(several ? { mode: 'multiple' as const } : {})}
        showSearch
        value={several ? (value?.functions ?? []) : (value?.functions[0] ?? null)}
        options={writesOf(contract).map(each => ({
          value: each.format('sighash'),
          label: each.format('sighash'),
        }))}
        onChange={next => onChange({ contract, functions: next === null ? [] : [next].flat() })}
      />
    </div>
  );
}
