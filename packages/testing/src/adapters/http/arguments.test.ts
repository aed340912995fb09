import { describe, expect, it } from 'vitest';
import { createEmulator } from '../../emulator/emulator.ts';
import { readArguments } from './arguments.ts';

describe('readArguments', () => {
  it('reads every option', () => {
    const line =
      '--port 0 --data rows.json --seed 42 --count 10000 --quota --auth --quirk html-502 --quirk slow-body --latency 50';
    expect(readArguments(line.split(' '))).toStrictEqual({
      help: false,
      data: 'rows.json',
      count: 10_000,
      emulator: { seed: 42, quota: true, auth: true, latency: 50, quirks: ['html-502', 'slow-body'] },
      serve: { port: 0 },
    });
    expect(
      readArguments(['--latency=2s', '--quirk=all', '--page-size=5', '--host=::1', '--allow-remote']),
    ).toStrictEqual({
      help: false,
      emulator: { latency: '2s', quirks: 'all', pageSize: 5 },
      serve: { host: '::1', allowRemote: true },
    });
    expect(
      readArguments(['--allow-origin=https://a.example', '--allow-origin', 'null', '--allow-host=b.test']).serve,
    ).toStrictEqual({
      allowOrigins: ['https://a.example', 'null'],
      allowHosts: ['b.test'],
    });
    expect(readArguments([])).toStrictEqual({ help: false, emulator: {}, serve: {} });
  });

  it.each([
    [['--prot=1'], /Did you mean '--port'\?/],
    [['--frobnicate'], /'--frobnicate'\. Allowed: --port, --host,/],
    [['--latency', '5', 'rows.json'], /A file of rows comes with --data FILE/],
    [['--port=http'], /--port is 'http'; it must be a whole number/],
    [['--seed'], /seed/],
    [['rows.json'], /rows\.json/],
  ])('refuses %o', (args, words) => {
    expect(() => readArguments(args)).toThrow(words);
    expect(() => readArguments(args)).toThrow(expect.objectContaining({ code: 'InvalidOption' }));
  });

  it('leaves names and ranges to the emulator', () => {
    for (const more of [[], ['--quirk=all']]) {
      const { emulator } = readArguments([...more, '--quirk=html502']);
      expect(() => createEmulator(emulator)).toThrow(/Did you mean 'html-502'\?/);
    }
    for (const args of [['--latency=-5'], ['--latency', '-5']]) {
      expect(() => createEmulator(readArguments(args).emulator)).toThrow(/latency is -5; time only goes forward/);
    }
  });
});
