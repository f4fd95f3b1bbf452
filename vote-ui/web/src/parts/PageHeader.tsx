import { useEffect, type ReactNode } from 'react';
import { useNetwork } from '../api/hooks';
import { useTexts } from '../shell/i18n';
import { texts } from '../shell/texts';
import { announce } from './announce';

/** A page's heading; also its title in the browser, which names the network, and what listeners hear on arrival. */
export function PageHeader({
  title,
  text,
  actions,
}: {
  title: string;
  text?: ReactNode;
  actions?: ReactNode;
}) {
  const t = useTexts(texts);
  const { data: network } = useNetwork();
  const mark = network ? `[${t(`environment.${network.environment}`)}] ` : '';
  useEffect(() => {
    document.title = `${mark}${title} · Govchain`;
  }, [mark, title]);
  useEffect(() => announce(title), [title]);
  return (
    <div className="page-header">
      <h1>{title}</h1>
      {actions && <div className="actions">{actions}</div>}
      {text && <p>{text}</p>}
    </div>
  );
}
