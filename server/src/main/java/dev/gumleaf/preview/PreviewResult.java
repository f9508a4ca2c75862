package dev.gumleaf.preview;

/** What a run found. */
public sealed interface PreviewResult permits SignalPast, AudiencePast, ScorePast {}
