package io.schemeless.eventstore.bench.cold;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/// All starts as a Markdown table: medians, and the median of each round's ratio to the last
/// subject that was started in the same round.
final class ColdTable {
  private ColdTable() {}

  static String of(Map<ColdSubject, List<ColdStart>> starts) {
    StringBuilder text =
        new StringBuilder(
            """
            | cold start | median ms | least | to the first event | of the last | classes |
            | --- | ---: | ---: | ---: | ---: | ---: |
            """);
    List<ColdStart> last = List.copyOf(starts.values()).getLast();
    starts.forEach(
        (subject, all) ->
            text.append(
                String.format(
                    Locale.ROOT,
                    "| %s | %.0f | %.0f | %s | %.2f | %s |%n",
                    subject.name(),
                    median(all, ColdStart::total),
                    all.stream().mapToDouble(ColdStart::total).min().orElseThrow(),
                    optional(median(all, ColdStart::init)),
                    ratio(all, last),
                    optional(subject.classes()))));
    return text.toString();
  }

  private static String optional(double value) {
    return value == 0 ? "" : String.format(Locale.ROOT, "%.0f", value);
  }

  private static double ratio(List<ColdStart> some, List<ColdStart> others) {
    return median(
        IntStream.range(0, some.size())
            .mapToDouble(i -> some.get(i).total() / others.get(i).total())
            .toArray());
  }

  private static double median(List<ColdStart> starts, ToDoubleFunction<ColdStart> of) {
    return median(starts.stream().mapToDouble(of).toArray());
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    int half = values.length / 2;
    return values.length % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
  }
}
