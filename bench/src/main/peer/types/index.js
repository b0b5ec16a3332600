// All that the adapter needs of the package that it was published against.
exports.ConcurrencyError = class ConcurrencyError extends Error {};
