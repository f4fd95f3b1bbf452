import { Button, Modal } from 'antd';
import { useEffect } from 'react';
import { useBlocker, type Location } from 'react-router';
import { useTexts } from '../shell/i18n';
import { texts } from './texts';

interface Props {
  /** Something was composed here that is sent nowhere yet. */
  readonly unsaved: boolean;
  /** Whether what was composed is still there at this place; otherwise only at the same path. */
  readonly keeps?: (to: Location) => boolean;
}

/** Asks before what was composed is lost: to a link, to Back, and to whatever closes or reloads the page. One to a page. */
export function Leaving({ unsaved, keeps }: Props) {
  const t = useTexts(texts);
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      unsaved && !(keeps?.(nextLocation) ?? nextLocation.pathname === currentLocation.pathname),
  );
  useEffect(() => {
    if (!unsaved) return undefined;
    // The browser asks in its own words.
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [unsaved]);
  const stay = () => blocker.reset?.();
  return (
    <Modal
      open={blocker.state === 'blocked'}
      title={t('leaving')}
      onCancel={stay}
      footer={[
        <Button key="leave" danger onClick={() => blocker.proceed?.()}>
          {t('leaving.leave')}
        </Button>,
        <Button key="stay" type="primary" onClick={stay}>
          {t('leaving.stay')}
        </Button>,
      ]}
    >
      <p data-testid="leaving">{t('leaving.text')}</p>
    </Modal>
  );
}
