import { guid, hex } from '../support/identifiers.ts';
import { createRandom, type Random } from '../support/random.ts';
import { hashText } from '../support/hash.ts';
import type { Making } from '../rows/plug-in.ts';
import type { Row } from '../rows/row.ts';
import { formatInstant } from '../clock/instant.ts';

const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;

interface System {
  readonly osPlatform: string;
  readonly version: string | null;
  readonly osBuild: number | null;
}

const SYSTEMS: readonly [System, ...System[]] = [
  { osPlatform: 'Windows11', version: '23H2', osBuild: 22_631 },
  { osPlatform: 'Windows11', version: '22H2', osBuild: 22_621 },
  { osPlatform: 'Windows10', version: '22H2', osBuild: 19_045 },
  { osPlatform: 'Windows10', version: '1709', osBuild: 16_299 },
  { osPlatform: 'WindowsServer2019', version: '1809', osBuild: 17_763 },
  { osPlatform: 'macOS', version: null, osBuild: null },
  { osPlatform: 'Linux', version: null, osBuild: null },
];
const GROUPS: readonly [Row, ...Row[]] = [
  { rbacGroupId: 140, rbacGroupName: 'The-A-Team' },
  { rbacGroupId: 141, rbacGroupName: 'Servers' },
  { rbacGroupId: null, rbacGroupName: null },
];
const TAGS = ['finance', 'kiosk', 'pilot', 'vip'] as const;

/** How a machine stands with the service. */
type Standing = 'active' | 'impaired' | 'inactive' | 'offboarded';

/** The DNS name of a machine of the made-up tenant. */
const nameOf = (index: number): string => `device-${String(index).padStart(4, '0')}.contoso.example`;

/** One machine in ten is the record that the one before it left when it was installed anew: the same DNS name, and never seen again. */
const isOldRecord = (index: number): boolean => index % 10 === 9;

/** The health of a standing, and how many days ago a machine of it was last seen: at least, and at most. */
const STANDINGS: Readonly<
  Record<Standing, { readonly health: readonly [string, ...string[]]; readonly seen: readonly [number, number] }>
> = {
  active: { health: ['Active'], seen: [0, 1] },
  impaired: { health: ['ImpairedCommunication', 'NoSensorData', 'NoSensorDataImpairedCommunication'], seen: [1, 7] },
  inactive: { health: ['Inactive'], seen: [8, 90] },
  offboarded: { health: ['Inactive'], seen: [30, 180] },
};

function standingOf(index: number, random: Random): Standing {
  const drawn = random.below(100);
  if (isOldRecord(index)) return 'inactive';
  if (drawn < 78) return 'active';
  if (drawn < 86) return 'impaired';
  return drawn < 94 ? 'inactive' : 'offboarded';
}

/** The address of a network card, and the numbers that it is written with. */
function addressOf(random: Random): string {
  return `10.${String(random.below(256))}.${String(random.below(256))}.${String(1 + random.below(254))}`;
}

function describe(standing: Standing, computerDnsName: string, { random, at }: Making): Row {
  const { health, seen } = STANDINGS[standing];
  const [least, most] = seen;
  const lastSeen = at - least * DAY - random.below((most - least) * DAY);
  const { osPlatform, version, osBuild } = random.pick(SYSTEMS);
  const lastIpAddress = addressOf(random);
  const isWindows = osPlatform.startsWith('Windows');
  const isAadJoined = isWindows && random.below(4) > 0;
  return {
    id: hex(random, 40),
    computerDnsName,
    firstSeen: formatInstant(lastSeen - DAY - random.below(600 * DAY), random.below(10_000)),
    lastSeen: formatInstant(lastSeen, random.below(10_000)),
    osPlatform,
    version,
    osProcessor: 'x64',
    osArchitecture: '64-bit',
    osBuild,
    lastIpAddress,
    lastExternalIpAddress: `203.0.113.${String(1 + random.below(254))}`,
    healthStatus: random.pick(health),
    onboardingStatus: standing === 'offboarded' ? 'CanBeOnboarded' : 'Onboarded',
    ...random.pick(GROUPS),
    riskScore: random.pick(['None', 'None', 'Informational', 'Low', 'Medium', 'High']),
    exposureLevel: random.pick(['None', 'Low', 'Low', 'Medium', 'High']),
    deviceValue: random.pick(['Normal', 'Normal', 'Normal', 'Low', 'High']),
    isAadJoined,
    aadDeviceId: isAadJoined ? guid(random) : null,
    machineTags: TAGS.filter(() => random.below(5) === 0),
    ipAddresses: [
      {
        ipAddress: lastIpAddress,
        macAddress: hex(random, 12).toUpperCase(),
        type: 'Ethernet',
        operationalStatus: standing === 'active' ? 'Up' : 'Down',
      },
    ],
  };
}

/** Generates a machine of the tenant. */
export function generateMachine(making: Making): Row {
  const { index, random } = making;
  return describe(standingOf(index, random), nameOf(isOldRecord(index) ? index - 1 : index), making);
}

/** Makes a machine that is in use, around some values: the same DNS name for the same ID. */
export function sampleMachine(values: Row, making: Making): Row {
  const { id } = values;
  const number = typeof id === 'string' ? createRandom(hashText(id)).below(10_000) : making.index;
  return { ...describe('active', nameOf(number), making), ...values };
}
