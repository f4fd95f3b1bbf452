import { useCallback, useEffect, useRef, useState, type ComponentType } from 'react';
import { useTexts } from './i18n';
import { texts } from './texts';

/** Loads the code of a page, or of a part of one. */
export type Code<P extends object = object> = () => Promise<{ default: ComponentType<P> }>;
/** Stands where the code will be, and may ask for it at once. */
type Instead = ComponentType<{ retry: () => void }>;

/** Code did not come from a server that answers: most likely it has another version of the page now. */
export class NotLoaded extends Error {
  override readonly name = 'NotLoaded';
}

const AGAIN_MS = 3_000;
const PATIENCE_MS = 5_000;
/** What a proxy says of a server that does not answer it. */
const ABSENT = [502, 503, 504];

async function serverAnswers(): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const { status } = await fetch('/', { method: 'HEAD', cache: 'no-store', signal });
    return !ABSENT.includes(status);
  } catch {
    return false;
  }
}

/**
 * The page or part, once its code is there. The code is asked for only from a server that answers: browsers keep a failure to load
 * code as long as the document, and only a reload, which forgets the key, would help then.
 *
 * @param instead what says that it is awaited; a page has its whole place for that
 */
export async function arriving<P extends object>(
  load: Code<P>,
  instead: Instead = Waiting,
): Promise<ComponentType<P>> {
  return (await serverAnswers()) ? loaded(load) : late(load, instead);
}

async function loaded<P extends object>(load: Code<P>): Promise<ComponentType<P>> {
  try {
    return (await load()).default;
  } catch (cause) {
    throw new NotLoaded(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

/** Says what is awaited, and becomes what was asked for as soon as the server answers. */
function late<P extends object>(load: Code<P>, Instead: Instead): ComponentType<P> {
  let there: ComponentType<P> | undefined;
  return function Late(props: P) {
    const [Arrived, setArrived] = useState(() => there);
    const [failure, setFailure] = useState<unknown>();
    const asking = useRef(false);
    const attempt = useCallback(async () => {
      if (asking.current) return;
      asking.current = true;
      try {
        if (await serverAnswers()) {
          there = await loaded(load);
          setArrived(() => there);
        }
      } catch (problem) {
        setFailure(problem);
      } finally {
        asking.current = false;
      }
    }, []);
    const awaited = Arrived === undefined && failure === undefined;
    useEffect(() => {
      if (!awaited) return undefined;
      const timer = setInterval(() => void attempt(), AGAIN_MS);
      return () => clearInterval(timer);
    }, [awaited, attempt]);
    if (failure !== undefined) throw failure;
    return Arrived ? <Arrived {...props} /> : <Instead retry={() => void attempt()} />;
  };
}

function Waiting({ retry }: { retry: () => void }) {
  const t = useTexts(texts);
  return (
    <section role="alert" className="failed" data-testid="late">
      <h1>{t('late')}</h1>
      <p>{t('late.text')}</p>
      <button type="button" onClick={retry}>
        {t('late.retry')}
      </button>
    </section>
  );
}
