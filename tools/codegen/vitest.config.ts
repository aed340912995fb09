import { mergeConfig } from 'vitest/config';
import { shared } from '../../vitest.shared.ts';

// Whole runs of the generator load a compiler and a formatter; on a busy machine that takes seconds.
export default mergeConfig(shared, { test: { testTimeout: 60_000 } });
