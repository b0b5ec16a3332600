package io.schemeless.eventstore.functions.priming;

import io.schemeless.eventstore.aws.AwsWarmUp;
import java.util.ArrayList;
import java.util.List;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;

/// Runs what a first request would load, before the snapshot is taken. Without SnapStart the hook
/// is never called.
///
/// It makes nothing unique that outlives it (the store that it writes to is in memory, and thrown
/// away) and opens no connection. So there is nothing stale after a restore either: the function's
/// own clients connect, and its store reads its first item, with the first request.
public final class Priming implements Resource {
  /// CRaC keeps its resources by weak references.
  private static final List<Priming> REGISTERED = new ArrayList<>();

  private final Runnable requests;

  /// @param requests calls the function's handler, on a store in memory
  Priming(Runnable requests) {
    this.requests = requests;
  }

  /// Has the requests run before a snapshot.
  ///
  /// @param requests calls the function's handler, on a store in memory
  public static synchronized void register(Runnable requests) {
    Priming priming = new Priming(requests);
    REGISTERED.add(priming);
    Core.getGlobalContext().register(priming);
  }

  @Override
  public void beforeCheckpoint(Context<? extends Resource> context) {
    AwsWarmUp.run();
    requests.run();
  }

  @Override
  public void afterRestore(Context<? extends Resource> context) {}
}
