import { Alert, Skeleton } from 'antd';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { ChainProblem } from '../chain/ChainProblem';
import { useChain } from '../chain/useRpc';
import { ChooseAccount } from '../identity/ChooseAccount';
import { LockedNote } from '../identity/LockedNote';
import { PageHeader } from '../parts/PageHeader';
import { useBlockTime } from '../parts/Time';
import { useTexts } from '../shell/i18n';
import type { Actor } from '../registers/actions/rules';
import { useActor } from '../registers/useActor';
import { PipelineForm, type Draft } from './PipelineForm';
import { readPipeline, type KnownPipeline } from './read';
import type { SideDraft } from './side';
import { texts } from './texts';
import '../registers/registers.css';
import './pipelines.css';

const YEAR = 365 * 86_400;

/** Requests a pipeline or proposes another version of one, step by step. */
export default function NewPipelinePage() {
  const t = useTexts(texts);
  const [search] = useSearchParams();
  const amend = search.get('amend') ?? undefined;
  const { actor, isPending, error } = useActor();
  const present = useChain(['pipeline', amend], async rpc => (await readPipeline(rpc, amend ?? '')) ?? null, {
    enabled: amend !== undefined,
  });
  const now = useBlockTime();
  const loading = (amend !== undefined && present.isPending) || now === undefined;
  const operator = actor?.role === 'OPERATOR';
  // The form outlives a key that is locked meanwhile: what was filled in is not lost with it.
  const [last, setLast] = useState<Actor>();
  if (operator && actor !== last) setLast(actor);
  const by = operator ? actor : actor === undefined ? last : undefined;
  const path = present.data ? pathOf(present.data) : '';
  return (
    <>
      <PageHeader
        title={amend ? t('form.amend', { path }) : t('form.new')}
        text={t(amend ? 'form.aboutAmend' : 'form.about')}
      />
      <ChainProblem error={present.error} retry={() => void present.refetch()} />
      <ChainProblem error={error} />
      {!operator && !isPending && !error && (
        <>
          <Alert type="info" showIcon title={t('needOperator')} />
          <LockedNote />
          {actor === undefined && <ChooseAccount />}
        </>
      )}
      {by && loading && <Skeleton active />}
      {by && !loading && (
        <PipelineForm
          key={`${amend ?? 'new'} ${by.institution ?? ''}`}
          actor={by}
          amended={present.data ?? undefined}
          initial={present.data ? draftOf(present.data) : emptyDraft(by.institution, now)}
        />
      )}
    </>
  );
}

const pathOf = ({ source, version }: KnownPipeline): string =>
  `${source.institution.code} #${version.number}`;

function emptyDraft(institution: string | undefined, now: number): Draft {
  return {
    code: '',
    source: { institution, functions: [] },
    target: { functions: [] },
    terms: { validUntil: now + YEAR, dataClass: 'GENERAL', callsPerWindow: 0, windowSeconds: 0 },
  };
}

function draftOf({ version }: KnownPipeline): Draft {
  const side = (end: KnownPipeline['version']['source']): SideDraft => ({
    institution: end.institution,
    subchain: end.subchain,
    application: end.application ?? undefined,
    businessContract: end.businessContract,
    functions: end.functions,
  });
  return { code: '', source: side(version.source), target: side(version.target), terms: version.terms };
}
