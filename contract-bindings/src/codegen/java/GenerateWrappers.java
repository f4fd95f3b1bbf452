import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.web3j.codegen.SolidityFunctionWrapperGenerator;
import org.web3j.tx.Contract;

/**
 * Generates the web3j wrappers of the governance contracts from the ABIs on the class path. Run by
 * the build as a source file: {@code GenerateWrappers <output directory> <package> <contract
 * name>...}.
 */
public final class GenerateWrappers {

  private static final int ADDRESS_BITS = 160;

  private GenerateWrappers() {}

  public static void main(String[] arguments) throws Exception {
    File output = new File(arguments[0]);
    String basePackage = arguments[1];
    // The generator announces every file; the build says something only when something is wrong.
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    for (String contract : Arrays.copyOfRange(arguments, 2, arguments.length)) {
      Path abi = copiedAbi(contract);
      try {
        new SolidityFunctionWrapperGenerator(
                null,
                abi.toFile(),
                output,
                contract,
                basePackage,
                true,
                false,
                false,
                Contract.class,
                ADDRESS_BITS,
                false)
            .generate();
      } finally {
        Files.delete(abi);
      }
    }
  }

  private static Path copiedAbi(String contract) throws IOException {
    String resource = "/io/govchain/contracts/abi/" + contract + ".json";
    try (InputStream abi = GenerateWrappers.class.getResourceAsStream(resource)) {
      if (abi == null) {
        throw new IOException(
            "no " + resource + " on the class path; build the contracts module first");
      }
      Path copy = Files.createTempFile(contract, ".abi");
      Files.write(copy, abi.readAllBytes());
      return copy;
    }
  }
}
