import { useLocation, useNavigate, useSearchParams, type NavigateOptions } from 'react-router';

/**
 * The step stands in the address, so that the browser's Back leads to the one before.
 *
 * @param furthest nobody comes to a step before those ahead of it are filled in, by whatever address
 */
export function useStep(furthest: number): { step: number; goOn: () => void; goBack: () => void } {
  const [search, setSearch] = useSearchParams();
  const navigate = useNavigate();
  const { state } = useLocation();
  const asked = Number(search.get('step') ?? 1) - 1;
  const step = Number.isInteger(asked) ? Math.max(0, Math.min(asked, furthest)) : 0;
  const go = (to: number, options: NavigateOptions) =>
    setSearch(before => {
      const after = new URLSearchParams(before);
      if (to > 0) after.set('step', String(to + 1));
      else after.delete('step');
      return after;
    }, options);
  return {
    step,
    goOn: () => go(step + 1, { state: CAME_ON }),
    goBack: () => (isCameOn(state) ? void navigate(-1) : go(step - 1, { replace: true })),
  };
}

/** Marks a place in the browser's history that the one before it is the step before. */
const CAME_ON = { cameOn: true };
const isCameOn = (state: unknown): boolean => (state as typeof CAME_ON | null)?.cameOn === true;
