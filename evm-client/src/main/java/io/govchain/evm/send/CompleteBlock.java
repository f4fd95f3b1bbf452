package io.govchain.evm.send;

import io.govchain.evm.Block;
import io.govchain.evm.EvmClient;
import io.govchain.evm.EvmException;
import io.govchain.evm.encoding.Hex;
import io.govchain.evm.proof.BlockProofs;
import io.govchain.evm.proof.ProofException;
import io.govchain.evm.signing.Authorisation;
import io.govchain.evm.signing.RawTransaction;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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

  /** The nonces that the account used in it, by transactions and by authorisations. */
  public Set<Long> noncesOf(EvmClient client, String account) {
    Set<Long> nonces = new HashSet<>(authorisedBy(client, account));
    block.transactions().stream()
        .filter(each -> each.from().equals(account))
        .forEach(each -> nonces.add(each.nonce()));
    return nonces;
  }

  /**
   * The nonces that the account may have used in it without a transaction of its own (EIP-7702).
   */
  public Set<Long> authorisedBy(EvmClient client, String account) {
    if (block.transactions().stream().noneMatch(each -> each.type() == SET_CODE)) {
      return Set.of();
    }
    long chainId = client.chainId();
    return block.transactions().stream()
        .flatMap(each -> Authorisation.of(each, chainId).stream())
        .filter(each -> each.account().equals(account))
        .map(Authorisation::nonce)
        .collect(Collectors.toSet());
  }

  /**
   * Whether the account may have used nonces in it by what it does as a contract. Only where the
   * node has the state before this block: some answer 0 for the count in a state that they have
   * forgotten, and say of the balance only that they have none.
   */
  public boolean mayUseNoncesByCode(EvmClient client, String account) {
    return !client.code(account).equals("0x")
        && (block.number() == 0
            || !client.rpc("eth_getBalance", account, Hex.quantity(block.number() - 1)).isNull());
  }
}
