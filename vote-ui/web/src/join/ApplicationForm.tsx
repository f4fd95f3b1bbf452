import { Button, Form, Input, Select } from 'antd';
import { useMemo, useState, type ReactNode } from 'react';
import { call } from '../chain/send';
import { useSigning } from '../chain/SigningProvider';
import { Leaving } from '../parts/Leaving';
import { useLanguage, useTexts } from '../shell/i18n';
import { idOf } from '../registers/actions/action';
import { isCode } from '../registers/actions/fields';
import { DigestInput } from '../registers/inputs/DigestInput';
import { textOf, type RegisterRecord } from '../registers/kinds';
import { ordinal, term } from '../registers/terms';
import { useRecords } from '../registers/useRecords';
import {
  ATTRIBUTES,
  attributesText,
  EMPTY,
  filedKey,
  problemsOf,
  type ApplicationDraft,
  type Attribute,
  type Wrong,
} from './application';
import { texts, type TextKey } from './texts';

const CATEGORIES = ['GOVERNANCE', 'AUDIT', 'GENESIS'];

interface Props {
  readonly applications: readonly RegisterRecord[];
  readonly onSent: () => void;
}

/** The application, checked as it is typed, then shown and signed. */
export function ApplicationForm({ applications, onSent }: Props) {
  const t = useTexts(texts);
  const [language] = useLanguage();
  const { transact } = useSigning();
  const [draft, setDraft] = useState(EMPTY);
  const code = draft.code.trim();
  const registered = useRecords('institutions', { ids: idOf(code) }, isCode(code));
  const institutions = registered.records;
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const [tried, setTried] = useState(false);
  const known = useMemo(
    () => ({
      codes: new Set(institutions.map(each => each.label)),
      filed: new Set(
        applications.map(each => filedKey(textOf(each, 'code'), textOf(each, 'documentDigest'))),
      ),
    }),
    [institutions, applications],
  );
  const problems = problemsOf(draft, known);
  const shown = (part: string): Wrong | undefined =>
    tried || touched.has(part) ? problems[part] : undefined;
  const change = (part: string, next: Partial<ApplicationDraft>) => {
    setDraft(before => ({ ...before, ...next }));
    setTouched(before => new Set(before).add(part));
  };
  const send = async () => {
    setTried(true);
    if (Object.keys(problems).length > 0) return;
    const receipt = await transact(
      call('Institutions', 'applyForMembership', [
        draft.code.trim(),
        draft.name.trim(),
        ordinal('Category', draft.category),
        draft.documentDigest,
        attributesText(draft.attributes),
      ]),
    );
    if (receipt === undefined) return;
    setDraft(EMPTY);
    setTouched(new Set());
    setTried(false);
    onSent();
  };
  const part = (name: string) => ({
    id: `apply-${name}`,
    name,
    wrong: shown(name),
    // Whether a code is free nobody knows before the register answered.
    touched: touched.has(name) && (name !== 'code' || !(registered.isPending || registered.error)),
  });
  return (
    <section className="panel" aria-labelledby="application">
      <h2 id="application">{t('step.form')}</h2>
      <Leaving unsaved={JSON.stringify(draft) !== JSON.stringify(EMPTY)} />
      <Form layout="vertical" noValidate onFinish={() => void send()}>
        <Part {...part('code')} required>
          <Input
            id="apply-code"
            value={draft.code}
            autoComplete="off"
            aria-invalid={shown('code') !== undefined}
            aria-describedby="apply-code-about"
            onChange={event => change('code', { code: event.target.value })}
          />
        </Part>
        <Part {...part('name')} required>
          <Input
            id="apply-name"
            value={draft.name}
            autoComplete="organization"
            aria-invalid={shown('name') !== undefined}
            aria-describedby="apply-name-about"
            onChange={event => change('name', { name: event.target.value })}
          />
        </Part>
        <Part {...part('category')} required>
          <Select
            id="apply-category"
            aria-label={t('field.category')}
            className="wide"
            {...(draft.category ? { value: draft.category } : {})}
            options={CATEGORIES.map(value => ({ value, label: term('Category', value, language) }))}
            onChange={category => change('category', { category })}
          />
        </Part>
        <Part {...part('documentDigest')} required>
          <DigestInput
            id="apply-documentDigest"
            value={draft.documentDigest}
            onChange={digest =>
              change('documentDigest', { documentDigest: String(digest ?? '').toLowerCase() })
            }
            invalid={shown('documentDigest') !== undefined}
            described="apply-documentDigest-about"
            of="document"
            label={t('field.documentDigest')}
          />
        </Part>
        <h3>{t('attributes')}</h3>
        <p className="muted">{t('attributes.public')}</p>
        {ATTRIBUTES.map(name => (
          <Part key={name} {...part(name)}>
            <Input
              id={`apply-${name}`}
              value={draft.attributes[name] ?? ''}
              aria-invalid={shown(name) !== undefined}
              aria-describedby={`apply-${name}-about`}
              onChange={event => change(name, { attributes: withAttribute(draft, name, event.target.value) })}
            />
          </Part>
        ))}
        <Button type="primary" htmlType="submit">
          {t('send')}
        </Button>
      </Form>
    </section>
  );
}

const withAttribute = ({ attributes }: ApplicationDraft, name: Attribute, value: string) => ({
  ...attributes,
  [name]: value,
});

interface PartProps {
  readonly id: string;
  readonly name: string;
  readonly wrong: Wrong | undefined;
  readonly touched: boolean;
  readonly required?: boolean;
  readonly children: ReactNode;
}

/** A question with what is wrong with its answer, said as soon as it was touched. */
function Part({ id, name, wrong, touched, required = false, children }: PartProps) {
  const t = useTexts(texts);
  const help = `help.${name}`;
  return (
    <Form.Item
      label={t(`field.${name}` as TextKey)}
      htmlFor={id}
      required={required}
      {...(wrong ? { validateStatus: 'error' as const } : {})}
    >
      {children}
      <div id={`${id}-about`}>
        {wrong && (
          <span className="wrong" role="alert">
            {t(`wrong.${wrong}`)}{' '}
          </span>
        )}
        {!wrong && touched && required && <span className="muted">✓ {t('ok')} </span>}
        {help in texts.en && <span className="muted">{t(help as TextKey)}</span>}
      </div>
    </Form.Item>
  );
}
