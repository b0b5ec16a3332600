package io.schemeless.eventstore.functions.http;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// The headers that bound what a browser does with the console's pages, wherever they are served.
public final class PageHeaders {
  /// Beside the policy of content.
  public static final Map<String, String> OTHERS =
      Collections.unmodifiableMap(
          new TreeMap<>(
              Map.of(
                  "cross-origin-opener-policy", "same-origin",
                  "cross-origin-resource-policy", "same-origin")));

  private static final String STYLE = "style-src 'self'";

  private PageHeaders() {}

  /// Nothing but what the page's own server serves runs or is shown.
  ///
  /// @param connect what may be asked, as a policy writes it
  public static String policy(String connect) {
    return "default-src 'none'; script-src 'self'; "
        + STYLE
        + "; img-src 'self' data:; connect-src "
        + connect
        + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
  }

  /// The same for the API's reference, which writes style sheets of its own into its page.
  public static String referencePolicy(String connect) {
    return policy(connect).replace(STYLE, STYLE + " 'unsafe-inline'; font-src 'self' data:");
  }
}
