package dev.gumleaf.api;

import dev.gumleaf.model.WorkspaceId;
import dev.gumleaf.score.FitModel;
import dev.gumleaf.score.FitRuleReader;
import dev.gumleaf.store.FitStore;
import dev.gumleaf.store.StoredFitModel;
import dev.gumleaf.store.Transaction;
import java.util.Optional;

/** Reads models of fit from the store, which holds only such as could be read. */
final class FitModelReader {
  private FitModelReader() {}

  static Optional<FitModel> find(
      FitStore store, Transaction tx, WorkspaceId workspace, int version) {
    return store.findModel(tx, workspace, version).map(FitModelReader::read);
  }

  static FitModel read(StoredFitModel stored) {
    return new FitModel(
        stored.version(), FitRuleReader.read(AdminBody.stored(stored.rules()), "rules"));
  }
}
