import { Alert } from 'antd';
import { useNetwork } from '../api/hooks';
import { Hash } from '../parts/Hash';
import { ListPage } from '../parts/ListPage';
import { Time } from '../parts/Time';
import { useTexts } from '../shell/i18n';
import { RecordLink } from '../registers/RecordLink';
import { isOpen, type EscalationLine, type Escalations } from './own';
import { OwnSilent } from './OwnSilent';
import { texts } from './texts';

/** The to-do list: every transaction that people must decide about, with what is open to this institution. */
export default function EscalationsPage() {
  const t = useTexts(texts);
  const { data: network } = useNetwork();
  const todo = (line: EscalationLine) => {
    if (line.ownUnasked) return t('todo.unasked');
    const open = (['retry', 'agree'] as const).filter(action => isOpen(line.own, action));
    return open.length === 0 ? t('todo.none') : open.map(action => t(`todo.${action}`)).join(' · ');
  };
  return (
    <ListPage<EscalationLine>
      title={t('title')}
      text={
        <>
          {t('about')}
          {network && !network.proxy && <Alert className="above" type="info" showIcon title={t('noProxy')} />}
        </>
      }
      path="/v1/escalations"
      told={(answer: Escalations) => answer.ownProblem && <OwnSilent problem={answer.ownProblem} />}
      rowKey={line => line.id}
      empty={t('empty')}
      columns={[
        {
          key: 'id',
          title: t('id'),
          render: line => <Hash value={line.id} to={`/escalations/${line.id}`} />,
        },
        {
          key: 'initiator',
          title: t('initiator'),
          render: line => (
            <RecordLink
              kind="institutions"
              id={line.initiator}
              {...(line.initiatorCode ? { label: line.initiatorCode } : {})}
            />
          ),
        },
        { key: 'openedAt', title: t('openedAt'), render: line => <Time seconds={line.openedAt} both /> },
        { key: 'deadline', title: t('deadline'), render: line => <Time seconds={line.deadline} /> },
        { key: 'steps', title: t('steps'), render: line => line.steps },
        { key: 'todo', title: t('todo'), render: todo },
      ]}
    />
  );
}
