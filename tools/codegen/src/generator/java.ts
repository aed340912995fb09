import { spawnSync } from 'node:child_process';

/** Thrown when a part of the output needs Java and there is none. */
export class JavaMissingError extends Error {
  override readonly name = 'JavaMissingError';
  readonly code = 'java-missing';

  constructor() {
    super(
      'Java was not found. The spec, a template or a setting of openapi-generator has changed, so models and client functions have to be\n' +
        'generated anew, and openapi-generator runs on Java.\n\n' +
        '  Install Java 11 or newer (for example: apt-get install default-jre-headless), put `java` on the PATH, and run it again.\n\n' +
        'Nothing was written. Start, build, test and generate:check work without Java.',
    );
  }
}

/** Whether a Java can be started. */
export const hasJava = (): boolean => spawnSync('java', ['-version'], { stdio: 'ignore' }).status === 0;
