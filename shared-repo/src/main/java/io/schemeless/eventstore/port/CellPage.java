package io.schemeless.eventstore.port;

import java.util.List;

/// What a query read.
///
/// @param cells in the order asked for; empty only if there are no more
/// @param more whether the range may hold more cells than these
public record CellPage(List<Cell> cells, boolean more) {
  public CellPage {
    cells = List.copyOf(cells);
  }
}
