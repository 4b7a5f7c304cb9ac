import { AppShell, ScrollArea } from '@mantine/core';
import {
  IconBasket,
  IconBuildingWarehouse,
  IconClipboardList,
  IconDatabaseImport,
  IconFileCertificate,
  IconFlask2,
  IconGavel,
  IconHome,
  IconInbox,
  IconSearch,
  IconTruckDelivery,
  type TablerIcon,
} from '@tabler/icons-react';
import { Link, type LinkProps } from '@tanstack/react-router';

import type { Permission } from '@/graphql/graphql';
import { useSignedInViewer } from '@/lib/viewer';

import classes from './shell.module.css';

interface Place {
  to: NonNullable<LinkProps['to']>;
  label: string;
  icon: TablerIcon;
  /** Any of these opens it; none opens it to everybody. */
  permissions?: Permission[];
}

const SECTIONS: { caption: string; places: Place[] }[] = [
  {
    caption: 'Explore',
    places: [
      { to: '/', label: 'Home', icon: IconHome },
      { to: '/catalogue', label: 'Catalogue', icon: IconSearch },
    ],
  },
  {
    caption: 'Research',
    places: [
      {
        to: '/projects',
        label: 'Projects',
        icon: IconFlask2,
        permissions: ['MANAGE_PROJECTS', 'REQUEST_ACCESS'],
      },
      { to: '/basket', label: 'Basket', icon: IconBasket, permissions: ['REQUEST_ACCESS'] },
      { to: '/requests', label: 'My requests', icon: IconClipboardList, permissions: ['REQUEST_ACCESS'] },
    ],
  },
  {
    caption: 'Providing',
    places: [
      {
        to: '/inbox',
        label: 'Incoming requests',
        icon: IconInbox,
        permissions: ['READ_INCOMING_REQUESTS', 'DECIDE_ACCESS', 'PREPARE_SHIPMENT'],
      },
      { to: '/committee', label: 'Access committee', icon: IconGavel, permissions: ['MANAGE_COMMITTEE'] },
      { to: '/inventory', label: 'Inventory', icon: IconBuildingWarehouse, permissions: ['MANAGE_LISTINGS'] },
      { to: '/imports', label: 'Imports', icon: IconDatabaseImport, permissions: ['IMPORT_LISTINGS'] },
    ],
  },
  {
    caption: 'Agreeing and moving',
    places: [
      { to: '/agreements', label: 'Agreements', icon: IconFileCertificate, permissions: ['READ_AGREEMENTS'] },
      {
        to: '/shipments',
        label: 'Shipments',
        icon: IconTruckDelivery,
        permissions: ['CONFIRM_RECEIPT', 'PREPARE_SHIPMENT'],
      },
    ],
  },
];

/** The places a person may go to, by what their roles allow. */
export function Navigation() {
  const { permissions } = useSignedInViewer();
  const sections = SECTIONS.map(({ caption, places }) => ({
    caption,
    places: places.filter(
      (place) => place.permissions?.some((needed) => permissions.includes(needed)) ?? true,
    ),
  })).filter(({ places }) => places.length > 0);
  return (
    <AppShell.Section grow component={ScrollArea} type="auto">
      {sections.map(({ caption, places }) => (
        <div key={caption} className={classes.section}>
          <div className={classes.caption} id={`section-${caption}`}>
            {caption}
          </div>
          <ul className={classes.list} aria-labelledby={`section-${caption}`}>
            {places.map(({ to, label, icon: Icon }) => (
              <li key={label}>
                <Link to={to} className={classes.link} activeOptions={{ exact: to === '/' }}>
                  <Icon size={19} stroke={1.7} aria-hidden />
                  {label}
                </Link>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </AppShell.Section>
  );
}
