package io.schemeless.eventstore.bench.report;

import io.schemeless.eventstore.bench.plan.SubjectKind;
import io.schemeless.eventstore.bench.run.Measured;
import io.schemeless.eventstore.bench.run.Results;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Rates as bars, each beside that of the npm adapter, on a scale of powers of ten.
public final class SvgPlot {
  private static final int WIDTH = 900;
  private static final int LEFT = 290;
  private static final int RIGHT = 70;
  private static final int BAR = 12;
  private static final int GAP = 10;
  private static final int TOP = 46;
  private static final Map<SubjectKind, String> COLOURS =
      Map.of(
          SubjectKind.LIBRARY, "#0b6e4f",
          SubjectKind.HTTP, "#6bbf9e",
          SubjectKind.PEER, "#b5532b",
          SubjectKind.FLOOR_1, "#b8b8b8",
          SubjectKind.FLOOR_3, "#8a8a8a",
          SubjectKind.FLOOR_QUERY, "#b8b8b8");

  private SvgPlot() {}

  public static String of(Results results) {
    List<Measured> shown =
        results.all().stream()
            .filter(m -> COLOURS.containsKey(m.subject()) && !m.workload().isPaused())
            .filter(m -> m.problem().isEmpty() && m.rate() > 0)
            .toList();
    double most = shown.stream().mapToDouble(Measured::rate).max().orElse(10);
    double decades = Math.max(1, Math.ceil(Math.log10(most)));
    StringBuilder body = new StringBuilder();
    int y = TOP;
    String last = "";
    for (Measured m : shown) {
      if (!m.workload().name().equals(last)) {
        y += GAP;
        body.append(text(LEFT - 8, y + BAR - 2, "end", m.workload().title()));
        last = m.workload().name();
      }
      double length = Math.max(2, Math.log10(Math.max(1, m.rate())) / decades * span());
      body.append(rectangle(LEFT, y, length, COLOURS.getOrDefault(m.subject(), "#000")));
      String rate = String.format(Locale.ROOT, "%,.0f", m.rate());
      body.append(text(LEFT + length + 5, y + BAR - 2, "start", rate));
      y += BAR + 2;
    }
    return frame(grid(decades, y) + body + legend(), y + 20);
  }

  private static double span() {
    return WIDTH - LEFT - RIGHT;
  }

  private static String grid(double decades, int bottom) {
    StringBuilder grid = new StringBuilder();
    for (int i = 0; i <= decades; i++) {
      double x = LEFT + i / decades * span();
      grid.append(
          String.format(
              Locale.ROOT,
              "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"#ddd\"/>%n",
              x,
              TOP,
              x,
              bottom));
      grid.append(text(x, TOP - 4, "middle", String.format(Locale.ROOT, "%,.0f", Math.pow(10, i))));
    }
    return grid.toString();
  }

  private static String legend() {
    StringBuilder legend = new StringBuilder();
    double x = LEFT;
    for (SubjectKind kind : SubjectKind.values()) {
      if (COLOURS.containsKey(kind)) {
        legend.append(rectangle(x, 8, BAR, COLOURS.getOrDefault(kind, "#000")));
        legend.append(text(x + BAR + 4, 18, "start", kind.label()));
        x += 100;
      }
    }
    return legend + text(LEFT - 8, 18, "end", "a second (appends, reads, replayed events)");
  }

  private static String rectangle(double x, int y, double width, String colour) {
    return String.format(
        Locale.ROOT,
        "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>%n",
        x,
        y,
        width,
        BAR,
        colour);
  }

  private static String text(double x, int y, String anchor, String text) {
    return String.format(
        Locale.ROOT,
        "<text x=\"%.1f\" y=\"%d\" text-anchor=\"%s\">%s</text>%n",
        x,
        y,
        anchor,
        text.replace("&", "&amp;").replace("<", "&lt;"));
  }

  private static String frame(String body, int height) {
    return String.format(
        Locale.ROOT,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
            + " font-size=\"11\">%n<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>%n%s</svg>%n",
        WIDTH,
        height,
        WIDTH,
        height,
        body);
  }
}
