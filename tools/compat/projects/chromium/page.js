import { createEmulator } from '@defender-odata/testing';
import { createWorker } from '@defender-odata/testing/browser';

const LIST = 'https://api.security.microsoft.com/api/machineactions';

/** Run by the test in the page. */
globalThis.askThroughTheWorker = async () => {
  const emulator = createEmulator();
  await createWorker(emulator).start({ quiet: true });
  const query = "?$filter=machineId eq 'f46b9bb259ed4a7fb9981b73510e3cc7aa81ec1f'&$top=2";
  const listed = await fetch(LIST + query);
  const refused = await fetch(`${LIST}?$stop=2`);
  return {
    worker: navigator.serviceWorker.controller?.scriptURL,
    body: await listed.json(),
    statuses: [listed.status, refused.status, (await fetch(`${LIST}/nobody`)).status],
    requests: emulator.requests.map(({ operationId }) => operationId),
  };
};
