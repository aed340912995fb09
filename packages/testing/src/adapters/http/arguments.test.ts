import { describe, expect, it } from 'vitest';
import { createEmulator } from '../../emulator/emulator.ts';
import { readArguments } from './arguments.ts';

const read = (...args: string[]) => readArguments(args).collections;

describe('readArguments', () => {
  it('reads every option', () => {
    const line =
      '--port 0 --data rows.json --seed 42 --count machines=10000 --quota --auth --quirk html-502 --quirk slow-body --latency 50';
    expect(readArguments(line.split(' '))).toStrictEqual({
      help: false,
      collections: { machineActions: { data: 'rows.json' }, machines: { count: 10_000 } },
      emulator: { seed: 42, quota: true, auth: true, latency: 50, quirks: ['html-502', 'slow-body'] },
      serve: { port: 0 },
    });
    expect(
      readArguments(['--latency=2s', '--quirk=all', '--page-size=5', '--host=::1', '--allow-remote']),
    ).toStrictEqual({
      help: false,
      collections: {},
      emulator: { latency: '2s', quirks: 'all', pageSize: 5 },
      serve: { host: '::1', allowRemote: true },
    });
    expect(
      readArguments(['--allow-origin=https://a.example', '--allow-origin', 'null', '--allow-host=b.test']).serve,
    ).toStrictEqual({
      allowOrigins: ['https://a.example', 'null'],
      allowHosts: ['b.test'],
    });
    expect(readArguments([])).toStrictEqual({ help: false, collections: {}, emulator: {}, serve: {} });
  });

  it('reads what a query may say', () => {
    expect(readArguments(['--observed', '--exact-names']).emulator).toStrictEqual({ observed: true, exactNames: true });
  });

  it('reads what is asked of each collection, by its name, by the name of its file, or for the first one', () => {
    expect(read('--count=5', '--traffic=6', '--count=machines=7')).toStrictEqual({
      machineActions: { count: 5, traffic: 6 },
      machines: { count: 7 },
    });
    expect(read('--data', 'recordings/machines.ndjson', '--data', 'machineActions=C:\\x.json')).toStrictEqual({
      machines: { data: 'recordings/machines.ndjson' },
      machineActions: { data: 'C:\\x.json' },
    });
  });

  it.each([
    [['--prot=1'], /Did you mean '--port'\?/],
    [['--frobnicate'], /'--frobnicate'\. Allowed: --port, --host,/],
    [['--latency', '5', 'rows.json'], /A file of rows comes with --data FILE/],
    [['--data=machine=x.json'], /names the collection 'machine', which there is not\. Did you mean 'machines'\?/],
    [['--count=1', '--count=2'], /--count is given twice for machineActions/],
    [['--count=machines=1', '--data=machines.json'], /Give rows of machines with --data, or .* --count; not both/],
    [['--traffic=many'], /--traffic is 'many'; it must be a whole number/],
    [['--port=http'], /--port is 'http'; it must be a whole number/],
    [['--seed'], /seed/],
    [['rows.json'], /rows\.json/],
  ])('refuses %o', (args, words) => {
    expect(() => readArguments(args)).toThrow(words);
    expect(() => readArguments(args)).toThrow(expect.objectContaining({ code: 'InvalidOption' }));
  });

  it('leaves names and ranges to the emulator', () => {
    expect(readArguments(['--duplicates', 'sticks']).emulator).toEqual({ actions: { duplicates: 'sticks' } });
    expect(() => createEmulator(readArguments(['--duplicates=twice']).emulator)).toThrow(/one of same, refuse, sticks/);
    for (const more of [[], ['--quirk=all']]) {
      const { emulator } = readArguments([...more, '--quirk=html502']);
      expect(() => createEmulator(emulator)).toThrow(/Did you mean 'html-502'\?/);
    }
    for (const args of [['--latency=-5'], ['--latency', '-5']]) {
      expect(() => createEmulator(readArguments(args).emulator)).toThrow(/latency is -5; time only goes forward/);
    }
  });
});
