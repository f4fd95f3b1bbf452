import { Checkbox, Form, Select } from 'antd';
import { usePunctuation } from '../parts/punctuation';
import { useTexts } from '../shell/i18n';
import { textOf, type RegisterRecord } from '../registers/kinds';
import { RecordSearch } from '../registers/inputs/RecordSearch';
import { term } from '../registers/terms';
import { useLanguage } from '../shell/i18n';
import { idOf } from './constraint';
import {
  crosschainProxy,
  functionsOf,
  onSubchain,
  subchainsOf,
  type Choices,
  type SideDraft,
  type SideProblem,
} from './side';
import { texts, type TextKey } from './texts';

interface Props {
  readonly name: 'source' | 'target';
  readonly choices: Choices;
  /** The institution that is on the other side already. */
  readonly except: string | undefined;
  readonly draft: SideDraft;
  readonly onChange: (draft: SideDraft) => void;
  readonly problems: readonly SideProblem[];
  readonly fixed: boolean;
}

const ACTIVE = { status: 'ACTIVE' };

const options = (records: readonly RegisterRecord[]) =>
  records.map(record => ({ value: record.id, label: record.label }));

/** One end of a pipeline, chosen from what the registers offer; each choice narrows the next. */
export function SideForm({ name, choices, except, draft, onChange, problems, fixed }: Props) {
  const t = useTexts(texts);
  const { colon, inBrackets } = usePunctuation();
  const proxy = crosschainProxy(choices, draft.subchain);
  const change = (part: Partial<SideDraft>) => onChange({ ...draft, ...part });
  const nothing = { application: undefined, businessContract: undefined, functions: [] };
  const contracts = onSubchain(choices.contracts, draft.subchain);
  const applications = onSubchain(choices.applications, draft.subchain);
  const source = name === 'source';
  const row = (field: SideProblem, label: string, control: React.ReactNode, id: string) => (
    <Form.Item
      label={label}
      htmlFor={id}
      {...(problems.includes(field) ? { validateStatus: 'error' as const, help: t(`problem.${field}`) } : {})}
    >
      {control}
    </Form.Item>
  );
  return (
    <Form layout="vertical" component="div">
      {row(
        'institution',
        t('field.institution'),
        <RecordSearch
          id={`${name}-institution`}
          kind="institutions"
          filter={ACTIVE}
          among={each => each.id !== except}
          label={t('field.institution')}
          disabled={fixed}
          value={draft.institution}
          onChange={institution => onChange({ institution, functions: [] })}
        />,
        `${name}-institution`,
      )}
      {row(
        'subchain',
        t('field.subchain'),
        <Select
          id={`${name}-subchain`}
          aria-label={t('field.subchain')}
          {...(draft.subchain ? { value: draft.subchain } : {})}
          options={options(subchainsOf(choices, draft.institution))}
          onChange={subchain => change({ subchain, ...nothing })}
        />,
        `${name}-subchain`,
      )}
      {draft.subchain && (
        <p className={proxy ? 'muted' : 'warns'} role={proxy ? undefined : 'alert'}>
          {proxy
            ? `${t('field.proxy')}${colon}${proxy.label}${inBrackets(textOf(proxy, 'endpoint'))}`
            : t('field.proxyNone')}
        </p>
      )}
      {row(
        'application',
        t(source ? 'field.application' : 'field.applicationOptional'),
        <Select
          id={`${name}-application`}
          aria-label={t(source ? 'field.application' : 'field.applicationOptional')}
          allowClear={!source}
          {...(draft.application ? { value: draft.application } : {})}
          options={options(applications)}
          onChange={(application: string | undefined) => change({ application })}
        />,
        `${name}-application`,
      )}
      {row(
        'businessContract',
        t('field.contract'),
        <Select
          id={`${name}-contract`}
          aria-label={t('field.contract')}
          {...(draft.businessContract ? { value: draft.businessContract } : {})}
          options={options(contracts)}
          onChange={businessContract => change({ businessContract, functions: [] })}
        />,
        `${name}-contract`,
      )}
      {row(
        'functions',
        t('field.functions'),
        <Functions {...{ choices, draft, change, t }} />,
        `${name}-functions`,
      )}
    </Form>
  );
}

interface FunctionsProps {
  readonly choices: Choices;
  readonly draft: SideDraft;
  readonly change: (part: Partial<SideDraft>) => void;
  readonly t: (key: TextKey) => string;
}

function Functions({ choices, draft, change, t }: FunctionsProps) {
  const [language] = useLanguage();
  const all = functionsOf(choices, draft.businessContract);
  if (draft.businessContract === undefined) return <span className="muted">{t('field.functionsNone')}</span>;
  const chosen = new Set(draft.functions.map(idOf));
  const toggle = (signature: string, on: boolean) => {
    const id = idOf(signature);
    const rest = draft.functions.map(idOf).filter(each => each !== id);
    change({ functions: on ? [...rest, id] : rest });
  };
  return (
    <div role="group" aria-label={t('field.functions')} className="choices">
      {all.map(each => (
        <Checkbox
          key={each.signature}
          checked={chosen.has(idOf(each.signature))}
          onChange={event => toggle(each.signature, event.target.checked)}
        >
          <code>{each.signature}</code> · {term('FunctionKind', each.kind, language)}
        </Checkbox>
      ))}
    </div>
  );
}
