import type { TextKey } from './texts';

/** One entry of the navigation; its text is `nav.<key>`. */
export interface Entry {
  to: string;
  text: TextKey;
}
export interface Group {
  text: TextKey;
  entries: Entry[];
}

export const NAVIGATION: Group[] = [
  {
    text: 'group.see',
    entries: [
      { to: '/', text: 'nav.dashboard' },
      { to: '/wall', text: 'nav.wall' },
      { to: '/alerts', text: 'nav.alerts' },
    ],
  },
  {
    text: 'group.govern',
    entries: [
      { to: '/orders', text: 'nav.orders' },
      { to: '/registers/membership-applications', text: 'nav.membership-applications' },
      { to: '/registers/institutions', text: 'nav.institutions' },
      { to: '/registers/accounts', text: 'nav.accounts' },
      { to: '/registers/nodes', text: 'nav.nodes' },
      { to: '/registers/governance-contracts', text: 'nav.governance-contracts' },
    ],
  },
  {
    text: 'group.crosschain',
    entries: [
      { to: '/transactions', text: 'nav.transactions' },
      { to: '/escalations', text: 'nav.escalations' },
      { to: '/pipelines', text: 'nav.pipelines' },
      { to: '/topology', text: 'nav.topology' },
      { to: '/registers/services', text: 'nav.services' },
      { to: '/registers/subchains', text: 'nav.subchains' },
      { to: '/registers/applications', text: 'nav.applications' },
      { to: '/registers/business-contracts', text: 'nav.business-contracts' },
      { to: '/registers/alliances', text: 'nav.alliances' },
      { to: '/registers/data-sets', text: 'nav.data-sets' },
    ],
  },
  {
    text: 'group.audit',
    entries: [
      { to: '/audit', text: 'nav.audit' },
      { to: '/audit/report', text: 'nav.report' },
      { to: '/audit/evidence', text: 'nav.evidence' },
      { to: '/audit/log', text: 'nav.log' },
      { to: '/audit/permissions', text: 'nav.permissions' },
    ],
  },
  {
    text: 'group.join',
    entries: [
      { to: '/join', text: 'nav.join' },
      { to: '/join/setup', text: 'nav.setup' },
      { to: '/identity', text: 'nav.identity' },
      { to: '/settings', text: 'nav.settings' },
    ],
  },
];
