import { PageHeader } from '../parts/PageHeader';
import { useTexts } from './i18n';
import { texts } from './texts';

export default function NotFoundPage() {
  const t = useTexts(texts);
  return (
    <>
      <PageHeader title={t('notFound')} />
      <p>{t('notFound.text')}</p>
    </>
  );
}
