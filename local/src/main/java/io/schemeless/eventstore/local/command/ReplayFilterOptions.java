package io.schemeless.eventstore.local.command;

import io.schemeless.eventstore.client.QueryItem;
import io.schemeless.eventstore.client.Replay;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// Which events of the log.
final class ReplayFilterOptions {
  @Option(names = "--domain", paramLabel = "NAME", description = "Only events of this domain.")
  private @Nullable String domain;

  @Option(
      names = "--type",
      paramLabel = "NAME",
      description = "Only events of this type; may be given several times.")
  private List<String> types = new ArrayList<>();

  @Option(
      names = "--tag",
      paramLabel = "TAG",
      description = "Only events with this tag; given several times, with all of them.")
  private List<String> tags = new ArrayList<>();

  @Option(
      names = "--item",
      paramLabel = "JSON",
      converter = ItemConverter.class,
      description =
          "In place of these: only events that meet "
              + ItemConverter.FORM
              + "; given several times,"
              + " any of them.")
  private List<QueryItem> items = new ArrayList<>();

  /// @throws ParameterException if items are given with others
  Replay on(StoreCommand command, Replay replay) {
    if (items.isEmpty()) {
      return replay.domain(domain).types(types).tags(tags);
    }
    if (domain != null || !types.isEmpty() || !tags.isEmpty()) {
      throw command.wrong("--item stands in place of --domain, --type and --tag");
    }
    return replay.matching(items);
  }

  /// In words, to tell one export from another.
  String text() {
    return (domain == null ? "" : " domain " + domain)
        + (types.isEmpty() ? "" : " types " + types.stream().sorted().toList())
        + (tags.isEmpty() ? "" : " tags " + tags.stream().sorted().toList())
        + (items.isEmpty() ? "" : " items " + items);
  }
}
