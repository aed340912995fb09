/** What can be wrong with what a test asks of the emulator. */
export type EmulatorErrorCode =
  | 'ClockIdle'
  | 'InvalidData'
  | 'InvalidDuration'
  | 'InvalidFailure'
  | 'InvalidOption'
  | 'InvalidRow'
  | 'InvalidTimeline'
  | 'NoFetch'
  | 'NotLoopback'
  | 'PortInUse'
  | 'UnknownQuirk'
  | 'UnknownRow';

/**
 * A mistake in how the emulator is set up or driven: thrown at once, where it was made.
 * What a client of the emulated service does wrong is answered over HTTP instead.
 */
export class EmulatorError extends Error {
  override readonly name = 'EmulatorError';
  /** Which mistake it is. */
  readonly code: EmulatorErrorCode;

  /**
   * @param code Which mistake it is.
   * @param message What was wrong, where, what is allowed.
   * @param options `cause`, where another error was behind it.
   */
  constructor(code: EmulatorErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
