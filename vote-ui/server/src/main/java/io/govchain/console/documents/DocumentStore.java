package io.govchain.console.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Files by the SHA-256 of their content, each with the statement that named it, where there is one.
 * What is there is complete: it is written elsewhere, forced to disk and then moved.
 */
public final class DocumentStore {
  private static final String DIGEST = "0x[0-9a-f]{64}";
  private static final String APPLICANT = ".applicant";

  private final Path directory;

  /** Over a folder, which is made if it is not there. */
  public DocumentStore(Path directory) {
    this.directory = directory;
    try {
      Files.createDirectories(directory);
      removeUnfinished();
    } catch (IOException unusable) {
      throw new UncheckedIOException(unusable);
    }
  }

  /** What was being written when a process ended. */
  private void removeUnfinished() throws IOException {
    try (DirectoryStream<Path> left = Files.newDirectoryStream(directory, "unfinished*.part")) {
      for (Path each : left) {
        Files.deleteIfExists(each);
      }
    }
  }

  /** The digest that names this content. */
  public static String digest(byte[] content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      return "0x" + HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The file of this content. */
  public Optional<Path> find(String digest) {
    return Optional.of(file(digest)).filter(Files::isRegularFile);
  }

  /** Keeps the content; false if it was kept before. */
  public synchronized boolean keep(byte[] content) throws IOException {
    Path file = file(digest(content));
    if (Files.isRegularFile(file) && Files.size(file) == content.length) {
      return false;
    }
    write(file, content);
    return true;
  }

  /** The statement by which a document got its name. */
  public Optional<String> statement(String digest) throws IOException {
    Path file = statementFile(digest);
    return Files.isRegularFile(file) ? Optional.of(Files.readString(file)) : Optional.empty();
  }

  /** Keeps the statement that names a document; the first one stays. */
  public synchronized void keepStatement(String digest, String statement) throws IOException {
    Path file = statementFile(digest);
    if (!Files.isRegularFile(file)) {
      write(file, statement.getBytes(StandardCharsets.UTF_8));
    }
  }

  /**
   * A document that only an applicant for membership uploaded: it may go once nothing is decided on
   * it any more.
   */
  record OfApplicant(String digest, String applicant, long bytes) {}

  /** Says whose a document is, before it is kept: what a process leaves behind is known as such. */
  synchronized void markApplicant(String digest, String applicant) throws IOException {
    write(applicantFile(digest), applicant.getBytes(StandardCharsets.UTF_8));
  }

  /** A member uploaded it, or the chain made it a member's: it stays. */
  synchronized void forgetApplicant(String digest) throws IOException {
    Files.deleteIfExists(applicantFile(digest));
  }

  /** All that only applicants uploaded. */
  synchronized List<OfApplicant> ofApplicants() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      List<OfApplicant> found = new ArrayList<>();
      for (Path each : files.filter(DocumentStore::isOfApplicant).toList()) {
        String name = each.getFileName().toString();
        String digest = "0x" + name.substring(0, name.length() - APPLICANT.length());
        found.add(new OfApplicant(digest, Files.readString(each), file(digest).toFile().length()));
      }
      return List.copyOf(found);
    }
  }

  private static boolean isOfApplicant(Path file) {
    return file.getFileName().toString().matches("[0-9a-f]{64}" + Pattern.quote(APPLICANT));
  }

  /** Removes a document with all that was said of it; whose it was goes last. */
  synchronized void remove(String digest) throws IOException {
    Files.deleteIfExists(file(digest));
    Files.deleteIfExists(statementFile(digest));
    Files.deleteIfExists(applicantFile(digest));
  }

  private void write(Path file, byte[] content) throws IOException {
    Files.createDirectories(file.getParent());
    Path unfinished = Files.createTempFile(directory, "unfinished", ".part");
    try {
      try (FileChannel out = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
        // A disk that is nearly full takes a part without complaint; the next write fails.
        ByteBuffer rest = ByteBuffer.wrap(content);
        while (rest.hasRemaining()) {
          out.write(rest);
        }
        out.force(true);
      }
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  /** Bytes of all files. */
  public synchronized long size() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }

  /** Two digits of the digest name a folder, so that none gets very full. */
  private Path file(String digest) {
    if (!digest.matches(DIGEST)) {
      throw new IllegalArgumentException("digest: expected 0x and 64 digits, was " + digest);
    }
    return directory.resolve(digest.substring(2, 4)).resolve(digest.substring(2));
  }

  private Path applicantFile(String digest) {
    Path file = file(digest);
    return file.resolveSibling(file.getFileName() + APPLICANT);
  }

  private Path statementFile(String digest) {
    Path file = file(digest);
    return file.resolveSibling(file.getFileName() + ".statement.json");
  }
}
