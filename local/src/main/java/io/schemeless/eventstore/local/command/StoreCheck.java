package io.schemeless.eventstore.local.command;

import io.schemeless.eventstore.local.server.ExistingStore;
import io.schemeless.eventstore.verify.Verification;

/// Checks a store, or repairs it first, and says what was found.
///
/// @param acceptLoss whether a repair may give up events of which nothing is left
record StoreCheck(boolean repair, boolean acceptLoss, VerifyOutput output) {

  boolean isSound(ExistingStore store) {
    Verification found =
        repair ? store.verifier().repair(acceptLoss, output) : store.verifier().verify(output);
    output.report(found);
    if (repair && !acceptLoss) {
      output.refusal(found);
    }
    return found.isSound();
  }
}
