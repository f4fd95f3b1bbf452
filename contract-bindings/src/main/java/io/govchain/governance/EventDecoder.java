package io.govchain.governance;

import io.govchain.evm.Log;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.web3j.abi.EventEncoder;
import org.web3j.abi.FunctionReturnDecoder;
import org.web3j.abi.TypeReference;
import org.web3j.abi.datatypes.Event;
import org.web3j.abi.datatypes.Type;

/**
 * Decodes one kind of event.
 *
 * @param topic hash of the event's signature
 */
@SuppressWarnings("rawtypes") // web3j's Type in lists
record EventDecoder(String topic, Event event, Function<Fields, List<GovernanceEvent>> factory) {

  static EventDecoder of(Event event, Function<Fields, GovernanceEvent> factory) {
    return several(event, fields -> List.of(factory.apply(fields)));
  }

  /** Of an event that tells of many things at once. */
  static EventDecoder several(Event event, Function<Fields, List<GovernanceEvent>> factory) {
    return new EventDecoder(EventEncoder.encode(event), event, factory);
  }

  List<GovernanceEvent> decode(Log log) {
    List<TypeReference<Type>> indexed = event.getIndexedParameters();
    List<TypeReference<Type>> plain = event.getNonIndexedParameters();
    List<Type> values = new ArrayList<>();
    for (int i = 0; i < indexed.size() && i + 1 < log.topics().size(); i++) {
      values.add(FunctionReturnDecoder.decodeIndexedValue(log.topics().get(i + 1), indexed.get(i)));
    }
    values.addAll(FunctionReturnDecoder.decode(log.data(), plain));
    if (values.size() != indexed.size() + plain.size()) {
      throw new GovernanceMismatchException(
          "event %s of %s in transaction %s: expected %d fields, found %d"
              .formatted(
                  event.getName(),
                  log.address(),
                  log.transactionHash(),
                  indexed.size() + plain.size(),
                  values.size()),
          null);
    }
    return factory.apply(new Fields(values));
  }

  /**
   * An event's fields: the indexed ones first, then the others, each group in order of declaration.
   */
  record Fields(List<Type> values) {

    String word(int index) {
      return AbiValues.hex((byte[]) value(index));
    }

    byte[] bytes(int index) {
      return (byte[]) value(index);
    }

    /** A string, or an address. */
    String text(int index) {
      return value(index).toString();
    }

    BigInteger number(int index) {
      return (BigInteger) value(index);
    }

    boolean flag(int index) {
      return (Boolean) value(index);
    }

    long whole(int index) {
      return number(index).longValueExact();
    }

    <E extends Enum<E>> E constant(int index, Class<E> type) {
      return AbiValues.constant(type, number(index));
    }

    List<?> list(int index) {
      return ((List<?>) value(index))
          .stream().map(element -> ((Type<?>) element).getValue()).toList();
    }

    <T extends Type<?>> T struct(int index, Class<T> type) {
      return type.cast(values.get(index));
    }

    private Object value(int index) {
      return values.get(index).getValue();
    }
  }
}
