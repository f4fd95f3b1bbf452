import { useWord } from '../../parts/Status';
import { useTexts } from '../../shell/i18n';
import { texts } from './texts';

/** The majority in words; that no work order may call it at all is told as such. */
export function usePolicy(): (policy: string) => string {
  const t = useTexts(texts);
  const word = useWord('Policy');
  return policy => (policy === 'NONE' ? t('never') : word(policy));
}
