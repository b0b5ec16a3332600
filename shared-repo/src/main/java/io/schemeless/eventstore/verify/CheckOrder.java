package io.schemeless.eventstore.verify;

import io.schemeless.eventstore.verify.Verification.Count;

/// The checks of one pass, in the order in which they must run: each reads from the [Survey] what
/// those before it have written there.
enum CheckOrder {
  /// Writes where the log ends, its holes, the positions that are in doubt, and the objects and
  /// records that committed events have.
  LOG {
    @Override
    void run(Pass pass) {
      new LogCheck(pass).run();
    }
  },

  /// Reads which records there should be, and where the log was walked. Writes what attempts under
  /// way or left open have put, and the highest position of all.
  TABLE {
    @Override
    void run(Pass pass) {
      new TableCheck(pass).run();
    }
  },

  /// Reads which objects are needed, so it comes after the log.
  BUCKET {
    @Override
    void run(Pass pass) {
      new ObjectCheck(pass).run();
    }
  },

  /// Reads what was left open above the end of the log, so it comes after both.
  OPEN {
    @Override
    void run(Pass pass) {
      Survey survey = pass.survey();
      survey
          .open
          .tailMap(survey.lastSlot, false)
          .values()
          .forEach(
              lefts -> {
                boolean old = lefts.values().stream().allMatch(l -> pass.isOld(l.recorded));
                pass.findings().count(old ? Count.OPEN_OLD : Count.OPEN_YOUNG);
              });
    }
  },

  /// Reads the highest position of all. Last, as the counter only rises: appends that were made
  /// meanwhile cannot leave it behind.
  COUNTER {
    @Override
    void run(Pass pass) {
      CounterCheck.run(pass);
    }
  };

  abstract void run(Pass pass);
}
