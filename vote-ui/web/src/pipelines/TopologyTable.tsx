import { inBrackets } from '../parts/punctuation';
import { useLanguage, useTexts } from '../shell/i18n';
import { RecordLink } from '../registers/RecordLink';
import { TermTag } from '../registers/StatusTag';
import { NotActive } from './NotActive';
import type { Member, Picture } from './picture';
import { texts } from './texts';

/** What the picture shows, to be read. */
export function TopologyTable({ picture }: { picture: Picture }) {
  const t = useTexts(texts);
  const [language] = useLanguage();
  const codes = new Map(picture.members.map(each => [each.id, each.code]));
  const subchains = new Map(picture.members.flatMap(each => each.subchains).map(each => [each.id, each]));
  return (
    <section className="panel" aria-labelledby="topology-table">
      <h2 id="topology-table">{t('topology.table')}</h2>
      <div className="scrolling" role="region" aria-label={t('topology.table')} tabIndex={0}>
        <table className="traffic">
          <thead>
            <tr>
              {(['one', 'status', 'source', 'target'] as const).map(key => (
                <th key={key} scope="col">
                  {t(key)}
                </th>
              ))}
              {(['opened', 'settled', 'failed', 'unfinished'] as const).map(key => (
                <th key={key} scope="col">
                  {t(`traffic.${key}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {picture.connections.map(each => (
              <tr key={each.id}>
                <td>
                  <RecordLink kind="pipelines" id={each.id} label={each.path} />
                </td>
                <td>
                  <TermTag set="PipelineStatus" value={each.status} language={language} />
                </td>
                <td>
                  <RecordLink
                    kind="institutions"
                    id={each.source}
                    label={codes.get(each.source) ?? each.source}
                  />{' '}
                  <Subchain subchain={subchains.get(each.sourceSubchain)} />
                </td>
                <td>
                  <RecordLink
                    kind="institutions"
                    id={each.target}
                    label={codes.get(each.target) ?? each.target}
                  />{' '}
                  <Subchain subchain={subchains.get(each.targetSubchain)} />
                </td>
                <td>{each.traffic.opened24h}</td>
                <td>{each.traffic.settled24h}</td>
                <td>{each.traffic.failed24h}</td>
                <td>{each.traffic.unfinished}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <h3>{t('topology.members')}</h3>
      <ul className="plain">
        {picture.members.map(member => (
          <li key={member.id}>
            <RecordLink
              kind="institutions"
              id={member.id}
              label={member.code + inBrackets(member.name, language)}
            />{' '}
            <TermTag set="InstitutionStatus" value={member.status} language={language} />
            {member.subchains.map(subchain => (
              <span key={subchain.id}>
                {' '}
                <Subchain subchain={subchain} />
              </span>
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** A subchain by name, with its state where it cannot be used as usual. */
function Subchain({ subchain }: { subchain: Member['subchains'][number] | undefined }) {
  if (!subchain) return null;
  return (
    <>
      <RecordLink kind="subchains" id={subchain.id} label={subchain.label} />
      <NotActive set="ItemStatus" value={subchain.status} />
    </>
  );
}
