package io.schemeless.eventstore.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.schemeless.eventstore.functions.http.RequestBody;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// What the page of bounds tells of a body; the library's test holds the rest of that page.
class DocumentedBodyTest {

  @Test
  void the_bound_of_a_body_is_the_one_that_the_page_tells() throws IOException {
    assertThat(Files.readString(Path.of("../docs/reference/bounds.md")))
        .contains("| request body | %d MiB |".formatted(RequestBody.MAX_BYTES / 1024 / 1024));
  }
}
