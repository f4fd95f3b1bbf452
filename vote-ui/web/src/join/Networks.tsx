import { useNetwork } from '../api/hooks';
import { useTexts } from '../shell/i18n';
import { texts as shellTexts } from '../shell/texts';
import { texts } from './texts';
import './join.css';

/** Test and production beside each other, each with its mark, so that nobody applies in the wrong one. */
export function Networks({
  path,
  title = 'networks',
}: {
  path: string;
  title?: 'networks' | 'networks.setup';
}) {
  const t = useTexts(texts);
  const shell = useTexts(shellTexts);
  const { data: network } = useNetwork();
  if (!network) return null;
  const here = ({ name, environment }: { name: string; environment: string }) =>
    name === network.name && environment === network.environment;
  const others = network.networks.filter(each => !here(each));
  return (
    <section className="panel" aria-labelledby="networks">
      <h2 id="networks">{t(title)}</h2>
      <p className="muted">{t('networks.text')}</p>
      <ul className="networks">
        <li aria-current="true">
          <strong className={`mark ${network.environment}`}>
            {shell(`environment.${network.environment}`)}
          </strong>
          <span>
            {network.name} · {t('networks.here')}
          </span>
          <span className="muted">{shell(`says.${network.environment}`)}</span>
        </li>
        {others.map(each => (
          <li key={each.url}>
            <strong className={`mark ${each.environment}`}>{shell(`environment.${each.environment}`)}</strong>
            {each.sharesTheChainId ? (
              <span role="alert">{shell('networks.sharesTheChainId', { name: each.name })}</span>
            ) : (
              <a href={new URL(path, each.url).toString()}>{each.name}</a>
            )}
            <span className="muted">{shell(`says.${each.environment}`)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
