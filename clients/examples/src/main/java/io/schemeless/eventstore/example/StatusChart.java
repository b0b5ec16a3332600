package io.schemeless.eventstore.example;

import java.util.Locale;
import java.util.Map;

/// Counts as bars.
final class StatusChart {
  private StatusChart() {}

  static String svg(Map<String, Long> counts) {
    long most = counts.values().stream().mapToLong(Long::longValue).max().orElse(1);
    StringBuilder rows = new StringBuilder();
    int y = 20;
    for (Map.Entry<String, Long> each : counts.entrySet()) {
      double width = 400.0 * each.getValue() / most;
      rows.append(
          String.format(
              Locale.ROOT,
              """
              <text x="310" y="%d" text-anchor="end">%s</text>
              <rect x="320" y="%d" width="%.1f" height="14" fill="#0b6e4f"/>
              <text x="%.1f" y="%d">%d</text>
              """,
              y + 11,
              each.getKey().replace("&", "&amp;").replace("<", "&lt;"),
              y,
              width,
              326 + width,
              y + 11,
              each.getValue()));
      y += 20;
    }
    int height = 20 + y;
    return """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 %d" font-family="sans-serif" font-size="11">
        <rect width="800" height="%d" fill="#fff"/>
        %s</svg>
        """
        .formatted(height, height, rows);
  }
}
