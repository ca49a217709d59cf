/**
 * Milliseconds of processor time that this process has used. Bounds on pure computations are asserted on it rather than
 * on the clock, which also counts what the other processes of a busy machine do.
 */
export function cpuMs(): number {
  return process.cpuUsage().user / 1000;
}
