package io.govchain.governance;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.govchain.contracts.GovernanceAddresses;
import io.govchain.evm.abi.FunctionSignature;
import io.govchain.evm.encoding.Hex;
import io.govchain.evm.encoding.Keccak;

/**
 * {@code keccak256(abi.encode(chainid, pipelines, id, number, source, target, terms, sourceTrust,
 * targetTrust))}.
 */
final class PipelineConstraint {

  private static final String SIDE = "(bytes32,bytes32,bytes32,bytes32,bytes32,bytes32[])";
  private static final String TERMS = "(uint48,uint8,uint24,uint24)";
  private static final FunctionSignature AGREED =
      FunctionSignature.parse(
          "agreed(uint256,address,bytes32,uint32,%s,%s,%s,bytes32,bytes32)"
              .formatted(SIDE, SIDE, TERMS));
  private static final int SELECTOR_END = 10;
  private static final String NOBODY = "0x" + "0".repeat(64);

  private PipelineConstraint() {}

  static String hash(long chainId, Pipeline pipeline) {
    ArrayNode values = JsonNodeFactory.instance.arrayNode();
    values.add(chainId).add(GovernanceAddresses.PIPELINES);
    values.add(pipeline.id()).add(pipeline.number());
    values.add(side(pipeline.source())).add(side(pipeline.target())).add(terms(pipeline.terms()));
    values.add(pipeline.sourceTrust()).add(pipeline.targetTrust());
    String encoded = AGREED.encode(values).substring(SELECTOR_END);
    return Hex.of(Keccak.hash(Hex.bytes("0x" + encoded)));
  }

  private static ArrayNode side(PipelineSide side) {
    ArrayNode values = JsonNodeFactory.instance.arrayNode();
    values.add(Paths.id(side.institution())).add(Paths.id(side.subchain()));
    values.add(Paths.id(side.service())).add(side.application().map(Paths::id).orElse(NOBODY));
    values.add(Paths.id(side.businessContract()));
    side.functions().stream().map(Paths::id).forEach(values.addArray()::add);
    return values;
  }

  private static ArrayNode terms(Pipeline.Terms terms) {
    return JsonNodeFactory.instance
        .arrayNode()
        .add(terms.validUntil())
        .add(terms.dataClass().ordinal())
        .add(terms.callsPerWindow())
        .add(terms.windowSeconds());
  }
}
