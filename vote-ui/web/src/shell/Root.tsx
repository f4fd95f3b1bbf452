import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from 'react-router';
import { EventsProvider } from '../api/events';
import { queries } from '../api/queries';
import { IdentityProvider } from '../identity/IdentityProvider';
import { router } from './routes';
import { SettingsProvider } from './settings';

/** Everything around the pages, from the outside in. */
export function Root() {
  return (
    <SettingsProvider>
      <QueryClientProvider client={queries}>
        <EventsProvider>
          <IdentityProvider>
            <RouterProvider router={router} />
          </IdentityProvider>
        </EventsProvider>
      </QueryClientProvider>
    </SettingsProvider>
  );
}
