import { describe, expect, test, vi } from 'vitest';
import { json, rejection, rows, serviceError, setUp } from '../../test/support/fake-service.ts';
import { largestPage, textProperty, withText } from '../../test/support/spec.ts';
import { settle } from '../../test/support/virtual-clock.ts';
import type { ClientEvent, DefenderClientOptions, Logger, Tracer } from '../index.ts';
import { redactFilter, redactTokens } from './redact.ts';

const query = {
  ...withText("o'neil@contoso.com", { creationDateTimeUtc: { ge: '2026-01-01T00:00:00Z' } }),
  top: 2,
};

describe('events', () => {
  test('tell of requests, answers, retries and waits, in their order, with one id for a call', async () => {
    const events: ClientEvent[] = [];
    const { client, clock, sent } = setUp(
      (_, index) => (index === 0 ? serviceError(503, 'Busy') : json({ value: [] })),
      { onEvent: (event) => events.push(event) },
    );
    await clock.run(client.machineActions.list(query).toArray());
    const clientRequestId = sent[0]?.headers.get('x-ms-client-request-id');
    const common = { operationId: 'listMachineActions', clientRequestId };
    const url = `https://api.security.microsoft.com/api/machineactions?$filter=${textProperty} eq '…' and creationDateTimeUtc ge …&$top=2`;
    expect(events).toEqual([
      { ...common, type: 'request', method: 'GET', url, attempt: 1 },
      { ...common, type: 'response', statusCode: 503, code: 'ServerError', durationMs: 0 },
      { ...common, type: 'retry', code: 'ServerError', statusCode: 503, delayMs: 500 },
      { ...common, type: 'request', method: 'GET', url, attempt: 2 },
      { ...common, type: 'response', statusCode: 200, code: undefined, durationMs: 0 },
    ]);
    expect(sent[1]?.headers.get('x-ms-client-request-id')).toBe(clientRequestId);
  });

  test('tell how long a call waited for the quota', async () => {
    const events: ClientEvent[] = [];
    const { client, clock } = setUp(() => json({ id: 'a' }), { onEvent: (event) => events.push(event) });
    await client.quota.pause('getMachineAction', 7000);
    await clock.run(client.machineActions.get('a'));
    expect(events).toContainEqual(expect.objectContaining({ type: 'quotaWait', waitedMs: 7000 }));
  });

  test('tell of a wait for the quota that ends in an error, and count it', async () => {
    const events: ClientEvent[] = [];
    const { client, clock } = setUp(() => json({ id: 'a' }), { onEvent: (event) => events.push(event) });
    await client.quota.pause('getMachineAction', 7000);
    const controller = new AbortController();
    const aborted = rejection(client.machineActions.get('a', { abortSignal: controller.signal }));
    await clock.advance(3000);
    controller.abort();
    await aborted;
    expect(events).toEqual([expect.objectContaining({ type: 'quotaWait', waitedMs: 3000 })]);
    // One that is refused at once has not waited.
    await rejection(client.machineActions.get('a', { maxWait: 10 }));
    expect(events).toHaveLength(1);
  });

  test('show the values of a filter where that is asked for, and never the token', async () => {
    const events: ClientEvent[] = [];
    const { client } = setUp(() => json({ value: [] }), {
      onEvent: (event) => events.push(event),
      logFilterValues: true,
    });
    await client.machineActions.list(query).toArray();
    expect(JSON.stringify(events)).toContain("o''neil@contoso.com");
    expect(JSON.stringify(events)).not.toContain('secret-token');
  });

  test.each(["requestor%3D'o%26neil'", 'person@contoso.com', '4912345678'])(
    'show no value of a next link: %s',
    async (value) => {
      const events: ClientEvent[] = [];
      const { client } = setUp(
        (_, index) =>
          json({
            value: rows(index < 2 ? 1 : 0, index),
            ...(index === 0 && { '@odata.nextLink': `/api/machineactions?$skiptoken=${value}&$top=9` }),
          }),
        { onEvent: (event) => events.push(event) },
      );
      await client.machineActions.list().toArray();
      const urls = events.flatMap((event) => (event.type === 'request' ? [event.url.split('?')[1]] : []));
      expect(urls).toEqual([`$top=${largestPage}`, '$skiptoken=…&$top=9', '$top=1&$skip=2']);
    },
  );

  test('go to a logger, each at its level; a logger that throws breaks nothing', async () => {
    const lines: string[] = [];
    const log = (level: string) => (message: string) => {
      lines.push(`${level} ${message}`);
      throw new Error('the disk is full');
    };
    const logger: Logger = { debug: log('debug'), info: log('info'), warn: log('warn') };
    const { client, clock } = setUp(
      (_, index) => (index === 0 ? serviceError(429, 'TooMany', { 'retry-after': 'soon' }) : json({ id: 'a' })),
      { logger },
    );
    await clock.run(client.machineActions.get('a'));
    const get = 'debug defender: getMachineAction:';
    const url = 'https://api.security.microsoft.com/api/machineactions/a';
    expect(lines).toEqual([
      `${get} GET ${url}`,
      `${get} Throttled after 0 ms`,
      expect.stringMatching(/^warn defender: Retry-After is neither seconds nor a date, .*: soon$/),
      'info defender: getMachineAction: Throttled, again in 60000 ms',
      `${get} GET ${url}`,
      `${get} 200 after 0 ms`,
    ]);
  });

  test.each<DefenderClientOptions>([
    { onEvent: () => Promise.reject(new Error('the collector is down')) },
    { logger: { debug: () => Promise.reject(new Error('the disk is full')) } },
  ])('go to a listener whose promise fails, and nobody is told: case %#', async (options) => {
    const unhandled = vi.fn<() => void>();
    process.on('unhandledRejection', unhandled);
    const { client } = setUp(() => json({ id: 'a' }), options);
    await expect(client.machineActions.get('a')).resolves.toEqual({ id: 'a' });
    await settle();
    process.off('unhandledRejection', unhandled);
    expect(unhandled).not.toHaveBeenCalled();
  });

  test.each([
    ["a eq 'x' and b in ('y','z''s')", "a eq '…' and b in ('…','…')"],
    ['at ge 2026-01-01T00:00:00.1234567Z and n lt -5 or n eq 1E5', 'at ge … and n lt … or n eq …'],
    ["startswith(requestor,'x') and not flag", "startswith(requestor,'…') and not flag"],
    ["a eq 'cut off", "a eq '…'"],
  ])('show %s as %s', (filter, shown) => {
    expect(redactFilter(filter)).toBe(shown);
  });

  test('show no token that the service repeats', () => {
    expect(redactTokens('no: Bearer abc.def-1 and eyJhbGciOi.eyJ0ZXN0.c2ln')).toBe('no: [token] and [token]');
  });
});

