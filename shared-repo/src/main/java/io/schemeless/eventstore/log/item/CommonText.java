package io.schemeless.eventstore.log.item;

import io.schemeless.eventstore.store.StreamId;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds out what the bodies of many streams have in common: texts that occur, as they are, in at
/// least [#STREAMS] of them. What only a few say is in no dictionary, so what is taken away from a
/// stream one day leaves nothing there.
///
/// Texts are chosen one after the other, each time the one that covers most of what none before it
/// covers for its length: the idea of the cover algorithms by which dictionaries of other
/// compressors are trained (Liao, Petri, Moffat, Wirth: "Effective Construction of Relative
/// Lempel-Ziv Dictionaries", WWW 2016).
public final class CommonText {
  /// In how many streams a text must occur.
  static final int STREAMS = 5;

  /// A text of fewer bytes is hardly shorter as a reference.
  private static final int GRAM = 6;

  private static final int MAX_BODIES = 200;
  private static final int MAX_BYTES = 64 * 1024;
  private static final int MAX_BODY = 8 * 1024;

  /// More occurrences of one gram say nothing new.
  private static final int MAX_OCCURRENCES = 50;

  private final Deque<Sample> samples = new ArrayDeque<>();
  private int bytes;

  private record Sample(StreamId stream, byte[] body) {
    long gram(int at) {
      long gram = 0;
      for (int i = at; i < at + GRAM; i++) {
        gram = gram << 8 | (body[i] & 0xff);
      }
      return gram;
    }
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

  /// How long the bodies are once they are packed with a dictionary, as a share of what they are.
  public double packedBy(Dictionary dictionary) {
    long packed =
        samples.stream().mapToLong(sample -> Packed.pack(sample.body, 0, dictionary).size()).sum();
    return bytes == 0 ? 1 : (double) packed / bytes;
  }

  /// What a dictionary says, the most useful last, as the format wants it; none where the bodies
  /// have nothing in common.
  public byte @Nullable [] common() {
    if (samples.stream().map(Sample::stream).distinct().limit(STREAMS).count() < STREAMS) {
      return null;
    }
    Grams grams = new Grams();
    samples.forEach(grams::add);
    Set<String> texts = new LinkedHashSet<>();
    samples.forEach(sample -> texts.addAll(grams.shared(sample)));
    List<byte[]> chosen = grams.cover(texts);
    if (chosen.isEmpty()) {
      return null;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    chosen.reversed().forEach(out::writeBytes);
    return out.toByteArray();
  }

  /// All runs of [#GRAM] bytes, and where they occur.
  private static final class Grams {
    private final Map<Long, List<Occurrence>> occurrences = new HashMap<>();
    private final Map<Long, Integer> times = new HashMap<>();

    private record Occurrence(Sample sample, int at) {}

    void add(Sample sample) {
      for (int at = 0; at + GRAM <= sample.body.length; at++) {
        long gram = sample.gram(at);
        times.merge(gram, 1, Integer::sum);
        List<Occurrence> known = occurrences.computeIfAbsent(gram, _ -> new ArrayList<>(4));
        if (known.size() < MAX_OCCURRENCES) {
          known.add(new Occurrence(sample, at));
        }
      }
    }

    private static boolean areShared(List<Occurrence> found) {
      Set<StreamId> streams = new HashSet<>();
      for (Occurrence each : found) {
        if (streams.add(each.sample.stream) && streams.size() == STREAMS) {
          return true;
        }
      }
      return false;
    }

    /// The longest texts of a body that are shared as a whole, from left to right.
    List<String> shared(Sample sample) {
      List<String> texts = new ArrayList<>();
      int at = 0;
      while (at + GRAM <= sample.body.length) {
        List<Occurrence> same = occurrences.getOrDefault(sample.gram(at), List.of());
        int length = areShared(same) ? GRAM : 0;
        while (length > 0 && at + length < sample.body.length) {
          List<Occurrence> longer = longer(same, length, sample.body[at + length]);
          if (!areShared(longer)) {
            break;
          }
          same = longer;
          length++;
        }
        if (length > 0) {
          texts.add(new String(sample.body, at, length, StandardCharsets.ISO_8859_1));
        }
        at += Math.max(1, length - GRAM + 1);
      }
      return texts;
    }

    private static List<Occurrence> longer(List<Occurrence> same, int length, byte next) {
      List<Occurrence> longer = new ArrayList<>(same.size());
      for (Occurrence each : same) {
        int at = each.at + length;
        if (at < each.sample.body.length && each.sample.body[at] == next) {
          longer.add(each);
        }
      }
      return longer;
    }

    private final class Text {
      private final byte[] bytes;
      private final long[] grams;
      private double worth;

      Text(String text) {
        this.bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        Sample whole = new Sample(StreamId.of("-"), bytes);
        this.grams = new long[bytes.length - GRAM + 1];
        Arrays.setAll(grams, whole::gram);
        weigh();
      }

      void weigh() {
        long covered = Arrays.stream(grams).distinct().map(times::get).sum();
        worth = (double) covered / (bytes.length + GRAM);
      }

      void take() {
        for (long gram : grams) {
          times.put(gram, 0);
        }
      }
    }

    /// What a text is worth only falls, so the best one is known once it is still the best after it
    /// was weighed anew.
    List<byte[]> cover(Set<String> texts) {
      PriorityQueue<Text> best =
          new PriorityQueue<>(Comparator.comparingDouble((Text text) -> -text.worth));
      texts.forEach(text -> best.add(new Text(text)));
      List<byte[]> chosen = new ArrayList<>();
      int length = 0;
      while (!best.isEmpty()) {
        Text next = best.remove();
        next.weigh();
        Text rival = best.peek();
        if (rival != null && next.worth < rival.worth) {
          best.add(next);
        } else if (next.worth > 0 && length + next.bytes.length <= Dictionary.MAX_BYTES) {
          next.take();
          chosen.add(next.bytes);
          length += next.bytes.length;
        }
      }
      return chosen;
    }
  }
}
