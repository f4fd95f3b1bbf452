package io.govchain.console.page;

import io.govchain.evm.encoding.Hex;
import io.govchain.service.http.Problem;
import io.govchain.service.http.Request;
import io.govchain.service.http.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPOutputStream;

/**
 * Serves the page. Every address that is no file is one of the page's own routes and answers its
 * index; what is below {@code /assets/} has a digest in its name and never changes.
 */
public final class StaticPage {
  private static final String INDEX = "/index.html";
  private static final String ASSETS = "/assets/";
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("html", "text/html; charset=utf-8"),
          Map.entry("js", "text/javascript; charset=utf-8"),
          Map.entry("css", "text/css; charset=utf-8"),
          Map.entry("json", "application/json"),
          Map.entry("map", "application/json"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("png", "image/png"),
          Map.entry("ico", "image/x-icon"),
          Map.entry("woff2", "font/woff2"),
          Map.entry("txt", "text/plain; charset=utf-8"),
          Map.entry("webmanifest", "application/manifest+json"));
  private static final Set<String> COMPRESSED = Set.of("png", "ico", "woff2");

  private final Map<String, byte[]> files;
  private final Map<String, byte[]> zipped = new ConcurrentHashMap<>();
  private final Map<String, String> tags = new ConcurrentHashMap<>();

  private StaticPage(Map<String, byte[]> files) {
    this.files = Map.copyOf(files);
  }

  /** The page that was built into this program. */
  public static StaticPage ofClasspath() {
    return new StaticPage(PageFiles.read());
  }

  /** A page of these files, by address. */
  static StaticPage of(Map<String, byte[]> files) {
    return new StaticPage(files);
  }

  /** Differs from build to build of the page, whose index names every file by its digest. */
  public String version() {
    return files.containsKey(INDEX) ? tag(files.get(INDEX)).replace("\"", "") : "none";
  }

  /** Handles GET and HEAD of every address outside the API. */
  public Response handle(Request request) {
    String path = request.path().get("path");
    if (files.isEmpty()) {
      return missing("this console was built without its page", path);
    }
    if (files.containsKey(path)) {
      return file(path, request);
    }
    return path.startsWith(ASSETS)
        ? missing("there is no such file; the page was replaced, load it anew", path)
        : file(INDEX, request);
  }

  private Response file(String path, Request request) {
    String tag = tags.computeIfAbsent(path, name -> tag(files.get(name)));
    Map<String, String> headers = new HashMap<>();
    headers.put("etag", tag);
    headers.put(
        "cache-control",
        path.startsWith(ASSETS) ? "public, max-age=31536000, immutable" : "no-cache");
    headers.put("vary", "accept-encoding");
    if (Optional.ofNullable(request.headers().get("if-none-match"))
        .filter(known -> Arrays.asList(known.split("\\s*,\\s*")).contains(tag))
        .isPresent()) {
      return new Response(304, headers, new byte[0]);
    }
    String extension = path.substring(path.lastIndexOf('.') + 1);
    headers.put("content-type", TYPES.getOrDefault(extension, "application/octet-stream"));
    boolean zip =
        !COMPRESSED.contains(extension)
            && request.headers().getOrDefault("accept-encoding", "").contains("gzip");
    if (!zip) {
      return new Response(200, headers, files.get(path));
    }
    headers.put("content-encoding", "gzip");
    return new Response(200, headers, zipped.computeIfAbsent(path, this::zip));
  }

  /** The build compresses once; what it left out is compressed at the first request. */
  private byte[] zip(String path) {
    byte[] built = files.get(path + ".gz");
    if (built != null) {
      return built;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(files.get(path));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  private static String tag(byte[] content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      return "\"" + Hex.of(Arrays.copyOf(digest, 16)).substring(2) + "\"";
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Response missing(String why, String path) {
    return Response.problem(Problem.of("page-missing", 404, why).actual(path))
        .header("cache-control", "no-store");
  }
}
