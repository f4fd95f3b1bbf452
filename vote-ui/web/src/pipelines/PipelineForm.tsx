import { Alert, Button, Form, Input, Steps } from 'antd';
import { useState } from 'react';
import { Link, useLocation } from 'react-router';
import { call } from '../chain/send';
import { useSigning } from '../chain/SigningProvider';
import { useChain } from '../chain/useRpc';
import { ChainProblem } from '../chain/ChainProblem';
import { Leaving } from '../parts/Leaving';
import { Problem } from '../parts/Problem';
import { useBlockTime } from '../parts/Time';
import { useTexts } from '../shell/i18n';
import { isCode } from '../registers/actions/fields';
import type { Actor } from '../registers/actions/rules';
import { useLabels } from '../registers/useRecords';
import { idOf, sideArguments, termsArguments, ZERO_WORD, type PipelineTerms } from './constraint';
import { Explanation } from './Explanation';
import { readEnd, type KnownPipeline } from './read';
import {
  completeSide,
  leastClass,
  raisedTo,
  sideProblems,
  termsProblems,
  type Choices,
  type SideDraft,
} from './side';
import { SideForm } from './SideForm';
import { TermsForm } from './TermsForm';
import { texts } from './texts';
import { useChoices } from './useChoices';
import { useStep } from './useStep';

/** Everything that is asked for. */
export interface Draft {
  readonly code: string;
  readonly source: SideDraft;
  readonly target: SideDraft;
  readonly terms: PipelineTerms;
}

interface Props {
  readonly actor: Actor;
  readonly amended: KnownPipeline | undefined;
  readonly initial: Draft;
}

const LAST = 3;

/** Four steps: the own side, the other one, limits, and a last look at what it will allow in words. */
export function PipelineForm({ actor, amended, initial }: Props) {
  const t = useTexts(texts);
  const now = useBlockTime() ?? 0;
  const { transact } = useSigning();
  const [draft, setDraft] = useState(initial);
  const [begun, setBegun] = useState(false);
  const [tried, setTried] = useState(false);
  const [sent, setSent] = useState<string>();
  const { choices, awaited } = useChoices(draft.source, draft.target);
  const labelOf = useLabels('institutions');
  const { pathname, search } = useLocation();
  const amend = amendedIn(search);
  const change = (part: Partial<Draft>) => {
    setBegun(true);
    setDraft(before => ({ ...before, ...part }));
  };

  const ownIsSource = amended === undefined || amended.version.source.institution === actor.institution;
  const own = ownIsSource ? 'source' : 'target';
  const other = ownIsSource ? 'target' : 'source';
  const codeWrong = amended === undefined && !isCode(draft.code);
  const problems = [
    [...sideProblems(choices, draft[own], own === 'source'), ...(codeWrong ? ['code'] : [])],
    sideProblems(choices, draft[other], other === 'source'),
    termsProblems(draft.terms, now, choices, draft.source, draft.target),
    [],
  ];
  const least = leastClass(choices, draft.source.businessContract, draft.target.businessContract);
  const ready = problems.every(each => each.length === 0);
  const wrong = problems.findIndex(each => each.length > 0);
  const { step, goOn, goBack } = useStep(wrong < 0 ? LAST : wrong);
  const forward = () => {
    setTried(true);
    if ((problems[step] ?? []).length > 0) return;
    setTried(false);
    if (step === 1) change({ terms: raisedTo(least, draft.terms) });
    goOn();
  };

  const send = async () => {
    const source = completeSide(choices, draft.source);
    const target = completeSide(choices, draft.target);
    if (!source || !target) return;
    const agreed = [sideArguments(source), sideArguments(target), termsArguments(draft.terms)];
    const receipt = await transact(
      amended
        ? call('Pipelines', 'amend', [amended.version.id, ...agreed])
        : call('Pipelines', 'request', [draft.code.trim(), ...agreed]),
    );
    if (receipt) setSent(amended?.version.id ?? idOf(`${actor.code ?? ''}/${draft.code.trim()}`));
  };

  const sideForm = (name: 'source' | 'target') => (
    <SideForm
      name={name}
      choices={choices}
      except={name === own ? undefined : actor.institution}
      draft={draft[name]}
      onChange={side => change({ [name]: side })}
      problems={tried ? sideProblems(choices, draft[name], name === 'source') : []}
      fixed={name === own || amended !== undefined}
    />
  );

  if (sent !== undefined) {
    const name = labelOf(draft[other].institution ?? '') ?? '';
    return (
      <Alert
        type="success"
        showIcon
        title={t('requested', { institution: name })}
        action={<Link to={`/pipelines/${sent}`}>{t('toPipeline')}</Link>}
      />
    );
  }
  return (
    <div className="stack">
      <Leaving unsaved={begun} keeps={to => to.pathname === pathname && amendedIn(to.search) === amend} />
      <Steps
        size="small"
        current={step}
        items={[t('step.own'), t('step.other'), t('step.terms'), t('step.review')].map(title => ({ title }))}
      />
      <Problem error={awaited.error} retry={() => void awaited.refetch()} />
      <section className="panel" aria-busy={awaited.isPending}>
        {step === 0 && amended === undefined && (
          <Form layout="vertical" component="div">
            <Form.Item
              label={t('field.code')}
              htmlFor="pipeline-code"
              required
              extra={t('field.codeHelp')}
              {...((tried || draft.code !== '') && codeWrong
                ? { validateStatus: 'error' as const, help: t('problem.code') }
                : {})}
            >
              <Input
                id="pipeline-code"
                value={draft.code}
                autoComplete="off"
                onChange={event => change({ code: event.target.value })}
              />
            </Form.Item>
          </Form>
        )}
        {step === 0 && sideForm(own)}
        {step === 1 && sideForm(other)}
        {step === 2 && (
          <TermsForm
            terms={draft.terms}
            onChange={terms => change({ terms })}
            problems={tried ? termsProblems(draft.terms, now, choices, draft.source, draft.target) : []}
            least={least}
          />
        )}
        {step === LAST && <Review draft={draft} choices={choices} />}
      </section>
      <div className="buttons">
        {step > 0 && <Button onClick={goBack}>{t('back')}</Button>}
        {step < LAST && (
          <Button type="primary" onClick={forward}>
            {t('next')}
          </Button>
        )}
        {step === LAST && (
          <Button type="primary" disabled={!ready} onClick={() => void send()}>
            {t('send')}
          </Button>
        )}
      </div>
    </div>
  );
}

const amendedIn = (search: string) => new URLSearchParams(search).get('amend');

/** What the draft will allow, in the words that the other side will read, from what the chain has now. */
function Review({ draft, choices }: { draft: Draft; choices: Choices }) {
  const source = completeSide(choices, draft.source);
  const target = completeSide(choices, draft.target);
  const ends = useChain(
    ['ends', JSON.stringify([source, target])],
    async rpc => (source && target ? Promise.all([readEnd(rpc, source), readEnd(rpc, target)]) : null),
    { enabled: source !== undefined && target !== undefined },
  );
  if (ends.error) return <ChainProblem error={ends.error} retry={() => void ends.refetch()} />;
  if (!ends.data || !source || !target) return null;
  const version = {
    id: ZERO_WORD,
    number: 0,
    source,
    target,
    status: 'REQUESTED',
    validFrom: 0,
    terms: draft.terms,
    constraintHash: ZERO_WORD,
    sourceTrust: ZERO_WORD,
    targetTrust: ZERO_WORD,
  };
  return <Explanation known={{ version, source: ends.data[0], target: ends.data[1] }} heading="allows" />;
}
