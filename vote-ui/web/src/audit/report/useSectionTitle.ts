import { useFormats } from '../../dashboards/useFormats';
import { useTexts } from '../../shell/i18n';
import { texts, type TextKey } from '../texts';
import type { Report } from './types';

/** A section's heading, on the page, on paper and in files: it says where the section is of the present and not of the period. */
export function useSectionTitle({ asOf }: Pick<Report, 'asOf'>): (section: string) => string {
  const t = useTexts(texts);
  const f = useFormats();
  return section => {
    const title = t(`section.${section}` as TextKey);
    return asOf.sections.includes(section) ? t('section.asOf', { title, block: f.count(asOf.block) }) : title;
  };
}