test('a clock that is set back makes no duration negative', async () => {
  const events: ClientEvent[] = [];
  const { client, clock } = setUp(
    () => {
      clock.jump(-3_600_000);
      return json({ id: 'a' });
    },
    { onEvent: (event) => events.push(event) },
  );
  await client.machineActions.get('a');
  expect(events).toContainEqual(expect.objectContaining({ type: 'response', durationMs: 0 }));
});

describe('a user agent', () => {
  test('begins with what the application calls itself', async () => {
    const { client, sent } = setUp(() => json({ id: 'a' }), { userAgentPrefix: 'nightly-export/1.2' });
    await client.machineActions.get('a');
    expect(sent[0]?.headers.get('user-agent')).toMatch(/^nightly-export\/1\.2 defender-odata-client\//);
  });

  test.each(['', 'a\r\nb', 'é'])('is not %j', (userAgentPrefix) => {
    expect(() => setUp(() => json({}), { userAgentPrefix })).toThrow('userAgentPrefix');
  });
});

function recorder() {
  const spans: { name: string; attributes: Record<string, unknown>; status?: unknown; ended: number }[] = [];
  const tracer: Tracer = {
    startSpan(name, options) {
      const span = {
        name,
        attributes: { ...options?.attributes } as Record<string, unknown>,
        ended: 0,
      } as (typeof spans)[number];
      spans.push(span);
      return {
        setAttribute: (key, value) => void (span.attributes[key] = value),
        setStatus: (status) => void (span.status = status),
        end: () => void span.ended++,
      };
    },
  };
  return { spans, tracer };
}

describe('a tracer', () => {
  test('makes a span of a call, with all of its attempts and without the query', async () => {
    const { spans, tracer } = recorder();
    const { client, clock } = setUp((_, index) => (index === 0 ? serviceError(500, 'Broken') : json({ value: [] })), {
      tracer,
    });
    await clock.run(client.machineActions.list(query).toArray());
    expect(spans).toEqual([
      {
        name: 'listMachineActions',
        ended: 1,
        attributes: {
          'http.request.method': 'GET',
          'server.address': 'api.security.microsoft.com',
          'url.template': '/api/machineactions',
          'url.full': 'https://api.security.microsoft.com/api/machineactions',
          'defender.client_request_id': expect.any(String),
          'http.response.status_code': 200,
          'http.request.resend_count': 1,
        },
      },
    ]);
  });

  test('marks a call that failed', async () => {
    const { spans, tracer } = recorder();
    const { client } = setUp(() => serviceError(404, 'ResourceNotFound'), { tracer });
    await rejection(client.machineActions.get('a'));
    expect(spans[0]).toMatchObject({
      ended: 1,
      status: { code: 2 },
      attributes: { 'error.type': 'NotFound', 'http.response.status_code': 404, 'defender.request_id': 'target-404' },
    });
  });
});
