package dev.gumleaf.store;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.gumleaf.model.WorkspaceId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts {@link ErasedTexts#MARK} in the place of texts wherever rows of one workspace hold them.
 * Walks through whole tables, so one walk should serve many people. Thread-safe.
 *
 * <p>It changes texts and nothing that is computed from them. In particular an entry keeps its
 * dedupe hash, so a copy that comes later is still recognised; it counts as a repeat, because what
 * it repeats cannot be compared any more. What is stored behind the walk is not seen: whoever wants
 * none of it keeps it from being stored.
 *
 * <p>The bytes that were replaced are gone for good only after {@link Database#scrub}.
 */
public final class TextRedaction {
  private final Database database;

  public TextRedaction(Database database) {
    this.database = database;
  }

  /**
   * Redacts columns, a bounded part of a table in each transaction, and gives the number of rows
   * that changed. Whatever ends it early, some rows are redacted and some not, and it can be run
   * again.
   *
   * @param columns such as {@link CustomerText#COLUMNS}
   */
  public long redact(WorkspaceId workspace, Collection<TextColumn> columns, ErasedTexts texts) {
    Map<TextTable, List<TextColumn>> byTable =
        columns.stream().collect(groupingBy(TextColumn::table, LinkedHashMap::new, toList()));
    long changed = 0;
    for (Map.Entry<TextTable, List<TextColumn>> table : byTable.entrySet()) {
      TextRows rows = new TextRows(table.getKey(), table.getValue());
      List<Object> position = List.of();
      TextRows.Look look;
      do {
        List<Object> after = position;
        look = database.read(tx -> rows.find(tx, workspace, after, texts));
        List<List<Object>> found = look.found();
        if (!found.isEmpty()) {
          changed += database.write(tx -> rows.redact(tx, workspace, found, texts));
        }
        position = look.last();
      } while (!look.isEnd());
    }
    return changed;
  }
}
