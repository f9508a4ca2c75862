package dev.gumleaf.store;

/** A hit with the key it has, or had. */
public record WrittenHit(long key, HitRow row) {}
