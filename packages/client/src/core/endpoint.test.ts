import { describe, expect, test } from 'vitest';
import { clouds } from '../generated/service.gen.ts';
import { resolveEndpoint } from './endpoint.ts';

describe('an endpoint', () => {
  test('is the public cloud, the named one, or the caller’s, without the slashes at its end', () => {
    expect(resolveEndpoint(clouds, undefined, undefined)).toBe(clouds.public);
    expect(resolveEndpoint(clouds, 'gcc-high', undefined)).toBe(clouds['gcc-high']);
    expect(resolveEndpoint(clouds, undefined, 'HTTPS://Api.Example:443/a/b//')).toBe('https://api.example/a/b');
  });

  test.each(['http://localhost', 'http://localhost:8080', 'http://127.1.2.3:1', 'http://[::1]:80', 'https://example'])(
    '%s is sent a token',
    (url) => {
      expect(resolveEndpoint(clouds, undefined, url)).toBe(new URL(url).origin);
    },
  );

  test.each([
    'http://example',
    'http://localhost.example',
    'http://127.0.0.1.example',
    'http://example/127.0.0.1',
    'ftp://localhost',
    'file:///etc/passwd',
    'https://user@example',
    'https://:password@example',
    'https://example/?a=1',
    'https://example/#a',
    'example',
    '',
  ])('%s is refused with what is allowed', (url) => {
    expect(() => resolveEndpoint(clouds, undefined, url)).toThrow(
      expect.objectContaining({
        code: 'InvalidArgument',
        message: expect.stringMatching(/endpoint.*https URL.*this machine.*without user, query and fragment/s),
      }),
    );
  });

  test.each(['mars', 'toString', ''])('the cloud %j is refused with the names of those that are', (cloud) => {
    expect(() => resolveEndpoint(clouds, cloud as never, undefined)).toThrow(/no cloud.*public-legacy.*gcc-high/);
  });

  test('is not given twice', () => {
    expect(() => resolveEndpoint(clouds, 'eu', 'https://example')).toThrow(/"cloud".*"endpoint".*not both/);
  });
});
