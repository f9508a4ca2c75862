package dev.gumleaf.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import dev.gumleaf.testing.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Every Java file looks as google-java-format writes it. Run with {@code -Dgumleaf.format=write} it
 * writes them so.
 */
class FormatTest {
  private static final Set<String> SKIPPED = Set.of("target", ".git", "data");

  @Test
  void files_ofTheRepository_areFormatted() throws IOException {
    List<Path> files = javaFiles();
    assertThat(files).hasSizeGreaterThan(100);
    boolean isWrite = "write".equals(System.getProperty("gumleaf.format"));
    List<String> ugly =
        files.parallelStream()
            .filter(file -> isUgly(file, isWrite))
            .map(file -> Repository.ROOT.relativize(file).toString())
            .sorted()
            .toList();
    if (!isWrite) {
      assertThat(ugly)
          .as(
              "files that are not formatted; mvn -pl server test -Dtest=FormatTest "
                  + "-Dgumleaf.format=write formats them")
          .isEmpty();
    }
  }

  @Test
  void format_uglySource_isRewritten() throws FormatterException {
    String ugly = "package a;import java.util.*;import java.util.List;class  A{List<A> a;}";
    assertThat(format(ugly)).isNotEqualTo(ugly).contains("\n\nclass A {\n  List<A> a;\n}\n");
  }

  private static boolean isUgly(Path file, boolean isWrite) {
    try {
      String source = Files.readString(file);
      String formatted = format(source);
      if (source.equals(formatted)) {
        return false;
      }
      if (isWrite) {
        Files.writeString(file, formatted);
      }
      return true;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (FormatterException unreadable) {
      throw new IllegalStateException(file + " cannot be read as Java", unreadable);
    }
  }

  private static String format(String source) throws FormatterException {
    return new Formatter().formatSourceAndFixImports(source);
  }

  private static List<Path> javaFiles() throws IOException {
    List<Path> found = new ArrayList<>();
    Files.walkFileTree(
        Repository.ROOT,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            return SKIPPED.contains(String.valueOf(directory.getFileName()))
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.toString().endsWith(".java")) {
              found.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return found;
  }
}
