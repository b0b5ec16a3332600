package io.schemeless.eventstore.verify;

import io.schemeless.eventstore.log.core.StoreContext;
import io.schemeless.eventstore.log.item.Attributes;
import io.schemeless.eventstore.log.item.Keys;
import io.schemeless.eventstore.log.item.Meta;
import io.schemeless.eventstore.port.Cell;
import io.schemeless.eventstore.port.Cells;
import io.schemeless.eventstore.port.Host;
import io.schemeless.eventstore.port.ObjectStore;
import io.schemeless.eventstore.port.Observer;
import io.schemeless.eventstore.port.Read;
import io.schemeless.eventstore.store.StoreException.CorruptData;
import io.schemeless.eventstore.store.StoreException.Unavailable;
import io.schemeless.eventstore.store.StoreOptions;
import io.schemeless.eventstore.verify.Finding.Kind;
import io.schemeless.eventstore.verify.Verification.Progress;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Checks a whole store against every rule of the protocol, and repairs what is safe to repair.
///
/// A check writes nothing, and may run while the store serves. A repair may, too, unless the table
/// is a restored copy: that serves nobody before its repair has ended.
public final class StoreVerifier {
  /// How often a repair looks again, as what it puts right can bring more to light.
  private static final int MAX_PASSES = 5;

  private final StoreContext context;

  public StoreVerifier(Cells cells, ObjectStore objects, Host host, StoreOptions options) {
    this.context = StoreContext.of(cells, objects, host, options, Observer.NONE);
  }

  /// Reads the table twice and every object once.
  ///
  /// @throws Unavailable if the store was reset meanwhile
  public Verification verify(Progress progress) {
    return check(new Findings(false, false, progress)).findings().result(Map.of());
  }

  /// Checks, puts right what can be, and checks again. Doing it twice changes nothing.
  ///
  /// A restored table in which events are missing is left as it is, unless the loss is accepted:
  /// what is missing may be in another bucket, and a writer would give a missing version again.
  ///
  /// The order matters: first the new epoch, so that nobody who remembers the old life writes
  /// beside the repair; then what is missing, as an append left open may stand on it; then the open
  /// positions; and last the table is made the store's own, from when on it serves.
  ///
  /// @param acceptLoss whether events of which nothing is left are replaced by tombstones; do not
  ///   say so before the bucket's older versions were looked through
  public Verification repair(boolean acceptLoss, Progress progress) {
    Checked before = check(new Findings(false, acceptLoss, progress));
    Pass pass = before.pass();
    if (pass == null
        || before.findings().has(Kind.COUNTER_UNREADABLE)
        || (before.findings().has(Kind.RESTORED_TABLE) && before.findings().needsAcceptance())
        || isOfAnotherStore(pass)
        || isFarAhead(pass)) {
      return before.findings().result(Map.of());
    }
    Map<String, Long> repairs = new LinkedHashMap<>();
    boolean restored = before.findings().has(Kind.RESTORED_TABLE);
    Meta meta = startEpoch(pass, repairs);
    if (before.findings().isRepairable()) {
      // First, as an open append may stand on what is brought back.
      repairItems(acceptLoss, progress, repairs);
    }
    Findings decided = new Findings(true, acceptLoss, progress);
    new OpenPositions(new Pass(context, meta, decided, pass.survey()), restored).decide();
    if (!decided.repairs().isEmpty()) {
      add(repairs, decided);
      repairItems(acceptLoss, progress, repairs);
    }
    if (restored) {
      context.metas().adopt(meta, context.cells().tableId());
      repairs.merge("the table was made the store's own", 1L, Long::sum);
    }
    return repairs.isEmpty()
        ? before.findings().result(Map.of())
        : check(new Findings(false, acceptLoss, progress)).findings().result(repairs);
  }

  /// With a new counter, an empty store would be served beside one that the meta item has lost.
  private static boolean isOfAnotherStore(Pass pass) {
    return pass.findings().has(Kind.COUNTER_MISSING) && pass.survey().unknownItems;
  }

  /// A position so far above the log and the counter was given to nobody. A slot or a counter up
  /// there would leave readers more positions to close than they ever could.
  private boolean isFarAhead(Pass pass) {
    Cell counter = context.cells().get(pass.keys().counter(), Read.CONSISTENT);
    long given = counter == null ? 0 : counter.number(Attributes.NEXT);
    long known = Math.max(pass.survey().lastSlot, given);
    return pass.survey().highest - known > OpenPositions.MAX_SEALS;
  }

  /// What one pass writes again brings to light what belongs to it, so another pass follows.
  private void repairItems(boolean acceptLoss, Progress progress, Map<String, Long> repairs) {
    Findings findings;
    int passes = 0;
    do {
      findings = check(new Findings(true, acceptLoss, progress)).findings();
      add(repairs, findings);
      passes++;
    } while (!findings.repairs().isEmpty() && passes < MAX_PASSES);
  }

  private Meta startEpoch(Pass pass, Map<String, Long> repairs) {
    Findings findings = pass.findings();
    boolean restored = findings.has(Kind.RESTORED_TABLE);
    boolean wrong =
        restored
            || findings.has(Kind.COUNTER_MISSING)
            || findings.has(Kind.COUNTER_EPOCH)
            || findings.has(Kind.COUNTER_BEHIND);
    if (!wrong) {
      return pass.meta();
    }
    Cell counter = context.cells().get(pass.keys().counter(), Read.CONSISTENT);
    long taken = counter == null || restored ? 0 : counter.number(Attributes.NEXT);
    long highest = Math.max(pass.survey().highest, taken);
    Meta meta = context.metas().newEpoch(pass.meta(), counter, highest);
    repairs.merge("a new epoch was started, its counter at position " + highest, 1L, Long::sum);
    return meta;
  }

  private static void add(Map<String, Long> repairs, Findings findings) {
    findings.repairs().forEach((done, count) -> repairs.merge(done, count, Long::sum));
  }

  /// @param pass none where there is no store to look through
  private record Checked(Findings findings, @Nullable Pass pass) {}

  private Checked check(Findings findings) {
    Meta meta = meta(findings);
    if (meta == null) {
      return new Checked(findings, null);
    }
    Pass pass = new Pass(context, meta, findings, new Survey());
    for (CheckOrder check : CheckOrder.values()) {
      check.run(pass);
    }
    Meta after = meta(new Findings(false, false, (_, _) -> {}));
    if (after == null || !after.sameLife(meta)) {
      throw new Unavailable("the store was reset during its check; run it again", null);
    }
    return new Checked(findings, pass);
  }

  private @Nullable Meta meta(Findings findings) {
    Meta meta;
    try {
      Cell cell = context.cells().get(Keys.META, Read.CONSISTENT);
      if (cell == null) {
        findings.find(Kind.META_MISSING, "meta");
        return null;
      }
      meta = Meta.of(cell);
    } catch (CorruptData _) {
      findings.find(Kind.META_UNREADABLE, "meta");
      return null;
    }
    if (!meta.isReadable()) {
      findings.find(Kind.META_FORMAT, "meta");
      return null;
    }
    if (!meta.table().equals(context.cells().tableId())) {
      findings.find(Kind.RESTORED_TABLE, "meta");
    }
    return meta;
  }
}
