package io.schemeless.eventstore.simulation;

import io.schemeless.eventstore.log.LogEventStore;
import io.schemeless.eventstore.port.Cells;
import io.schemeless.eventstore.port.Host;
import io.schemeless.eventstore.port.ObjectStore;
import io.schemeless.eventstore.store.EventStore;
import io.schemeless.eventstore.store.StoreOptions;
import io.schemeless.eventstore.verify.Finding;
import io.schemeless.eventstore.verify.StoreVerifier;
import io.schemeless.eventstore.verify.Verification;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/// The protocol with a few words of its sources replaced: the files that have them are compiled in
/// memory, and loaded with all other classes of the protocol beside the real ones.
final class MutatedProtocol implements Scenario.Protocol {
  private static final Path SOURCES = Path.of("src/main/java");
  private static final String ROOT = "io/schemeless/eventstore/";

  /// The rooms that are loaded anew.
  private static final List<String> ROOMS = List.of(ROOT + "log/", ROOT + "verify/");

  /// One for all, as it takes long to find out what lies on the class path.
  private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

  private static final StandardJavaFileManager FILES =
      COMPILER.getStandardFileManager(null, null, null);

  private final Constructor<?> store;
  private final Constructor<?> verifier;
  private final Method repair;

  /// @param edits by file name; each must match exactly once
  MutatedProtocol(List<Edit> edits) {
    Map<String, byte[]> classes = compile(sources(edits));
    ClassLoader loader = new Loader(classes);
    try {
      store = constructor(loader, LogEventStore.class);
      verifier = constructor(loader, StoreVerifier.class);
      repair =
          verifier
              .getDeclaringClass()
              .getMethod("repair", boolean.class, Verification.Progress.class);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /// One replacement in one file.
  record Edit(String file, String find, String replace) {}

  private static Constructor<?> constructor(ClassLoader loader, Class<?> original)
      throws ReflectiveOperationException {
    return loader
        .loadClass(original.getName())
        .getConstructor(Cells.class, ObjectStore.class, Host.class, StoreOptions.class);
  }

  @Override
  public EventStore open(Cells cells, ObjectStore objects, Host host, StoreOptions options) {
    try {
      return (EventStore) store.newInstance(cells, objects, host, options);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Verification repair(Cells cells, ObjectStore objects, Host host, StoreOptions options) {
    Verification.Progress silent = (_, _) -> {};
    try {
      return (Verification)
          repair.invoke(verifier.newInstance(cells, objects, host, options), true, silent);
    } catch (InvocationTargetException e) {
      switch (e.getCause()) {
        case RuntimeException failure -> throw failure;
        case Error failure -> throw failure;
        case null, default -> throw new IllegalStateException(e);
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The edited ones, by the path below [#SOURCES], as simple names may occur twice.
  private static Map<String, String> sources(List<Edit> edits) {
    Map<String, String> sources = new HashMap<>();
    for (Edit edit : edits) {
      Path file = file(edit);
      String path = SOURCES.relativize(file).toString().replace(File.separatorChar, '/');
      String text = sources.computeIfAbsent(path, _ -> read(file));
      sources.put(path, replaced(text, edit));
    }
    return sources;
  }

  private static Path file(Edit edit) {
    List<Path> named = new ArrayList<>();
    for (String room : ROOMS) {
      try (Stream<Path> files = Files.walk(SOURCES.resolve(room))) {
        files.filter(file -> file.endsWith(edit.file() + ".java")).forEach(named::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    if (named.size() != 1) {
      throw new IllegalStateException("is not one file: " + edit);
    }
    return named.getFirst();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String replaced(String text, Edit edit) {
    if (text.split(Pattern.quote(edit.find()), -1).length != 2) {
      throw new IllegalStateException("does not match exactly once: " + edit);
    }
    return text.replace(edit.find(), edit.replace());
  }

  private static Map<String, byte[]> compile(Map<String, String> sources) {
    StringWriter messages = new StringWriter();
    List<JavaFileObject> files = new ArrayList<>();
    sources.forEach((name, text) -> files.add(new Source(name, text)));
    Output output = new Output(FILES);
    List<String> options =
        List.of("-proc:none", "-nowarn", "-classpath", System.getProperty("java.class.path"));
    if (!COMPILER.getTask(messages, output, null, options, null, files).call()) {
      throw new IllegalStateException(messages.toString());
    }
    Map<String, byte[]> classes = new HashMap<>();
    output.classes.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
    return classes;
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    /// @param name the path, as the packages say
    Source(String name, String text) {
      super(URI.create("string:///" + name), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  private static final class Output extends ForwardingJavaFileManager<JavaFileManager> {
    private final Map<String, ByteArrayOutputStream> classes = new HashMap<>();

    Output(JavaFileManager files) {
      super(files);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String name, JavaFileObject.Kind kind, @Nullable FileObject sibling) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      classes.put(name, bytes);
      return new SimpleJavaFileObject(URI.create("bytes:///" + name.replace('.', '/')), kind) {
        @Override
        public OutputStream openOutputStream() {
          return bytes;
        }
      };
    }
  }

  /// Takes the protocol's classes from memory; what a verification tells and all else from where
  /// they are.
  private static final class Loader extends ClassLoader {
    private static final Set<String> SHARED =
        Set.of(Verification.class.getName(), Finding.class.getName());

    private final Map<String, byte[]> classes;

    Loader(Map<String, byte[]> classes) {
      super(StoreOptions.class.getClassLoader());
      this.classes = classes;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!isAnew(name)) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        if (loaded != null) {
          return loaded;
        }
        byte @Nullable [] mutated = classes.get(name);
        byte[] bytes = mutated != null ? mutated : original(name);
        return defineClass(name, bytes, 0, bytes.length);
      }
    }

    private static boolean isAnew(String name) {
      return ROOMS.stream().anyMatch(name.replace('.', '/')::startsWith)
          && !SHARED.contains(name.replaceFirst("\\$.*", ""));
    }

    private byte[] original(String name) throws ClassNotFoundException {
      try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
        if (in == null) {
          throw new ClassNotFoundException(name);
        }
        return in.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
