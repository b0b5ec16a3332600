package io.schemeless.eventstore.infra.config;

import java.util.Locale;

/// How the functions' code reaches Lambda. SnapStart takes zips only, and an ahead-of-time cache of
/// one's own needs an image, so a store has one or the other.
public enum Packaging {
  /// The jar, on Lambda's managed Java. Production starts it from snapshots.
  ZIP,
  /// A container image, with a cache that was made while it was built.
  IMAGE;

  /// As context writes it.
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
