package dev.gumleaf.ingest;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names seen in each object that is open at the moment, to find a member that comes twice. JSON
 * leaves open which of the two counts, so two programs could read one body differently.
 *
 * <p>Small objects are compared one by one, which for their few names is quicker than hashing.
 */
final class MemberNames {
  private static final int COMPARED_MAX = 24;

  private final int[] starts;
  private final @Nullable Set<String>[] sets;
  private String[] names = new String[32];
  private int[] hashes = new int[32];
  private int top;

  @SuppressWarnings({"unchecked", "rawtypes"})
  MemberNames(int depthMax) {
    starts = new int[depthMax + 1];
    sets = new @Nullable Set[depthMax + 1];
  }

  void open(int depth) {
    starts[depth] = top;
    sets[depth] = null;
  }

  void close(int depth) {
    top = starts[depth];
  }

  /** How many members the open object at that depth has so far. */
  int count(int depth) {
    return top - starts[depth];
  }

  /** Notes a name; false if the object has it already. */
  boolean add(int depth, String name) {
    int hash = name.hashCode();
    Set<String> set = sets[depth];
    if (set != null) {
      push(name, hash);
      return set.add(name);
    }
    for (int i = starts[depth]; i < top; i++) {
      if (hashes[i] == hash && names[i].equals(name)) {
        return false;
      }
    }
    push(name, hash);
    if (count(depth) > COMPARED_MAX) {
      sets[depth] = new HashSet<>(Arrays.asList(names).subList(starts[depth], top));
    }
    return true;
  }

  private void push(String name, int hash) {
    if (top == names.length) {
      names = Arrays.copyOf(names, top * 2);
      hashes = Arrays.copyOf(hashes, top * 2);
    }
    names[top] = name;
    hashes[top] = hash;
    top++;
  }
}
