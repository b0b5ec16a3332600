package io.schemeless.eventstore.example;

import io.schemeless.eventstore.client.decider.Decider;
import java.util.List;

/// What may happen to a case is decided on what has happened to it.
public final class PermitDecider
    implements Decider<PermitCommand, PermitEvent, PermitDecider.Permit> {
  /// What is known of a case.
  public record Permit(boolean received, boolean granted, int checks) {}

  @Override
  public Permit initial() {
    return new Permit(false, false, 0);
  }

  @Override
  public Permit evolve(Permit permit, PermitEvent event) {
    return switch (event) {
      case PermitEvent.Received e -> new Permit(true, permit.granted(), permit.checks());
      case PermitEvent.Checked e ->
          new Permit(permit.received(), permit.granted(), permit.checks() + 1);
      case PermitEvent.Granted e -> new Permit(permit.received(), true, permit.checks());
    };
  }

  @Override
  public List<PermitEvent> decide(PermitCommand command, Permit permit) {
    return switch (command) {
      case PermitCommand.Receive receive ->
          permit.received() ? List.of() : List.of(new PermitEvent.Received(receive.by()));
      case PermitCommand.Check check -> {
        if (!permit.received() || permit.granted()) {
          throw new IllegalStateException("only a case that is under way is checked");
        }
        yield List.of(new PermitEvent.Checked(check.by()));
      }
      case PermitCommand.Grant grant -> {
        if (permit.granted()) {
          yield List.of();
        }
        if (permit.checks() < 2) {
          throw new IllegalStateException("two checks come before a grant");
        }
        yield List.of(new PermitEvent.Granted(grant.by()));
      }
    };
  }
}
