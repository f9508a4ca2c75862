package dev.gumleaf.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A workspace document as YAML, with the line on which each part of it stands.
 *
 * <p>Only the tree is read, never objects made from it: a file cannot name a class. YAML is that of
 * version 1.2, in which {@code no} and {@code 2026-01-05} are texts.
 */
final class WorkspaceFile {
  /** Characters; the largest workspace that a server takes is smaller. */
  static final int CHARS_MAX = 2_000_000;

  /** Values, each use of an alias counted anew, so that a few lines cannot fill memory. */
  private static final int VALUES_MAX = 100_000;

  private static final int DEPTH_MAX = 40;
  private static final int ALIASES_MAX = 100;
  private static final Pattern STEP = Pattern.compile("\\[(\\d+)]|\\.?([^.\\[]+)");

  private final String name;
  private final Map<List<String>, Integer> lines = new HashMap<>();
  private int values;

  private WorkspaceFile(String name) {
    this.name = name;
  }

  /** What a file says, and where. */
  record Read(JsonNode document, WorkspaceFile file) {}

  /**
   * Reads a file.
   *
   * @param name of the file, for messages
   * @throws CommandFailure if it is no YAML, or not as simple as it has to be
   */
  static Read read(String name, String text) {
    WorkspaceFile file = new WorkspaceFile(name);
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(name)
            .setCodePointLimit(CHARS_MAX)
            .setMaxAliasesForCollections(ALIASES_MAX)
            .build();
    try {
      Node root =
          new Compose(settings)
              .composeString(text)
              .orElseThrow(() -> new CommandFailure(name + " is empty"));
      return new Read(file.value(root, List.of()), file);
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
      throw new CommandFailure("%s:%d: %s".formatted(name, line, e.getProblem()));
    } catch (YamlEngineException e) {
      throw new CommandFailure(name + ": " + e.getMessage());
    }
  }

  private JsonNode value(Node node, List<String> path) {
    int line = node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    lines.putIfAbsent(path, line);
    values++;
    if (values > VALUES_MAX) {
      throw failure(line, "there are more than " + VALUES_MAX + " values");
    }
    if (path.size() > DEPTH_MAX) {
      throw failure(line, "is deeper than " + DEPTH_MAX + " levels");
    }
    return switch (node) {
      case MappingNode mapping -> object(mapping, path);
      case SequenceNode sequence -> array(sequence, path);
      case ScalarNode scalar -> scalar(scalar, line);
      default -> throw failure(line, "is no value");
    };
  }

  private ObjectNode object(MappingNode mapping, List<String> path) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (NodeTuple member : mapping.getValue()) {
      int line = member.getKeyNode().getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
      if (!(member.getKeyNode() instanceof ScalarNode key)) {
        throw failure(line, "a member has no name that is a text");
      }
      List<String> there = step(path, key.getValue());
      lines.putIfAbsent(there, line);
      if (object.has(key.getValue())) {
        throw failure(line, "there is a second " + key.getValue());
      }
      object.set(key.getValue(), value(member.getValueNode(), there));
    }
    return object;
  }

  private ArrayNode array(SequenceNode sequence, List<String> path) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (Node each : sequence.getValue()) {
      array.add(value(each, step(path, String.valueOf(array.size()))));
    }
    return array;
  }

  private static List<String> step(List<String> path, String next) {
    List<String> longer = new ArrayList<>(path);
    longer.add(next);
    return List.copyOf(longer);
  }

  private JsonNode scalar(ScalarNode scalar, int line) {
    String text = scalar.getValue();
    Tag tag = scalar.getTag();
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    if (tag.equals(Tag.STR)) {
      return nodes.textNode(text);
    }
    if (tag.equals(Tag.BOOL)) {
      return nodes.booleanNode(Boolean.parseBoolean(text));
    }
    if (tag.equals(Tag.NULL)) {
      return nodes.nullNode();
    }
    try {
      if (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
        return nodes.numberNode(new BigDecimal(text));
      }
    } catch (NumberFormatException e) {
      // Answered below: infinite, or none.
    }
    throw failure(line, "is no text, number, true or false: " + text);
  }

  private CommandFailure failure(int line, String problem) {
    return new CommandFailure("%s:%d: %s".formatted(name, line, problem));
  }

  /**
   * The file and line of a place; if it is not there, of what it would be in.
   *
   * @param place inside what the path leads to, such as {@code rule.when.all[0].is}
   */
  String at(List<String> path, String place) {
    List<String> all = new ArrayList<>(path);
    Matcher steps = STEP.matcher(place);
    while (steps.find()) {
      all.add(steps.group(1) == null ? steps.group(2) : steps.group(1));
    }
    while (!all.isEmpty() && !lines.containsKey(all)) {
      all.removeLast();
    }
    return name + ":" + lines.getOrDefault(all, 1);
  }
}
