import { Button, Input, Select } from 'antd';
import { useLanguage, useTexts } from '../../shell/i18n';
import type { FunctionRow } from '../actions/fields';
import { term } from '../terms';
import { texts } from '../texts';
import type { InputProps } from './input';

const EMPTY: FunctionRow = { signature: '', kind: 'READ', compensator: '' };

/** The functions of a business contract: signature, whether it writes, and what undoes it. */
export function FunctionsInput({ id, value, onChange }: InputProps) {
  const t = useTexts(texts);
  const [language] = useLanguage();
  const rows = (value as FunctionRow[] | undefined) ?? [EMPTY];
  const change = (at: number, part: Partial<FunctionRow>) =>
    onChange(rows.map((row, each) => (each === at ? { ...row, ...part } : row)));
  const kinds = ['READ', 'WRITE'].map(kind => ({ value: kind, label: term('FunctionKind', kind, language) }));
  return (
    <div id={id} role="group">
      {rows.map((row, at) => {
        const undoing = rows
          .filter((each, place) => place !== at && each.kind === 'WRITE' && each.signature.trim() !== '')
          .map(each => ({ value: each.signature.trim(), label: each.signature.trim() }));
        return (
          <div className="row" key={at}>
            <label>
              {t('signature')} {at + 1}
              <Input
                value={row.signature}
                placeholder="store(bytes32,string)"
                spellCheck={false}
                onChange={event => change(at, { signature: event.target.value })}
              />
            </label>
            <label>
              {t('functionKind')} {at + 1}
              <Select
                className="wide"
                aria-label={`${t('functionKind')} ${at + 1}`}
                value={row.kind}
                options={kinds}
                onChange={kind => change(at, { kind, compensator: kind === 'READ' ? '' : row.compensator })}
              />
            </label>
            {row.kind === 'WRITE' && (
              <label>
                {t('compensator')} {at + 1}
                <Select
                  className="wide"
                  aria-label={`${t('compensator')} ${at + 1}`}
                  value={row.compensator}
                  options={[{ value: '', label: t('noCompensator') }, ...undoing]}
                  onChange={compensator => change(at, { compensator })}
                />
              </label>
            )}
            <Button
              aria-label={t('removeFunction', { number: at + 1 })}
              disabled={rows.length === 1}
              onClick={() => onChange(rows.filter((_, each) => each !== at))}
            >
              ×
            </Button>
          </div>
        );
      })}
      <Button onClick={() => onChange([...rows, EMPTY])}>{t('addFunction')}</Button>
    </div>
  );
}
