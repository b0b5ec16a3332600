package io.schemeless.eventstore.projection;

import io.schemeless.eventstore.client.ReplayPage;
import io.schemeless.eventstore.client.StoreProblem;
import org.jspecify.annotations.Nullable;

/// Reads a page and applies it, and again. Remembers the checkpoint in between, unless a step
/// failed: what became of that only the checkpoint store knows.
final class PageSteps<T> {
  private final ProjectionId id;
  private final EventFeed feed;
  private final CheckpointStore<T> store;
  private final PageApplier<T> applier;
  private final ProjectionProgress progress;
  private final UnitGate gate;
  private final int size;

  private @Nullable ProjectionCheckpoint checkpoint;

  /// Where the next page is read: behind pages without an event this is ahead of the checkpoint.
  private @Nullable String token;

  PageSteps(
      ProjectionId id,
      EventFeed feed,
      CheckpointStore<T> store,
      PageApplier<T> applier,
      ProjectionProgress progress,
      UnitGate gate,
      int size) {
    this.id = id;
    this.feed = feed;
    this.store = store;
    this.applier = applier;
    this.progress = progress;
    this.gate = gate;
    this.size = size;
  }

  /// One page.
  ///
  /// @param waiting whether to wait at the end of the log
  void step(boolean waiting) throws Exception {
    ProjectionCheckpoint from = checkpoint;
    checkpoint = null;
    if (from == null) {
      from = load();
    }
    ReplayPage page = read(waiting);
    checkpoint =
        page.events().isEmpty() && !isWorthKeeping(page, from)
            ? from
            : applier.apply(from, token, page);
    token = page.next();
    progress.looked(page.caughtUp());
  }

  /// The place behind a page without events is kept where much was read for it, or all is done; not
  /// each time that something comes which the feed does not show.
  private boolean isWorthKeeping(ReplayPage page, ProjectionCheckpoint from) {
    return !page.next().equals(from.token()) && (!page.caughtUp() || !progress.status().caughtUp());
  }

  /// How often the checkpoint was moved, as the store says now; what another instance has applied
  /// since is told too.
  long revision() throws Exception {
    return load().revision();
  }

  private ProjectionCheckpoint load() throws Exception {
    ProjectionCheckpoint found =
        gate.pass(
            () -> {
              ProjectionCheckpoint at = store.load(id);
              progress.loaded(at, store.parked(id).size());
              return at;
            });
    token = found.token();
    return found;
  }

  private ReplayPage read(boolean waiting) {
    try {
      return waiting ? feed.await(token, size) : feed.page(token, size);
    } catch (StoreProblem.StoreWasReset e) {
      throw new ProjectionException.RebuildNeeded(id, e);
    } catch (StoreProblem e) {
      if (e.retryable()) {
        throw e;
      }
      throw new ProjectionException.FeedRefused(id, e);
    }
  }
}
