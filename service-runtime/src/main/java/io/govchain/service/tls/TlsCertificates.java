package io.govchain.service.tls;

import io.govchain.service.config.TlsFiles;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;

/** Makes self-signed P-256 certificates, to be pinned by their fingerprint. */
public final class TlsCertificates {
  private static final Duration VALIDITY = Duration.ofDays(3650);

  private TlsCertificates() {}

  /**
   * Writes a new certificate and its PKCS#8 key, readable by the owner only, and returns the
   * fingerprint to register. Existing files are never overwritten.
   *
   * @param name common name, by habit the service's path
   * @param hosts names and addresses for clients that check them although services do not
   * @throws UncheckedIOException when a file exists or cannot be written
   */
  public static Fingerprint create(String name, List<String> hosts, TlsFiles files) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"), new SecureRandom());
      KeyPair pair = generator.generateKeyPair();
      X509CertificateHolder holder = selfSigned(name, hosts, pair);
      write(files.key(), pem("PRIVATE KEY", pair.getPrivate().getEncoded()), "rw-------");
      write(files.certificate(), pem("CERTIFICATE", holder.getEncoded()), "rw-r--r--");
      return Fingerprint.of(new JcaX509CertificateConverter().getCertificate(holder));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (GeneralSecurityException | OperatorCreationException defect) {
      throw new IllegalStateException("a P-256 certificate cannot be made", defect);
    }
  }

  private static X509CertificateHolder selfSigned(String name, List<String> hosts, KeyPair pair)
      throws IOException, OperatorCreationException {
    X500Name subject = new X500NameBuilder().addRDN(BCStyle.CN, name).build();
    Instant now = Instant.now();
    JcaX509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            subject,
            new BigInteger(127, new SecureRandom()).setBit(126),
            // An hour back: clocks of other tools may be behind.
            Date.from(now.minus(Duration.ofHours(1))),
            Date.from(now.plus(VALIDITY)),
            subject,
            pair.getPublic());
    if (!hosts.isEmpty()) {
      GeneralName[] names =
          hosts.stream().map(TlsCertificates::alternative).toArray(GeneralName[]::new);
      builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
    }
    return builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate()));
  }

  private static GeneralName alternative(String host) {
    boolean address = host.matches("[0-9.]+") || host.contains(":");
    return new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, host);
  }

  private static String pem(String type, byte[] der) throws IOException {
    StringWriter text = new StringWriter();
    try (PemWriter writer = new PemWriter(text)) {
      writer.writeObject(new PemObject(type, der));
    }
    return text.toString();
  }

  private static void write(Path file, String text, String permissions) throws IOException {
    if (file.toAbsolutePath().getParent() != null) {
      Files.createDirectories(file.toAbsolutePath().getParent());
    }
    if (Files.getFileStore(file.toAbsolutePath().getParent()).supportsFileAttributeView("posix")) {
      // Created with its permissions, so that a key is never readable by others for a moment.
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)));
      Files.writeString(file, text, StandardCharsets.US_ASCII);
    } else {
      Files.writeString(file, text, StandardCharsets.US_ASCII, StandardOpenOption.CREATE_NEW);
    }
  }
}
