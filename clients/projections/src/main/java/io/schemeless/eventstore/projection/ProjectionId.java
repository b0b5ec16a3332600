package io.schemeless.eventstore.projection;

import java.util.regex.Pattern;

/// Names a projection and the version of its code. A new version is built from the beginning beside
/// the old one, with a checkpoint of its own, into places of its own; then readers are switched.
///
/// @param name 1 to 100 of `a-z`, `0-9` and `-`: names that no database takes for one another
/// @param version from 1
public record ProjectionId(String name, int version) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,99}");

  public ProjectionId {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("a projection's name is 1 to 100 of a-z, 0-9 and -");
    }
    if (version < 1) {
      throw new IllegalArgumentException("a projection's version is 1 or more");
    }
  }

  public static ProjectionId of(String name, int version) {
    return new ProjectionId(name, version);
  }

  @Override
  public String toString() {
    return name + "-v" + version;
  }
}
