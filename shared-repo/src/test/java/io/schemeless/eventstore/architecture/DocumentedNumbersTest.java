package io.schemeless.eventstore.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schemeless.eventstore.aws.AwsClients;
import io.schemeless.eventstore.aws.AwsStoreOptions;
import io.schemeless.eventstore.json.Json;
import io.schemeless.eventstore.log.core.Grace;
import io.schemeless.eventstore.log.prefix.QueryPages;
import io.schemeless.eventstore.store.AppendRequest;
import io.schemeless.eventstore.store.EventQuery;
import io.schemeless.eventstore.store.Names;
import io.schemeless.eventstore.store.NewEvent;
import io.schemeless.eventstore.store.PageLimits;
import io.schemeless.eventstore.store.StartPoint;
import io.schemeless.eventstore.store.StoreOptions;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// The numbers on the pages are those of the code. Each page is made of sentences written here with
/// numbers from the code, and of numbers that are not the code's; a digit in neither fails.
class DocumentedNumbersTest {
  private static final Path PAGES = Path.of("../docs/reference");
  private static final String LOG = "log.append.Validation";
  private static final String CLIENTS = "aws.AwsClients";
  private static final StoreOptions DEFAULT = StoreOptions.DEFAULT;

  /// What the store stands on is told, and held, below its own bounds: `BoundsPageTest` of `local`.
  @Test
  void bounds() throws IOException {
    String rest =
        without(
            // What stands before the functions is held by GatewayBoundsTest.
            page("bounds.md").split("\n## In front of the functions")[0],
            "| events of an append, in all | %s MiB |"
                .formatted(mib(number(LOG, "MAX_APPEND_BYTES"))),
            "| events in an append | 1 to %s |".formatted(grouped(AppendRequest.MAX_EVENTS)),
            "| streams in an append | %s |".formatted(number(LOG, "MAX_STREAMS")),
            "| tags of an event | up to %s, distinct, each 1 to %s bytes of any"
                .formatted(NewEvent.MAX_TAGS, NewEvent.MAX_TAG_BYTES),
            "| distinct tags of an append | %s |"
                .formatted(grouped(number(LOG, "MAX_APPEND_TAGS"))),
            "| 1 to %s, each with at least one type or tag, at most %s types and %s tags |"
                .formatted(
                    EventQuery.MAX_ITEMS, EventQuery.Item.MAX_TYPES, EventQuery.Item.MAX_TAGS),
            "without a tag | %s positions |".formatted(grouped(QueryPages.MAX_WALKED)),
            "| position that a replay starts at | 1 to %s |"
                .formatted(grouped(StartPoint.AtPosition.MAX)),
            "of the client's in an append | %s |".formatted(number(LOG, "MAX_CLIENT_IDS")),
            "| an event without its stream | %s MiB |"
                .formatted(mib(number(LOG, "MAX_EVENT_BYTES"))),
            "| `meta` | %s KiB |".formatted(number(LOG, "MAX_META_BYTES") / 1024),
            "| 1 to %s bytes, any characters".formatted(Names.MAX_BYTES),
            "| %s levels, %s digits a number".formatted(Json.MAX_DEPTH, grouped(Json.MAX_DIGITS)),
            "| events on a page | 1 to %s (default %s) |"
                .formatted(grouped(PageLimits.MAX_EVENTS), PageLimits.DEFAULT.events()),
            "| JSON of the events on a page | %s MB;".formatted(PageLimits.MAX_BYTES / 1e6),
            "| streams on a page of the list | 1 to %s |"
                .formatted(grouped(PageLimits.MAX_STREAMS)),
            "honoured for %s days".formatted(time("log.item.Claim", "KEY_LIFE").toDays()),
            "| an append, retries included | %s s |".formatted(DEFAULT.timeLimit().toSeconds()));

    assertThat(without(rest, "| request body | 4 MiB |").replaceAll("\\b4\\d\\d\\b|\\b503\\b", ""))
        .as("what is left is of RFCs and CloudEvents, held by tests of their own")
        .satisfies(
            text ->
                assertThat(
                        without(
                            text,
                            "UTF-8",
                            "RFC 3339",
                            "a lone 0",
                            "0000 to 9999, at most 9 digits",
                            "RFC 3986",
                            "a media type (RFC 2046) of at most 1,024 characters",
                            "a name of 1 to 64 of `a-z0-9`",
                            "a whole number of 32 bits",
                            "base64"))
                    .doesNotContainPattern("\\d"));
  }

