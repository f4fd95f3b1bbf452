import { Button } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { Empty } from '../parts/Empty';
import { ListPage, type Column } from '../parts/ListPage';
import { PageHeader } from '../parts/PageHeader';
import { Time } from '../parts/Time';
import { useLanguage, useTexts } from '../shell/i18n';
import { ActionDialog } from './ActionDialog';
import type { Registration } from './actions/action';
import { registrationsOf } from './actions/catalogue';
import { mayRegister } from './actions/rules';
import { isKind, registered, type RecordKind, type RegisterRecord } from './kinds';
import { RecordLink } from './RecordLink';
import { StatusTag } from './StatusTag';
import { TERMS, term } from './terms';
import { actionTexts, type ActionTextKey } from './texts.actions';
import { texts } from './texts';
import { useActor } from './useActor';
import { Value } from './Value';
import { kindOfField, STATUS_TERMS } from './values';

/** What a list shows of each record, besides its name, status and times. */
const COLUMNS: Record<RecordKind, readonly string[]> = {
  institutions: ['name', 'category', 'did'],
  'membership-applications': ['name', 'category', 'applicant', 'documentDigest'],
  accounts: ['institution', 'role'],
  nodes: ['institution', 'chainKind', 'endpoint'],
  services: ['institution', 'chainKind', 'endpoint', 'pairedWith'],
  subchains: ['institution', 'chainKind', 'chainId', 'service'],
  applications: ['institution', 'subchain', 'key'],
  'business-contracts': ['institution', 'subchain', 'contractAddress'],
  pipelines: ['number', 'constraintHash'],
  alliances: ['name', 'scenario', 'lead'],
  'data-sets': ['institution', 'sensitivity', 'version'],
  'governance-contracts': ['location', 'implementation', 'version'],
};

/** A register: its records with filters, and what registers a new one. */
export default function RegisterPage() {
  const t = useTexts(texts);
  const { kind } = useParams();
  if (!isKind(kind)) {
    return (
      <>
        <PageHeader title={t('unknownKind')} />
        <Empty>{t('unknownKind')}</Empty>
      </>
    );
  }
  return <Register key={kind} kind={kind} />;
}

export function Register({ kind }: { kind: RecordKind }) {
  const t = useTexts(texts);
  const [language] = useLanguage();
  const columns = useColumns(kind);
  const statuses = Object.keys(TERMS[STATUS_TERMS[kind]]).filter(status => status !== 'NONE');
  return (
    <ListPage<RegisterRecord>
      title={t(`kind.${kind}`)}
      text={t(`about.${kind}`)}
      actions={<NewRecord kind={kind} />}
      path={`/v1/records/${kind}`}
      filters={[
        { name: 'q', label: t('search') },
        {
          name: 'status',
          label: t('status'),
          options: statuses.map(value => ({ value, label: term(STATUS_TERMS[kind], value, language) })),
        },
        ...(kind === 'institutions'
          ? []
          : [{ name: 'institution', label: t('institution'), of: 'institutions' as const }]),
      ]}
      columns={columns}
      rowKey={record => record.id}
      empty={t('empty')}
      none={
        <>
          {t('noneYet')} {t(`about.${kind}`)}
        </>
      }
    />
  );
}

function useColumns(kind: RecordKind): Column<RegisterRecord>[] {
  const t = useTexts(texts);
  const [language] = useLanguage();
  return [
    {
      key: 'label',
      title: t(`one.${kind}` as 'one.institutions'),
      render: record => (
        <div className="held">
          <RecordLink kind={kind} id={record.id} label={record.label} />
        </div>
      ),
    },
    {
      key: 'status',
      title: t('status'),
      render: record => <StatusTag kind={kind} status={record.status} language={language} />,
    },
    ...COLUMNS[kind].map(name => ({
      key: name,
      title: t(name === 'name' ? 'name' : (`f.${name}` as 'f.path')),
      render: (record: RegisterRecord) => (
        <div className="held">
          <Value kind={kindOfField(kind, name)} value={registered(kind, record)[name]} />
        </div>
      ),
    })),
    {
      key: 'changed',
      title: t('changed'),
      render: record => <Time seconds={record.changed ?? record.since} />,
    },
  ];
}

/** Buttons that register something new; those who may not are told who may. */
function NewRecord({ kind }: { kind: RecordKind }) {
  const t = useTexts(actionTexts);
  const own = useTexts(texts);
  const { actor } = useActor();
  const [open, setOpen] = useState<Registration>();
  if (kind === 'pipelines') return <Link to="/pipelines/new">{own('newPipeline')}</Link>;
  if (kind === 'institutions' || kind === 'membership-applications') {
    return <Link to="/join">{own('apply')}</Link>;
  }
  return (
    <>
      {registrationsOf(kind).map(registration => {
        const may = mayRegister(actor, registration);
        const name = t(`action.${registration.name}` as ActionTextKey);
        return (
          <span key={registration.name}>
            <Button type="primary" disabled={!may.may} onClick={() => setOpen(registration)}>
              {name}
            </Button>
            {!may.may && (
              <span className="muted">
                {' '}
                {own(`why.${may.why}`, { audience: own(`audience.${registration.audience}`) })}
              </span>
            )}
          </span>
        );
      })}
      {open && <ActionDialog action={open} onClose={() => setOpen(undefined)} />}
    </>
  );
}
