package dev.gumleaf.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** Writes JSON as the YAML that people keep: members in their order, comparisons on one line. */
final class WorkspaceYaml {
  private static final int WIDTH = 120;

  private WorkspaceYaml() {}

  static String of(JsonNode document) {
    DumpSettings settings =
        DumpSettings.builder()
            .setDefaultFlowStyle(FlowStyle.AUTO)
            .setWidth(WIDTH)
            .setSplitLines(false)
            .setDereferenceAliases(true)
            .build();
    return new Dump(settings).dumpToString(plain(document));
  }

  private static @Nullable Object plain(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        node.properties().forEach(each -> members.put(each.getKey(), plain(each.getValue())));
        yield members;
      }
      case ARRAY -> {
        List<@Nullable Object> elements = new ArrayList<>();
        node.forEach(each -> elements.add(plain(each)));
        yield elements;
      }
      case STRING -> node.textValue();
      case BOOLEAN -> node.booleanValue();
      case NUMBER -> node.numberValue();
      case NULL, MISSING, BINARY, POJO -> null;
    };
  }
}
