export type Outcome = {
  readonly passed: number;
  readonly failed: number;
  /** Files whose tests passed only when they were run a second time. */
  readonly secondAttempts?: readonly string[];
};
