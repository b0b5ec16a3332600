package io.schemeless.eventstore.functions.events;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What CloudEvents 1.0 asks of attributes, and what two of its SDKs ask beside: one attribute that
/// they do not take makes them refuse the whole page.
final class AttributeRules {
  /// Attributes that only the store gives.
  static final Set<String> OF_THE_STORE =
      Set.of("streamsequence", "logposition", "logindex", "recordedtime", "recordedby");

  /// Members that have a place in an event. The fields of `data` are no attributes.
  private static final Set<String> MAPPED =
      Set.of(
          "specversion",
          "id",
          "type",
          "time",
          "data",
          "domain",
          "identifier",
          "correlationid",
          "causationid");

  /// The first two are attributes of CloudEvents 0.3; an extension with one of these names breaks
  /// the npm package `cloudevents`.
  private static final Set<String> TAKEN_BY_SDKS =
      Set.of("schemaurl", "datacontentencoding", "validate");

  /// What is said of a text that an attribute may not be. The empty text is none of them.
  private static final Map<String, String> TEXTS =
      Map.of(
          "source", "must be a URI reference (RFC 3986)",
          "dataschema", "must be a URI with its scheme (RFC 3986)",
          "datacontenttype", "must be a media type (RFC 2046) of at most 1,024 characters",
          "subject", "must not be empty",
          "meta", "must be a string");

  private static final int MAX_MEDIA_TYPE = 1_024;

  /// The characters of RFC 3986, each where it may stand; [URI], of RFC 2396, checks the rest:
  /// escapes, schemes and addresses. What only one of the two takes, some client does not take.
  private static final Pattern REFERENCE =
      Pattern.compile(
          "(?:[A-Za-z][A-Za-z0-9+.-]*:)?+"
              + "(?://(?:[C:]*@)?(?:\\[[0-9A-Fa-f:.]+]|[C]*)(?::[0-9]*)?(?=[/?#]|$)|(?!//))"
                  .replace("C", "\\w\\-.~!$&'()*+,;=%")
              + "[C]*(?:\\?[C?]*)?(?:#[C?]*)?".replace("C", "\\w\\-.~!$&'()*+,;=%:@/"));

  private static final String TOKEN = "[\\w!#$%&'*+.^`|~-]+";

  private static final Pattern MEDIA_TYPE =
      Pattern.compile(
          TOKEN
              + "/"
              + TOKEN
              + "(?:[ \\t]*;[ \\t]*"
              + TOKEN
              + "=(?:"
              + TOKEN
              + "|\"(?:[^\"\\\\\\p{Cntrl}]|\\\\[^\\p{Cntrl}])*\"))*");

  private static final Pattern JSON = Pattern.compile("[^/]+/(?:[^;]*\\+)?json[ \\t]*(?:;.*)?");

  /// The JSON types that the Java SDK knows; under any other it wants a string.
  private static final Pattern PLAIN_JSON =
      Pattern.compile("(?:application|text)/(?:[a-zA-Z]+\\+)?json(?:;.*)?");

  private AttributeRules() {}

  /// What is wrong with the name of an attribute that goes into an event's meta, or none.
  static @Nullable String faultOfName(String name) {
    if (!name.matches("[a-z0-9]{1,64}")) {
      return "a CloudEvents attribute has a name of a-z and 0-9";
    }
    if (OF_THE_STORE.contains(name)) {
      return "the store gives this attribute";
    }
    return TAKEN_BY_SDKS.contains(name) ? "an SDK of CloudEvents has another use for it" : null;
  }

  static boolean isMapped(String name) {
    return MAPPED.contains(name);
  }

  /// Whether an attribute is a string wherever it occurs.
  static boolean isText(String name) {
    return TEXTS.containsKey(name);
  }

  /// What is wrong with the value of an attribute that is a string, or none.
  static @Nullable String faultOfText(String name, String value) {
    boolean fits =
        switch (name) {
          case "source" -> reference(value) != null;
          case "dataschema" -> reference(value) instanceof URI uri && uri.isAbsolute();
          case "datacontenttype" ->
              value.length() <= MAX_MEDIA_TYPE && MEDIA_TYPE.matcher(value).matches();
          case "subject" -> !value.isEmpty();
          default -> true;
        };
    return fits ? null : TEXTS.get(name);
  }

  private static @Nullable URI reference(String value) {
    if (value.isEmpty() || !REFERENCE.matcher(value).matches()) {
      return null;
    }
    try {
      return new URI(value);
    } catch (URISyntaxException e) {
      return null;
    }
  }

  /// Whether data of this type is JSON; without a type it is.
  static boolean isJson(@Nullable String mediaType) {
    return mediaType == null || JSON.matcher(mediaType.toLowerCase(Locale.ROOT)).matches();
  }

  /// Whether every reader knows that data of this type is JSON.
  static boolean isPlainJson(@Nullable String mediaType) {
    return mediaType == null || PLAIN_JSON.matcher(mediaType).matches();
  }
}