  @Test
  void options() throws IOException {
    String names = "3 to 255 letters, digits, `_`, `-`, `.`";
    String rest =
        without(
            page("options.md"),
            "| at most %s bytes; may be empty |"
                .formatted(number("aws.AwsStoreOptions", "MAX_KEY_PREFIX")),
            "| %s bytes | %s to %s |"
                .formatted(
                    grouped(DEFAULT.offloadThreshold()),
                    grouped(number("store.StoreOptions", "LEAST_OFFLOAD")),
                    grouped(number("store.StoreOptions", "MOST_OFFLOAD"))),
            "| %s events | 1 to %s |".formatted(DEFAULT.pageSize(), grouped(PageLimits.MAX_EVENTS)),
            "for appends of over %s items".formatted(Grace.LARGE_APPEND),
            "| %s s; %s s |"
                .formatted(DEFAULT.grace().toSeconds(), DEFAULT.longGrace().toSeconds()),
            "| %s s | above 0 |".formatted(DEFAULT.timeLimit().toSeconds()),
            row(
                "tries of a request, the first included",
                "",
                number(CLIENTS, "ATTEMPTS"),
                number(CLIENTS, "ATTEMPTS")),
            "A try of at most %s KiB whose"
                .formatted(number("aws.WholeRequest", "LONGEST") / 1_024),
            row("time to connect", " s", seconds("CONNECT"), seconds("CONNECT")),
            row("time for a try", " s", seconds("DYNAMODB_ATTEMPT"), seconds("S3_ATTEMPT")),
            row(
                "time for a request with its retries",
                " s",
                seconds("DYNAMODB_CALL"),
                seconds("S3_CALL")),
            "up to | %s ms, doubling to %s s (throttled: %s ms)"
                .formatted(
                    time(CLIENTS, "PAUSE").toMillis(),
                    seconds("LONGEST_PAUSE"),
                    time(CLIENTS, "THROTTLED_PAUSE").toMillis()),
            "is tried %s\ntimes".formatted(number("dynamodb.Retries", "ATTEMPTS")),
            "up to %s ms, doubling to %s s."
                .formatted(
                    number("dynamodb.Retries", "FIRST_MILLIS"),
                    number("dynamodb.Retries", "LONGEST_MILLIS") / 1e3),
            names,
            "3 to 63 lower-case letters",
            "1 or more; for",
            "0 or more; the second");

    assertThat(
            without(
                    rest,
                    "DynamoDB",
                    "dynamodb",
                    "S3",
                    "s3",
                    "April 2023",
                    "(20, 10)",
                    "PageSize(500)")
                // The other adapter's defaults.
                .replace("Units` | 10 |", "")
                .replace("| 350,000 bytes, fixed |", "")
                .replace("`getAllEvents` | 100 |", ""))
        .doesNotContainPattern("\\d");
  }

  @Test
  void environment() throws IOException {
    String rest =
        without(
            page("environment.md"),
            "| at most %s bytes; may be empty |"
                .formatted(number("aws.AwsStoreOptions", "MAX_KEY_PREFIX")),
            "| %s | %s to %s |"
                .formatted(
                    grouped(DEFAULT.offloadThreshold()),
                    grouped(number("store.StoreOptions", "LEAST_OFFLOAD")),
                    grouped(number("store.StoreOptions", "MOST_OFFLOAD"))),
            "1 to 100 characters of a scope", // held by SettingsTest
            "3 to 255 letters, digits, `_`, `-`, `.`",
            "3 to 63 lower-case letters, digits, `-`, `.`");

    assertThat(without(rest, "S3", "_S3")).doesNotContainPattern("\\d");
  }

  @Test
  void the_lengths_of_names_are_those_that_the_pages_tell() {
    for (int length : new int[] {3, 255}) {
      assertThatCode(() -> named("t".repeat(length), "bucket")).doesNotThrowAnyException();
    }
    for (int length : new int[] {2, 256}) {
      assertThatThrownBy(() -> named("t".repeat(length), "bucket"))
          .hasMessageContaining("3 to 255");
    }
    for (int length : new int[] {3, 63}) {
      assertThatCode(() -> named("table", "b".repeat(length))).doesNotThrowAnyException();
    }
    for (int length : new int[] {2, 64}) {
      assertThatThrownBy(() -> named("table", "b".repeat(length))).hasMessageContaining("3 to 63");
    }
  }

  private static AwsStoreOptions named(String table, String bucket) {
    return AwsStoreOptions.builder("", bucket).tableName(table).build();
  }

  private static String page(String name) throws IOException {
    return Files.readString(PAGES.resolve(name));
  }

  private static String row(String what, String unit, long dynamoDb, long s3) {
    return "| %s | %d%s | %d%s |".formatted(what, dynamoDb, unit, s3, unit);
  }

  /// The page without the sentences, each of which it must have.
  private static String without(String page, String... sentences) {
    String rest = page;
    for (String sentence : List.of(sentences)) {
      assertThat(page).contains(sentence);
      rest = rest.replace(sentence, "");
    }
    return rest;
  }

  private static long mib(long bytes) {
    return bytes / 1024 / 1024;
  }

  private static String grouped(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static long seconds(String constant) {
    return time(CLIENTS, constant).toSeconds();
  }

  private static Duration time(String type, String constant) {
    return (Duration) constant(type, constant);
  }

  private static long number(String type, String constant) {
    return ((Number) constant(type, constant)).longValue();
  }

  /// A constant that is nobody's business but of its class, and of the page that tells of it.
  private static Object constant(String type, String constant) {
    try {
      String root = AwsClients.class.getPackageName().replaceAll("\\.\\w+$", ".");
      Field field = Class.forName(root + type).getDeclaredField(constant);
      field.setAccessible(true);
      return field.get(null);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError("the page tells of " + type + "." + constant, e);
    }
  }
}
