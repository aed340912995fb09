/**
 * Answers a page's calls of the service from an emulator, before they leave the browser.
 *
 * @param {import('playwright').Page} page
 * @param {import('@defender-odata/testing/emulator').Emulator} emulator
 */
export async function routeTo(page, emulator) {
  await page.route('https://api.security.microsoft.com/**', async (route) => {
    const request = route.request();
    const method = request.method();
    const response = await emulator.fetch(request.url(), {
      method,
      headers: await request.allHeaders(),
      ...(method !== 'GET' && { body: request.postData() }),
    });
    await route.fulfill({
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: Buffer.from(await response.arrayBuffer()),
    });
  });
}
