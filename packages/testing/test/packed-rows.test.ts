import { vi } from 'vitest';

/*
 * An emulator packs its rows when it has very many. Here it packs nearly all of them, and must behave the same.
 */
vi.mock('../src/store/unpacked.ts', () => ({ UNPACKED: 2 }));

await import('./candidates.test.ts');
await import('./columns.test.ts');
await import('./documents.test.ts');
await import('./emulator.test.ts');
await import('./queries.test.ts');
await import('./quirks.test.ts');
await import('./time.test.ts');
