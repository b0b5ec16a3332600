package io.schemeless.eventstore.client.decider;

import java.util.List;

/// What may happen to a thing, decided on what happened to it. Nothing here knows a store: a
/// [CommandHandler] brings the events and takes the decision.
///
/// @param <C> what is asked for
/// @param <E> what happens, a sealed interface of records
/// @param <S> what is known of the thing; never changed, but made anew by each event
public interface Decider<C, E, S> {
  /// What is known before the first event.
  S initial();

  /// What an event makes of what is known.
  S evolve(S state, E event);

  /// The events that a command leads to; none if there is nothing to do. It may be asked again, on
  /// another state, if somebody else was faster.
  ///
  /// @throws RuntimeException if the command is refused; nothing is appended then
  List<E> decide(C command, S state);
}
