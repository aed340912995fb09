/** Made when the site is built: each snippet was compiled and run. */
declare module 'virtual:mistakes' {
  const mistakes: readonly {
    readonly collection: string;
    readonly title: string;
    readonly code: string;
    readonly url: string;
    readonly compiler: string;
    readonly runtime: string;
    readonly docs: string;
  }[];
  export default mistakes;
}
