package io.schemeless.eventstore.log.item;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.schemeless.eventstore.json.JsonText;
import io.schemeless.eventstore.store.StreamId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds out what the bodies of many streams have in common: names of members, and members with
/// their values, that occur in at least [#STREAMS] of them. What only a few say is in no
/// dictionary, so an event that is taken away one day leaves nothing there.
public final class CommonText {
  /// In how many streams a text must occur.
  static final int STREAMS = 5;

  private static final int MAX_BODIES = 400;
  private static final int MAX_BYTES = 256 * 1024;
  private static final int MAX_BODY = 16 * 1024;

  private final Deque<Sample> samples = new ArrayDeque<>();
  private int bytes;

  private record Sample(StreamId stream, byte[] body) {}

  /// A member of an object in a body.
  ///
  /// @param name the name with its quotes and colon
  /// @param scalar the name and the value, or none where that is an object or an array
  private record Member(String name, @Nullable String scalar) {}

  /// A text, and the streams that have it.
  private static final class Use {
    private final Set<StreamId> streams = new HashSet<>();
    private long times;
  }

  /// Takes note of a body, and forgets the oldest where it has too many.
  public void add(StreamId stream, byte[] body) {
    if (body.length > MAX_BODY) {
      return;
    }
    samples.addLast(new Sample(stream, body));
    bytes += body.length;
    while (samples.size() > MAX_BODIES || bytes > MAX_BYTES) {
      bytes -= samples.removeFirst().body.length;
    }
  }

  /// What a dictionary says, the most useful last, as the format wants it; none where the bodies
  /// have nothing in common.
  public byte @Nullable [] common() {
    Map<String, Use> members = new HashMap<>();
    List<List<Member>> read = new ArrayList<>();
    for (Sample sample : samples) {
      List<Member> of = members(sample.body);
      read.add(of);
      for (Member member : of) {
        use(members, member.name, sample.stream);
        if (member.scalar != null) {
          use(members, member.scalar, sample.stream);
        }
      }
    }
    Map<String, Use> runs = new HashMap<>();
    int i = 0;
    for (Sample sample : samples) {
      runs(read.get(i++), members).forEach(run -> use(runs, run, sample.stream));
    }
    members.forEach(runs::putIfAbsent);
    return joined(runs);
  }

  private static void use(Map<String, Use> uses, String text, StreamId stream) {
    Use use = uses.computeIfAbsent(text, _ -> new Use());
    use.times++;
    if (use.streams.size() < STREAMS) {
      use.streams.add(stream);
    }
  }

  private static boolean isShared(@Nullable Use use) {
    return use != null && use.streams.size() >= STREAMS;
  }

  /// Members that follow each other, as far as all say what many streams say: the longer a match,
  /// the less it takes.
  private static List<String> runs(List<Member> members, Map<String, Use> uses) {
    List<String> runs = new ArrayList<>();
    StringBuilder run = new StringBuilder();
    for (Member member : members) {
      boolean whole = member.scalar != null && isShared(uses.get(member.scalar));
      if (whole) {
        run.append(run.isEmpty() ? "" : ",").append(member.scalar);
        continue;
      }
      if (isShared(uses.get(member.name))) {
        run.append(run.isEmpty() ? "" : ",").append(member.name);
        if (member.scalar == null) {
          run.append('{');
        } else if (member.scalar.charAt(member.name.length()) == '"') {
          run.append('"');
        }
      }
      runs.add(run.toString());
      run.setLength(0);
    }
    runs.add(run.toString());
    runs.removeIf(String::isEmpty);
    return runs;
  }

  private static byte @Nullable [] joined(Map<String, Use> uses) {
    List<Map.Entry<String, Use>> shared =
        uses.entrySet().stream()
            .filter(use -> isShared(use.getValue()))
            .sorted(
                Comparator.comparingLong(
                        (Map.Entry<String, Use> use) ->
                            -use.getValue().times * use.getKey().length())
                    .thenComparing(Map.Entry::getKey))
            .toList();
    List<String> chosen = new ArrayList<>();
    StringBuilder all = new StringBuilder();
    for (Map.Entry<String, Use> use : shared) {
      String text = use.getKey();
      int length = text.getBytes(StandardCharsets.UTF_8).length + 1;
      if (all.indexOf(text) < 0 && all.length() + length <= Dictionary.MAX_BYTES) {
        chosen.add(text);
        all.append(text).append(',');
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (String text : chosen.reversed()) {
      out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
      out.write(',');
    }
    byte[] bytes = out.toByteArray();
    return bytes.length == 0 || bytes.length > Dictionary.MAX_BYTES ? null : bytes;
  }

  /// How many bytes the bodies take when they are packed with a dictionary.
  public long packedBy(@Nullable Dictionary dictionary) {
    return samples.stream()
        .mapToLong(
            sample ->
                dictionary == null
                    ? Math.min(sample.body.length, Packed.deflated(sample.body).size())
                    : Packed.pack(sample.body, 0, dictionary).size())
        .sum();
  }

  private static List<Member> members(byte[] body) {
    return JsonText.parse(JsonText.decode(body), CommonText::members);
  }

  private static List<Member> members(JsonParser parser) throws IOException {
    List<Member> members = new ArrayList<>();
    int depth = 0;
    @Nullable String name = null;
    for (JsonToken token = parser.currentToken(); ; token = parser.nextToken()) {
      if (token == JsonToken.FIELD_NAME) {
        name = quoted(parser.currentName()) + ":";
        continue;
      }
      if (name != null) {
        members.add(new Member(name, token.isScalarValue() ? name + scalar(parser) : null));
        name = null;
      }
      if (token.isStructStart()) {
        depth++;
      } else if (token.isStructEnd() && --depth == 0) {
        return members;
      }
    }
  }

  private static String scalar(JsonParser parser) throws IOException {
    return parser.currentToken() == JsonToken.VALUE_STRING
        ? quoted(parser.getText())
        : parser.getText();
  }

  private static String quoted(String text) {
    return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
  }
}
