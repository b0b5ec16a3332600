package io.schemeless.eventstore.projection;

/// What is done to a target together with a move of a checkpoint.
///
/// @param <T> what is written with
@FunctionalInterface
public interface UnitOfWork<T> {
  void run(T target) throws Exception;
}
