package io.schemeless.eventstore.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemeless.eventstore.local.invoke.Invoker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// The numbers of the second half of `docs/reference/bounds.md`: those of AWS are the ones that the
/// stand-ins hold to, those of the JDK are what it runs with here.
class BoundsPageTest {
  private static final int MIB = 1024 * 1024;

  private String rest = "";

  @Test
  void every_number_is_that_of_the_code() throws Exception {
    rest = page();

    has("| %d MiB of event | 413", ofInvoke("MAX_EVENT") / MIB);
    has("| %,d bytes of answer |", ofInvoke("MAX_ANSWER"));
    assertThat(ofInvoke("MAX_EVENT")).isEqualTo(LambdaLimits.LAMBDA_PAYLOAD);
    // ConnectionsTest, ClientBoundsTest and JsonBoundsTest meet or pass these.
    has("its 200 headers and 200 idle connections are lifted");
    has("closed after 30 s at rest");
    has("a head of 380 KiB, with 32 bytes more a header");
    has("384 KiB of headers of an answer, with 32 bytes more a header");
    has("names of over 50,000 characters");
    has("then 503 or `Unavailable`");

    assertThat(rest).doesNotContainPattern("\\d");
    assertThat(GatewayAnswer.TOO_LARGE.status()).isEqualTo(413);
    assertThat(GatewayAnswer.TIMED_OUT.status()).isEqualTo(503);
  }

  private void has(String sentence, Object... values) {
    String text = String.format(Locale.ROOT, sentence, values);
    assertThat(rest).contains(text);
    rest = rest.replace(text, "");
  }

  private static int ofInvoke(String constant) throws ReflectiveOperationException {
    var field =
        Class.forName(Invoker.class.getPackageName() + ".RuntimeApi").getDeclaredField(constant);
    field.setAccessible(true);
    return field.getInt(null);
  }

  private static String page() throws IOException {
    return Files.readString(Path.of("../docs/reference/bounds.md"))
        .split("## Of what it stands on", 2)[1];
  }
}
