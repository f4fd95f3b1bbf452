import { Alert } from 'antd';
import { useTexts } from '../shell/i18n';
import { useIdentity } from './IdentityProvider';
import { texts } from './texts';

/** Why nobody signs any more, wherever somebody is about to. */
export function LockedNote() {
  const t = useTexts(texts);
  const { lockedByItself } = useIdentity();
  if (!lockedByItself) return null;
  return <Alert type="info" showIcon title={t('locked')} description={t('locked.itself')} />;
}
