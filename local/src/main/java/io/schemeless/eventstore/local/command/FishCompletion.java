package io.schemeless.eventstore.local.command;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// The completion for fish, which picocli does not make.
final class FishCompletion {
  private FishCompletion() {}

  static String script(String name, CommandLine root) {
    StringBuilder out = new StringBuilder();
    String start = "complete -c " + name;
    out.append(start).append(" -f -n __fish_use_subcommand -a bench -d 'Measure it'\n");
    root.getSubcommands()
        .forEach(
            (sub, command) -> {
              CommandSpec spec = command.getCommandSpec();
              out.append(start)
                  .append(" -f -n __fish_use_subcommand -a ")
                  .append(sub)
                  .append(" -d ")
                  .append(quoted(first(spec.usageMessage().description())))
                  .append('\n');
              for (OptionSpec option : spec.options()) {
                out.append(option(start, sub, option));
              }
            });
    return out.toString();
  }

  private static String option(String start, String sub, OptionSpec option) {
    StringBuilder out = new StringBuilder(start);
    out.append(" -n '__fish_seen_subcommand_from ").append(sub).append('\'');
    for (String name : option.names()) {
      out.append(name.startsWith("--") ? " -l " : " -s ")
          .append(name.substring(name.startsWith("--") ? 2 : 1));
    }
    if (option.arity().max() > 0) {
      out.append(option.typeInfo().getClassName().equals("java.nio.file.Path") ? " -r -F" : " -x");
    }
    return out.append(" -d ").append(quoted(first(option.description()))).append('\n').toString();
  }

  private static String first(String[] lines) {
    return lines.length == 0 ? "" : lines[0].replace("%n", "").strip();
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
