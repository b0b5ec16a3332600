package io.schemeless.eventstore.history;

/// What a store promises to those who use it.
public enum Rule {
  ACKNOWLEDGED("an acknowledged append is in the log exactly once, where its answer said"),
  REFUSED("a refused append is not in the log"),
  REASON("a refusal has its reason: another version, or an id that is taken"),
  UNKNOWN("an append of unknown outcome is in the log at most once"),
  WHOLE("an append is whole: all of its events, in their order, at one position"),
  SENT("every event in the log is one that was sent, as it was sent"),
  DENSE("the versions of a stream are dense from 1"),
  ORDER("positions rise, and the indexes of a position run from 0"),
  WINNER("of the appends that expect the same version of a stream only one is made"),
  CONDITION(
      "nothing that an append's condition rules out lies between what it has seen and the append"),
  TAIL("what a tailing reader saw is what every later replay shows"),
  RESUME("the token of any page goes on with the very next event"),
  STREAM("a stream is read without a gap, and as the log has it"),
  OWN_WRITES("whoever was answered reads what was written"),
  RESET("a reset takes all that was there before it, and tells those who read");

  private final String promise;

  Rule(String promise) {
    this.promise = promise;
  }

  /// The rule in a sentence.
  public String promise() {
    return promise;
  }
}
