/** How many rows stay as they are, which is enough for most tests. The others are packed as they come. */
export const UNPACKED = 50_000;
