import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import { useState, type ReactNode } from 'react';
import { createMemoryRouter, RouterProvider, type RouteObject } from 'react-router';
import { SigningProvider } from '../chain/SigningProvider';
import { IdentityProvider } from '../identity/IdentityProvider';
import { SettingsProvider } from './settings';

/** What pages find around them, but for the router: for tests, as `wrapper`. What fails to be read is not read again. */
export function Around({ children }: { children: ReactNode }) {
  const [client] = useState(() => new QueryClient({ defaultOptions: { queries: { retry: false } } }));
  return (
    <SettingsProvider>
      <QueryClientProvider client={client}>
        <IdentityProvider>
          <SigningProvider>{children}</SigningProvider>
        </IdentityProvider>
      </QueryClientProvider>
    </SettingsProvider>
  );
}

/** Shows these pages to somebody who has come by these addresses; the router tells where she is, and leads elsewhere. */
export function renderRoutes(routes: RouteObject[], initialEntries: string[] = ['/']) {
  const router = createMemoryRouter(routes, { initialEntries });
  render(<RouterProvider router={router} />, { wrapper: Around });
  return router;
}
