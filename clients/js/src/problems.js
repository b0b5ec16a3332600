const BASE = 'https://schemeless.github.io/event-store-aws/problems/';

/** An answer of the store that is no success, as its problem document (RFC 9457) has it. */
export class EventStoreProblem extends Error {
  /**
   * @param {number} status
   * @param {Record<string, any>} problem
   */
  constructor(status, problem) {
    super(problem.detail ?? problem.title ?? `HTTP status ${status}`);
    this.name = 'EventStoreProblem';
    this.status = status;
    /** The last part of the problem's `type`, such as `version-conflict`; '' where another server answered. */
    this.code = String(problem.type ?? '').startsWith(BASE) ? problem.type.slice(BASE.length) : '';
    /** Whether the same request can succeed later. */
    this.retryable = problem.retryable === true || (this.code === '' && isPassing(status));
    this.problem = problem;
  }
}

/** A stream is not at the version that was expected of it; nothing was appended. */
export class VersionConflict extends EventStoreProblem {
  /**
   * @param {number} status
   * @param {Record<string, any>} problem
   */
  constructor(status, problem) {
    super(status, problem);
    this.name = 'VersionConflict';
    this.stream = { domain: problem.domain, identifier: problem.identifier };
    this.expected = problem.expected;
    this.actual = problem.actual;
  }
}

/** An event that the condition rules out is in the log; nothing was appended. */
export class ConditionFailed extends EventStoreProblem {
  /**
   * @param {number} status
   * @param {Record<string, any>} problem
   */
  constructor(status, problem) {
    super(status, problem);
    this.name = 'ConditionFailed';
    this.matched = problem.matched;
  }
}

/** No answer came, or none that is of the store; `cause` says why. What was asked may have happened. */
export class NoAnswer extends Error {
  /** @param {unknown} cause */
  constructor(cause) {
    super(`no answer from the event store: ${cause instanceof Error ? cause.message : cause}`, { cause });
    this.name = 'NoAnswer';
    this.retryable = true;
  }
}

/** What API Gateway and load balancers say when it passes: too many requests, bad gateway, unavailable, time-out. */
function isPassing(/** @type {number} */ status) {
  return status === 429 || status === 502 || status === 503 || status === 504;
}

/**
 * @param {number} status
 * @param {unknown} body parsed, or whatever came
 */
export function problemOf(status, body) {
  const problem = typeof body === 'object' && body !== null ? /** @type {Record<string, any>} */ (body) : {};
  switch (problem.type) {
    case `${BASE}version-conflict`:
      return new VersionConflict(status, problem);
    case `${BASE}condition-failed`:
      return new ConditionFailed(status, problem);
    default:
      return new EventStoreProblem(status, problem);
  }
}
