// What @schemeless/event-store 5.0.1 needs at run time of the package that it was published
// against, which is not published: four errors.
class NamedError extends Error {
  constructor(name, subject, reason) {
    super(`${JSON.stringify(subject)}: ${reason}`);
    this.name = name;
    this.reason = reason;
  }
}

exports.AggregateError = class extends NamedError {
  constructor(flow, reason) {
    super('AggregateError', flow, reason);
  }
};
exports.FlowNotFoundError = class extends NamedError {
  constructor(domain, type) {
    super('FlowNotFoundError', domain, type);
  }
};
exports.RevertError = class extends NamedError {
  constructor(eventId, reason) {
    super('RevertError', eventId, reason);
  }
};
exports.ConcurrencyError = class extends NamedError {
  constructor(streamKey, expected, actual) {
    super('ConcurrencyError', streamKey, `expected ${expected}, actual ${actual}`);
    this.streamKey = streamKey;
    this.expectedSequence = expected;
    this.actualSequence = actual;
  }
};
