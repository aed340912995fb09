import { exporting } from './client/export.ts';
import { listAndGet } from './client/list-and-get.ts';
import { quota } from './client/quota.ts';

/** What the client's run time is held to. */
export async function run(): Promise<void> {
  await quota();
  await listAndGet();
  await exporting();
}
