import type { ReactNode } from 'react';
import { useTexts } from '../shell/i18n';
import { texts } from './texts';

/** Says that there is nothing, and what could be done about it. */
export function Empty({ children }: { children?: ReactNode }) {
  const t = useTexts(texts);
  return <div className="empty">{children ?? t('empty')}</div>;
}
