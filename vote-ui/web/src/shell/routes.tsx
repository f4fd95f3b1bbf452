import { createBrowserRouter, type RouteObject } from 'react-router';
import { arriving, type Code } from './arrival';
import { Layout } from './Layout';
import { RouteFailed } from './RouteFailed';

/** The server has just sent the document: for the first page nobody has to ask whether it answers. */
let begun = false;

/** Every page is a chunk of its own, loaded when it is first visited. */
const page = (path: string, load: Code): RouteObject => ({
  path,
  lazy: async () => {
    const first = !begun;
    begun = true;
    return { Component: first ? (await load()).default : await arriving(load) };
  },
  ErrorBoundary: RouteFailed,
  // Until its chunk is there; the shell around it is shown at once.
  HydrateFallback: () => null,
});

const pages: RouteObject[] = [
  page('/', () => import('../dashboards/DashboardPage')),
  page('/orders', () => import('../orders/OrdersPage')),
  page('/orders/new/:kind?', () => import('../orders/NewOrderPage')),
  page('/orders/:id', () => import('../orders/OrderPage')),
  page('/registers/:kind', () => import('../registers/RegisterPage')),
  page('/registers/:kind/:id', () => import('../registers/RecordPage')),
  page('/pipelines', () => import('../pipelines/PipelinesPage')),
  page('/pipelines/new', () => import('../pipelines/NewPipelinePage')),
  page('/pipelines/:id', () => import('../pipelines/PipelinePage')),
  page('/topology', () => import('../pipelines/TopologyPage')),
  page('/transactions', () => import('../transactions/TransactionsPage')),
  page('/transactions/:id', () => import('../transactions/TransactionPage')),
  page('/escalations', () => import('../escalations/EscalationsPage')),
  page('/escalations/:id', () => import('../escalations/EscalationPage')),
  page('/alerts', () => import('../dashboards/AlertsPage')),
  page('/audit', () => import('../audit/AuditPage')),
  page('/audit/report', () => import('../audit/ReportPage')),
  page('/audit/evidence', () => import('../audit/EvidencePage')),
  page('/audit/log', () => import('../audit/LogPage')),
  page('/audit/permissions', () => import('../audit/PermissionsPage')),
  page('/join', () => import('../join/JoinPage')),
  page('/join/setup', () => import('../join/SetupPage')),
  page('/identity', () => import('../identity/IdentityPage')),
  page('/settings', () => import('./SettingsPage')),
  page('*', () => import('./NotFoundPage')),
];

/** The wall screen fills its screen; every other page has the shell around it. */
export const routes: RouteObject[] = [
  {
    lazy: async () => ({ Component: (await import('./Frame')).WallFrame }),
    ErrorBoundary: RouteFailed,
    HydrateFallback: () => null,
    children: [page('/wall', () => import('../dashboards/WallPage'))],
  },
  {
    Component: Layout,
    ErrorBoundary: RouteFailed,
    children: pages,
  },
];

export const router = createBrowserRouter(routes);
