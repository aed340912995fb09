import type { CollectionName } from './model/collections.ts';

/** What a visitor may begin with. Two are mistakes, to be mended with a click. */
export const examples: readonly {
  readonly title: string;
  readonly collection: CollectionName;
  readonly text: string;
}[] = [
  {
    title: 'What failed',
    collection: 'machineActions',
    text: "status in ('Failed','TimeOut') and type ne 'LiveResponse'",
  },
  {
    title: 'A URL of a log',
    collection: 'machineActions',
    text: 'GET /api/machineactions?$filter=machineId%20eq%20%27f46b9bb259ed4a7fb9981b73510e3cc7aa81ec1f%27&$top=2 HTTP/1.1',
  },
  {
    title: 'Tagged machines',
    collection: 'machines',
    text: "machineTags/any(tag: tag eq 'server') and riskScore eq 'High'",
  },
  { title: 'A mistake', collection: 'machineActions', text: 'status = "Failed" && type == "Isolate"' },
  { title: 'Not filterable', collection: 'machineActions', text: "computerDnsName eq 'desktop-1'" },
];
