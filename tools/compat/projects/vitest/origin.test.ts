// @vitest-environment happy-dom
import { createEmulator } from '@defender-odata/testing';
import { setupServer } from 'msw/node';
import { expect, test } from 'vitest';

// happy-dom's own fetch, as a page would have kept it from before: it holds to the rules of origins.
const pageFetch = fetch;

test('a page of another origin may read the answers', async () => {
  const server = setupServer(...createEmulator().handlers());
  server.listen();
  const url = 'https://api.security.microsoft.com/api/machineactions?$top=1';
  const response = await pageFetch(url, { headers: { authorization: 'Bearer a-token' } });
  expect(response.status).toBe(200);
  expect((await pageFetch(`${url}&$stop=1`)).status).toBe(400);
  server.close();
});
