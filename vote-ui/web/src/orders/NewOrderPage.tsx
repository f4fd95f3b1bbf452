import { Alert, Button, Card, Input } from 'antd';
import { useId, useState } from 'react';
import { Navigate, useNavigate, useParams, useSearchParams } from 'react-router';
import { ChainProblem } from '../chain/ChainProblem';
import { proposalOf, workOrderId } from '../chain/proposal';
import { read } from '../chain/reads';
import { call } from '../chain/send';
import { useSigning } from '../chain/SigningProvider';
import { useChain } from '../chain/useRpc';
import { describe, type Call } from '../chain/words/describe';
import { Names } from '../chain/words/names';
import { ENUMS } from '../generated/contracts';
import { ChooseAccount } from '../identity/ChooseAccount';
import { useIdentity } from '../identity/IdentityProvider';
import { LockedNote } from '../identity/LockedNote';
import { useMember } from '../identity/useMember';
import { announce } from '../parts/announce';
import { Leaving } from '../parts/Leaving';
import { PageHeader } from '../parts/PageHeader';
import { useWord } from '../parts/Status';
import { useTexts } from '../shell/i18n';
import { ChangeForm } from './ChangeForm';
import { ComparedChanges } from './Changes';
import { FIRST_KIND, givenIn, kindOf } from './kinds';
import { texts } from './texts';
import { useTrial } from './Trial';
import { useDrafts } from './useDrafts';

const MOST_CALLS = 32;
const LONGEST_DESCRIPTION = 4096;

/** Opens a work order: one or more changes through forms, a preview of what they will do, then the proposal. */
export default function NewOrderPage() {
  const t = useTexts(texts);
  const navigate = useNavigate();
  const { kind: key } = useParams();
  const [search] = useSearchParams();
  const named = kindOf(key);
  const kind = named ?? FIRST_KIND;
  const [calls, setCalls] = useState<Call[]>([]);
  const drafts = useDrafts(kind, named ? givenIn(named, search) : {});
  const full = calls.length >= MOST_CALLS;
  return (
    <>
      <PageHeader title={t('new.title')} text={t('new.text')} />
      <div className="columns">
        <Card>
          <ChangeForm
            kind={kind}
            typed={drafts.typed}
            onType={drafts.type}
            onKind={next => void navigate(`/orders/new/${next}`, { replace: true })}
            onAdd={added => {
              if (!full) {
                setCalls(before => [...before, added]);
                drafts.clear();
              }
              announce(full ? t('new.many') : t('new.preview'));
            }}
          />
          {full && <p>{t('new.many')}</p>}
        </Card>
        <Card title={t('new.preview')} data-testid="preview">
          <Preview
            calls={calls}
            onRemove={at => setCalls(before => before.filter((_, each) => each !== at))}
          />
          <Propose calls={calls} begun={drafts.begun} />
        </Card>
      </div>
    </>
  );
}

function Preview({ calls, onRemove }: { calls: Call[]; onRemove: (at: number) => void }) {
  const t = useTexts(texts);
  const word = useWord();
  const { data, error } = useChain(['preview', calls], async rpc => {
    const names = new Names(rpc);
    const changes = await Promise.all(calls.map(each => describe(each, names)));
    const policies = await Promise.all(
      calls.map(({ to, data }) => read<bigint>(rpc, 'WorkOrders', 'policyOf', [to, data.slice(0, 10)])),
    );
    return { changes, policies: policies.map(Number) };
  });
  if (calls.length === 0) return <p className="muted">{t('new.none')}</p>;
  const forbidden = data?.policies.includes(0);
  const strictest = ENUMS['IWorkOrders.Policy']?.[Math.max(...(data?.policies ?? [0]))] ?? 'NONE';
  return (
    <>
      <ChainProblem error={error} />
      {data && (
        <ComparedChanges
          changes={data.changes}
          onRemove={at => (
            <Button type="link" danger size="small" onClick={() => onRemove(at)}>
              {t('new.remove')}
            </Button>
          )}
        />
      )}
      {data && forbidden && <Alert type="error" showIcon title={t('new.noRule')} />}
      {data && !forbidden && <p data-testid="majority">{t('new.rule', { policy: word(strictest) })}</p>}
    </>
  );
}

function Propose({ calls, begun }: { calls: Call[]; begun: boolean }) {
  const t = useTexts(texts);
  const { account } = useIdentity();
  const { data: member } = useMember();
  const { transact } = useSigning();
  const trial = useTrial(calls[0]);
  const [text, setText] = useState('');
  const [link, setLink] = useState('');
  const [proposed, setProposed] = useState<string>();
  const ids = [useId(), useId()];
  const description = link ? `${text.trim()}\n\nDiscussion: ${link}` : text.trim();
  const bytes = new TextEncoder().encode(description).length;
  const linkWrong = link !== '' && !(/^https:\/\/\S+$/.test(link) && URL.canParse(link));
  const governor = member?.active && member.role === 'GOVERNOR';
  const good =
    calls.length > 0 && text.trim() !== '' && bytes <= LONGEST_DESCRIPTION && !linkWrong && governor;

  const propose = async () => {
    const proposal = proposalOf(calls, description);
    const { targets, values, calldatas } = proposal;
    const receipt = await transact(call('WorkOrders', 'propose', [targets, values, calldatas, description]));
    if (!receipt) return;
    announce(t('new.done'));
    setProposed(workOrderId(proposal));
  };

  if (proposed !== undefined) return <Navigate to={`/orders/${proposed}`} />;
  return (
    <div className="stack above">
      <Leaving
        unsaved={begun || calls.length > 0 || description !== ''}
        keeps={to => /^\/orders\/new(\/|$)/.test(to.pathname)}
      />
      <div>
        <label htmlFor={ids[0]}>{t('new.description')}</label>
        <Input.TextArea
          id={ids[0]}
          data-testid="description"
          rows={4}
          value={text}
          onChange={event => setText(event.target.value)}
        />
        <div className="muted">{t('new.description.text')}</div>
        {bytes > LONGEST_DESCRIPTION && (
          <div className="hint" role="alert">
            {t('new.description.long', { bytes })}
          </div>
        )}
        {calls.length > 0 && text.trim() === '' && <div className="hint">{t('new.description.missing')}</div>}
      </div>
      <div>
        <label htmlFor={ids[1]}>{t('new.discussion')}</label>
        <Input
          id={ids[1]}
          type="url"
          value={link}
          onChange={event => setLink(event.target.value.trim())}
          aria-invalid={linkWrong}
        />
        {linkWrong && (
          <div className="hint" role="alert">
            {t('new.discussion.wrong')}
          </div>
        )}
      </div>
      {!governor && <p>{t('new.notGovernor')}</p>}
      <LockedNote />
      {/* Chosen in place: another page would lose what was composed here. */}
      {account === undefined && <ChooseAccount />}
      {begun && calls.length > 0 && (
        <Alert type="warning" showIcon data-testid="not-added" title={t('new.notAdded')} />
      )}
      {trial.view}
      <Button
        type="primary"
        data-testid="propose"
        disabled={!good || !trial.ready}
        onClick={() => void propose()}
      >
        {t('new.propose')}
      </Button>
    </div>
  );
}
