package io.schemeless.eventstore.log.read;

import io.schemeless.eventstore.store.EventQuery;
import io.schemeless.eventstore.store.FindEvents.Chain;
import io.schemeless.eventstore.store.ReplayFilter;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a token goes on with, as one text that no other question makes.
final class TokenScope {
  private TokenScope() {}

  static String of(ReplayFilter filter) {
    String plain = join("replay", filter.domain(), filter.types().stream().sorted().toList());
    return filter.tags().isEmpty() ? plain : plain + ofTags(filter.tags());
  }

  static String of(EventQuery query) {
    return join("query", null, query.items().stream().map(TokenScope::of).sorted().toList());
  }

  private static String of(EventQuery.Item item) {
    return join("item", null, item.types().stream().sorted().toList()) + ofTags(item.tags());
  }

  private static String ofTags(Set<String> tags) {
    return join("tags", null, tags.stream().sorted().toList());
  }

  static String of(Chain chain) {
    return switch (chain) {
      case Chain.Correlation(var id) -> join("correlation", id, List.of());
      case Chain.Causation(var id) -> join("causation", id, List.of());
    };
  }

  static String ofStreams(@Nullable String domain) {
    return join("streams", domain, List.of());
  }

  private static String join(String kind, @Nullable String one, List<String> more) {
    return Stream.concat(Stream.of(kind, one == null ? "" : "=" + one), more.stream())
        .map(part -> part.length() + ":" + part)
        .collect(Collectors.joining());
  }
}
