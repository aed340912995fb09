/** Made when the site is built: each snippet was compiled and run. */
declare module 'virtual:mistakes' {
  const mistakes: readonly import('../src/mistakes.ts').Mistake[];
  export default mistakes;
}
