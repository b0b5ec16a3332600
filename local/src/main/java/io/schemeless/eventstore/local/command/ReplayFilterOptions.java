package io.schemeless.eventstore.local.command;

import io.schemeless.eventstore.client.Replay;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which events of the log.
final class ReplayFilterOptions {
  @Option(names = "--domain", paramLabel = "NAME", description = "Only events of this domain.")
  private @Nullable String domain;

  @Option(
      names = "--type",
      paramLabel = "NAME",
      description = "Only events of this type; may be given several times.")
  private List<String> types = new ArrayList<>();

  Replay on(Replay replay) {
    return replay.domain(domain).types(types);
  }

  /// In words, to tell one export from another.
  String text() {
    return (domain == null ? "" : " domain " + domain)
        + (types.isEmpty() ? "" : " types " + types.stream().sorted().toList());
  }
}
