package io.schemeless.eventstore.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The highest value up to a moment, whatever the order in which values are noted.
class HighestTest {
  private record Noted(long moment, long value) {}

  @Test
  void it_tells_what_a_look_through_all_notes_tells() {
    Random random = new Random(1);
    for (int run = 0; run < 200; run++) {
      Highest highest = new Highest();
      List<Noted> all = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        all.add(new Noted(random.nextInt(15), 1 + random.nextInt(15)));
        highest.note(all.getLast().moment, all.getLast().value);
        for (long moment = 0; moment < 17; moment++) {
          long at = moment;
          long expected =
              all.stream()
                  .filter(noted -> noted.moment < at)
                  .mapToLong(Noted::value)
                  .max()
                  .orElse(0);
          assertThat(highest.before(moment)).isEqualTo(expected);
        }
      }
    }
  }
}
