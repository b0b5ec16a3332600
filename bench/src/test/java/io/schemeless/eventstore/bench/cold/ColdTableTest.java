package io.schemeless.eventstore.bench.cold;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ColdTableTest {
  @Test
  void a_ratio_is_the_median_of_the_rounds_ratios_not_the_ratio_of_the_medians() {
    Map<ColdSubject, List<ColdStart>> starts = new LinkedHashMap<>();
    starts.put(subject("ours", 4_000), starts(100, 300, 800));
    starts.put(subject("theirs", 0), starts(100, 100, 400));

    assertThat(ColdTable.of(starts).lines())
        .contains(
            "| ours | 300 | 100 | 10 | 2.00 | 4000 |", "| theirs | 100 | 100 | 10 | 1.00 |  |");
  }

  private static ColdSubject subject(String name, long classes) {
    return new ColdSubject(name, () -> new ColdStart(0, 0), classes);
  }

  private static List<ColdStart> starts(double... millis) {
    return Arrays.stream(millis).mapToObj(each -> new ColdStart(each, 10)).toList();
  }
}
