package io.schemeless.eventstore.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final StringWriter out = new StringWriter();

  @Test
  void a_terminal_has_one_line_that_is_written_over() {
    Progress progress = new Progress(new PrintWriter(out), true);

    progress.start("reading", 2_000);
    progress.at(1);
    progress.at(2_000);
    progress.clear();

    assertThat(List.of(out.toString().split("\r")))
        .startsWith("", "reading: 0 of 2,000", "reading: 2,000 of 2,000")
        .last()
        .asString()
        .isBlank();
    assertThat(out.toString()).doesNotContain("\n");
  }

  @Test
  void elsewhere_there_are_few_lines() {
    Progress progress = new Progress(new PrintWriter(out), false);

    progress.start("reading", 1_000);
    for (int done = 1; done <= 1_000; done++) {
      progress.at(done);
    }
    progress.clear();

    assertThat(out.toString().lines())
        .containsExactly(
            "reading: 250 of 1,000",
            "reading: 500 of 1,000",
            "reading: 750 of 1,000",
            "reading: 1,000 of 1,000");
  }
}
