package io.govchain.evm.send;

import io.govchain.evm.Block;
import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmException;
import io.govchain.evm.proof.BlockProofs;
import io.govchain.evm.proof.ProofException;
import io.govchain.evm.signing.RawTransaction;
import java.util.List;
import java.util.Optional;

/**
 * A block with the transactions that its header's root stands for. Only such a one tells that
 * something is not in it: a node may have a header whose body or receipts it lacks.
 */
public record CompleteBlock(Block block) {
  private static final int SET_CODE = 4;

  /**
   * @throws EvmException.ResponseRefused if the node lacks the block or any of its transactions
   */
  public static CompleteBlock read(EvmClient client, long number) {
    Block block =
        client
            .block(number)
            .orElseThrow(
                () -> new EvmException.ResponseRefused("the node has no block " + number, null));
    try {
      new BlockProofs(block, List.of());
    } catch (ProofException incomplete) {
      throw new EvmException.ResponseRefused(incomplete.getMessage(), incomplete);
    }
    return new CompleteBlock(block);
  }

  /** The account's transaction with this nonce. */
  public Optional<RawTransaction> transaction(String account, long nonce) {
    return block.transactions().stream()
        .filter(each -> each.nonce() == nonce && each.from().equals(account))
        .findFirst();
  }

  /**
   * Whether it may have used nonces of the account without a transaction of the account: by an
   * authorisation (EIP-7702), or by what the account does as a contract since one.
   */
  public boolean mayUseNoncesOf(EvmClient client, String account) {
    return hasAuthorisations() || !client.code(account).equals("0x");
  }

  /** Whether accounts gave authorisations in it, each of which uses a nonce of its account. */
  public boolean hasAuthorisations() {
    return block.transactions().stream().anyMatch(each -> each.type() == SET_CODE);
  }
}
