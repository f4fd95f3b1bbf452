package io.govchain.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.govchain.evm.EvmException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Reading lists to their end. */
final class ContractReaderTest {

  private final List<Integer> limits = new ArrayList<>();

  @Test
  void shouldReadEveryElementOnce_whateverTheListsLength() {
    for (long length : List.of(0L, 1L, 99L, 100L, 101L, 250L)) {
      assertThat(ContractReader.all(page(length, 100)))
          .isEqualTo(LongStream.range(0, length).boxed().toList());
    }
  }

  @Test
  void shouldAskForSmallerPages_whenOnePageTakesMoreGasThanTheNodeGrants() {
    assertThat(ContractReader.all(page(130, 7)))
        .isEqualTo(LongStream.range(0, 130).boxed().toList());
    assertThat(limits).startsWith(100, 25, 6).doesNotContain(1);
  }

  @Test
  void shouldFail_whenNotEvenOneElementCanBeRead() {
    assertThatThrownBy(() -> ContractReader.all(page(3, 0)))
        .isInstanceOf(EvmException.RpcError.class);
    assertThat(limits).containsExactly(100, 25, 6, 1);
  }

  /** A list of this length on a node that cannot answer for more than so many elements at once. */
  private ContractReader.Page<Long> page(long length, int most) {
    return (offset, limit) -> {
      limits.add(limit);
      if (limit > most) {
        throw new EvmException.RpcError("eth_call", -32000, "out of gas");
      }
      return LongStream.range(offset, Math.min(length, offset + limit)).boxed().toList();
    };
  }
}
