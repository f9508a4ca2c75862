package dev.gumleaf.model;

/** How well an account fits, next to the others of its workspace: A is the best quarter. */
public enum Grade {
  A,
  B,
  C,
  D
}
