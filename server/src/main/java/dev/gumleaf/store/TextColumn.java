package dev.gumleaf.store;

import java.util.List;

/**
 * A column that can hold text of customers.
 *
 * @param uniqueWith the columns that identify a row together with this one; empty if rows may agree
 */
public record TextColumn(TextTable table, String name, Form form, List<String> uniqueWith) {
  /** What the column's text has to stay. */
  public enum Form {
    /** Any text. */
    PLAIN,
    /** One JSON value. */
    JSON
  }

  public TextColumn {
    uniqueWith = List.copyOf(uniqueWith);
  }

  static TextColumn plain(TextTable table, String name) {
    return new TextColumn(table, name, Form.PLAIN, List.of());
  }

  static TextColumn json(TextTable table, String name) {
    return new TextColumn(table, name, Form.JSON, List.of());
  }

  static TextColumn unique(TextTable table, String name, String... with) {
    return new TextColumn(table, name, Form.PLAIN, List.of(with));
  }

  String redact(String text, ErasedTexts texts) {
    return switch (form) {
      case PLAIN -> texts.redact(text);
      case JSON -> texts.redactJson(text);
    };
  }
}
