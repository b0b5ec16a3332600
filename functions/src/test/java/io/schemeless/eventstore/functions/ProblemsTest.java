package io.schemeless.eventstore.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemeless.eventstore.functions.http.ProblemType;
import io.schemeless.eventstore.port.SystemHost;
import io.schemeless.eventstore.store.EventStore;
import io.schemeless.eventstore.store.StoreException;
import io.schemeless.eventstore.store.StreamId;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What the store cannot do, as a client sees it.
class ProblemsTest {
  private static final String SECRET = "what a customer wrote";

  /// A store of which every call fails.
  private static Gateway failing(Throwable failure) {
    EventStore store =
        (EventStore)
            Proxy.newProxyInstance(
                ProblemsTest.class.getClassLoader(),
                new Class<?>[] {EventStore.class},
                (_, _, _) -> {
                  throw failure;
                });
    return new Gateway(store, new SystemHost());
  }

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(new StoreException.Throttled("slow down", null), 503, "throttled", true),
        Arguments.of(new StoreException.Unavailable("down", null), 503, "unavailable", true),
        Arguments.of(
            new StoreException.OutcomeUnknown("unknown", null), 503, "outcome-unknown", true),
        Arguments.of(new StoreException.RestoredTable(), 503, "restored-table", false),
        Arguments.of(new StoreException.NoStore(), 503, "no-store", false),
        Arguments.of(
            new StoreException.Misconfigured("no table", null), 503, "misconfigured", false),
        Arguments.of(new StoreException.NotOwned(), 503, "misconfigured", false),
        Arguments.of(new StoreException.CorruptData("broken"), 500, "corrupt-data", false),
        Arguments.of(new IllegalStateException(SECRET), 500, "internal-error", false));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void a_failure_of_the_store_is_a_problem_on_every_route(
      Throwable failure, int status, String slug, boolean retryable) {
    // given
    Gateway gateway = failing(failure);
    List<Reply> replies = new ArrayList<>();

    // when
    String event = "{\"type\":\"t\",\"payload\":0}";
    replies.add(gateway.post("/streams/d/events").json(event).send());
    replies.add(
        gateway.post("/events").json("[{\"domain\":\"d\",\"type\":\"t\",\"payload\":0}]").send());
    for (String route :
        List.of(
            "/events",
            "/streams",
            "/streams/d/events",
            "/event?id=1",
            "/correlations/c/events",
            "/health")) {
      replies.add(gateway.get(route).send());
    }
    replies.add(gateway.post("/reset").json("{\"confirm\":\"sandbox\"}").send());

    // then
    for (Reply reply : replies) {
      reply.isProblem(status, slug);
      assertThat(reply.json().path("retryable").asBoolean()).isEqualTo(retryable);
      assertThat(reply.headers().containsKey("retry-after")).isEqualTo(retryable);
    }
  }

  @Test
  void of_an_unexpected_failure_only_its_class_is_told_and_only_to_the_log() {
    // given
    TestContext context = new TestContext();

    // when
    Reply reply = failing(new IllegalStateException(SECRET)).get("/events").context(context).send();

    // then
    assertThat(reply.text()).doesNotContain(SECRET).doesNotContain("IllegalState");
    assertThat(context.logged())
        .containsExactly("ERROR unexpected java.lang.IllegalStateException");
  }

  @Test
  void a_failure_of_the_store_is_logged_with_its_kind() {
    // given
    TestContext context = new TestContext();

    // when
    failing(new StoreException.Misconfigured("the bucket is missing", null))
        .get("/events")
        .context(context)
        .send();

    // then
    assertThat(context.logged()).containsExactly("ERROR Misconfigured: the bucket is missing");
  }

  @Test
  void a_conflict_of_a_stream_without_an_identifier_has_none() {
    // given
    Gateway gateway = failing(new StoreException.VersionConflict(StreamId.of("d"), 1, 2));

    // when
    Reply reply = gateway.post("/streams/d/events").json("{\"type\":\"t\",\"payload\":0}").send();

    // then
    assertThat(reply.isProblem(412, "version-conflict").json().has("identifier")).isFalse();
  }

  @ParameterizedTest
  @EnumSource(ProblemType.class)
  void every_problem_has_a_page_that_tells_its_status_and_type(ProblemType type)
      throws IOException {
    // when
    String page =
        Files.readString(Path.of("..", "docs", "reference", "problems", type.slug() + ".md"));

    // then
    assertThat(page)
        .contains(type.title())
        .contains(type.uri())
        .contains(Integer.toString(type.status()));
  }

  @Test
  void the_contract_lists_every_problem() {
    // when
    List<String> listed = new ArrayList<>();
    Contract.INSTANCE
        .document()
        .at("/components/schemas/Problem/properties/type/enum")
        .forEach(each -> listed.add(each.asString()));

    // then
    assertThat(listed)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(ProblemType.values()).map(ProblemType::uri).toList());
  }

  @Test
  void the_log_says_why_an_outcome_is_unknown_in_the_stores_own_words_alone() {
    // given
    TestContext context = new TestContext();
    StoreException why =
        new StoreException.Misconfigured("no rights", new IllegalStateException(SECRET));

    // when
    failing(new StoreException.OutcomeUnknown("not known", why))
        .get("/events")
        .context(context)
        .send();

    // then
    assertThat(context.logged())
        .containsExactly("ERROR OutcomeUnknown: not known; Misconfigured: no rights");
  }
}
