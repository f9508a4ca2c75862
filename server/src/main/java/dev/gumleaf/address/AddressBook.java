package dev.gumleaf.address;

import dev.gumleaf.ingest.DomainReader;
import dev.gumleaf.model.AddressFacts;
import dev.gumleaf.model.CompanyMatch;
import dev.gumleaf.model.NetworkKind;
import dev.gumleaf.model.Place;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known about network addresses, from the operator's files. Thread-safe; a look-up never
 * waits and never fails.
 */
public final class AddressBook {
  private final CompanyRules rules;
  private final List<WatchedFile<MmdbFile>> databases = new ArrayList<>();
  private final Optional<WatchedFile<CompanyList>> list;

  /**
   * Opens the files that there are; none is a book that knows nothing.
   *
   * @throws AddressFileException if one of them cannot be used
   */
  public AddressBook(Map<AddressFile, Path> files, DomainReader domains, InstantSource clock) {
    rules = new CompanyRules(domains);
    list =
        Optional.ofNullable(files.get(AddressFile.CSV))
            .map(path ->
                new WatchedFile<>(
                    AddressFile.CSV, path, csv -> CompanyList.read(csv, domains), clock));
    for (AddressFile file : AddressFile.DATABASES) {
      Path path = files.get(file);
      if (path != null) {
        databases.add(new WatchedFile<>(file, path, MmdbFile::open, clock));
      }
    }
  }

  /** What is known about an address; nothing for any text that is none. */
  public AddressFacts find(String address) {
    return PublicAddress.find(address).map(this::find).orElse(AddressFacts.NONE);
  }

  /** What is known about an address; nothing for private, local and other special ones. */
  public AddressFacts find(InetAddress address) {
    if (!PublicAddress.isPublic(address)) {
      return AddressFacts.NONE;
    }
    NetworkRecord record = NetworkRecord.NONE;
    @Nullable Place place = null;
    for (WatchedFile<MmdbFile> database : databases) {
      NetworkRecord read = RecordReader.read(database.file(), database.content().find(address));
      record = record.or(read);
      // The last file is the one that was made for places.
      place = NetworkRecord.first(read.place(), place);
    }
    @Nullable NetworkKind kind = rules.findKind(record).orElse(null);
    Optional<CompanyMatch> listed = list.flatMap(csv -> csv.content().find(address));
    NetworkRecord all = record;
    return new AddressFacts(
        listed.or(() -> rules.findCompany(all, kind)),
        Optional.ofNullable(place),
        Optional.ofNullable(kind),
        Optional.ofNullable(record.name()));
  }

  /** Reads the files that have changed; the others, and those that cannot be used, stay as read. */
  public void refresh() {
    list.ifPresent(WatchedFile::refresh);
    databases.forEach(WatchedFile::refresh);
  }

  /** When each file was last read with success. */
  public Map<AddressFile, Instant> loadedAt() {
    Map<AddressFile, Instant> times = new LinkedHashMap<>();
    list.ifPresent(csv -> times.put(csv.file(), csv.loadedAt()));
    databases.forEach(database -> times.put(database.file(), database.loadedAt()));
    return times;
  }
}
