// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {vm} from "../script/Vm.sol";
import {IContracts} from "../src/governance/interfaces/IContracts.sol";
import {IGovernanceErrors} from "../src/governance/interfaces/IGovernanceErrors.sol";
import {IInstitutions} from "../src/governance/interfaces/IInstitutions.sol";
import {INodes} from "../src/governance/interfaces/INodes.sol";
import {ValidatorShield} from "../src/governance/ValidatorShield.sol";
import {Addresses} from "../src/governance/lib/Addresses.sol";
import {ConsortiumTest, IInitialize} from "./base/ConsortiumTest.sol";
import {
    EmptyNodes,
    EndlessNodes,
    HalfNodes,
    HugeNodes,
    JunkNodes,
    RevertingNodes,
    SoundNodes
} from "./base/BadNodes.sol";

interface IValidators {
    function getValidators() external view returns (address[] memory);
    function remember() external;
}

contract NodesTest is ConsortiumTest {
    IValidators internal constant shield = IValidators(Addresses.VALIDATOR_SHIELD);
    uint256 internal constant KEY = 977;

    function test_foundersNodesValidate() public view {
        address[] memory validators = shield.getValidators();
        eq(validators.length, 3, "validators");
        for (uint256 i = 0; i < 3; ++i) {
            eq(validators[i], vm.addr(900 + i), "validator");
            eq(IValidators(Addresses.RECOVERY_VALIDATORS).getValidators()[i], vm.addr(900 + i), "recovery");
        }
        eq(nodes.nodeCount(), 3, "nodes");
    }

    function test_admittedNodeValidates_andRemovedDoesNot() public {
        bytes32 id = request(0, INodes.Kind.Governance, KEY);
        check(nodes.node(id).status == INodes.Status.Requested, "requested");
        eq(shield.getValidators().length, 3, "not yet");
        decide(Addresses.NODES, abi.encodeCall(INodes.admit, (id)));
        eq(shield.getValidators()[3], vm.addr(KEY), "validates");
        decide(Addresses.NODES, abi.encodeCall(INodes.remove, (id)));
        eq(shield.getValidators().length, 3, "validates no more");
        check(nodes.node(id).status == INodes.Status.Removed, "removed");
    }

    function test_auditNodeNeverValidates() public {
        bytes32 id = request(0, INodes.Kind.Audit, KEY);
        decide(Addresses.NODES, abi.encodeCall(INodes.admit, (id)));
        eq(nodes.getValidators().length, 3, "validators");
        decide(Addresses.NODES, abi.encodeCall(INodes.remove, (id)));
        eq(nodes.getValidators().length, 3, "validators");
    }

    function test_listNeverBecomesEmpty() public {
        decide(Addresses.NODES, abi.encodeCall(INodes.remove, (keccak256(publicKeyOf(900)))));
        decide(Addresses.NODES, abi.encodeCall(INodes.remove, (keccak256(publicKeyOf(902)))));
        bytes32 last = keccak256(publicKeyOf(901));
        refused(abi.encodeCall(INodes.remove, (last)), abi.encodeWithSelector(INodes.LastValidator.selector, last));
        eq(shield.getValidators()[0], vm.addr(901), "the last one");
    }

    /// @dev An order to admit may be open or passed when the institution's category changes.
    function testRevert_admit_whenTheCategoryAllowsTheKindNoMore() public {
        admitPolice(IInstitutions.Category.Governance);
        bytes32 id = request(3, INodes.Kind.Governance, KEY);
        decide(
            Addresses.INSTITUTIONS, abi.encodeCall(IInstitutions.changeCategory, (POLICE, IInstitutions.Category.Audit))
        );
        refused(
            abi.encodeCall(INodes.admit, (id)),
            abi.encodeWithSelector(INodes.KindNotAllowed.selector, INodes.Kind.Governance, 3)
        );
        eq(shield.getValidators().length, 3, "validators");
    }

    function testRevert_request_whenKindDoesNotFitTheInstitution() public {
        admitPolice(IInstitutions.Category.Audit);
        bytes memory key = publicKeyOf(KEY);
        bytes memory proof = nodeProof(KEY, POLICE);
        vm.expectRevert(abi.encodeWithSelector(INodes.KindNotAllowed.selector, INodes.Kind.Governance, 3));
        vm.prank(operator(3));
        nodes.request(INodes.Kind.Governance, key, "", proof);
        vm.prank(operator(3));
        nodes.request(INodes.Kind.Audit, key, "", proof);
        proof = nodeProof(KEY, REGISTRY);
        vm.expectRevert(abi.encodeWithSelector(IGovernanceErrors.NotChosen.selector, "kind", 0, 1, 3));
        vm.prank(operator(0));
        nodes.request(INodes.Kind.None, key, "", proof);
    }

    function testRevert_request_whenNodeIsAnothers() public {
        bytes32 id = request(0, INodes.Kind.Governance, KEY);
        bytes memory key = publicKeyOf(KEY);
        bytes memory proof = nodeProof(KEY, NOTARY);
        vm.expectRevert(abi.encodeWithSelector(INodes.NodeTaken.selector, id, REGISTRY, INodes.Status.Requested));
        vm.prank(operator(1));
        nodes.request(INodes.Kind.Governance, key, "", proof);
        decide(Addresses.NODES, abi.encodeCall(INodes.remove, (id)));
        vm.prank(governor(1));
        nodes.request(INodes.Kind.Governance, key, "", proof);
        eq(nodes.node(id).institution, NOTARY, "freed by vote");
    }

    /// @dev Who knows a node's public key (it is in its enode address) must not be able to register it.
    function testRevert_request_whenPossessionIsNotProven() public {
        bytes memory key = publicKeyOf(KEY);
        bytes32 content = keccak256(
            abi.encode(keccak256("NodePossession(bytes32 institution,bytes publicKey)"), REGISTRY, keccak256(key))
        );
        bytes[5] memory proofs = [
            nodeProof(KEY, NOTARY),
            nodeProof(KEY + 1, REGISTRY),
            typed(KEY, "Govchain Nodes", Addresses.PROTOCOL_KEYS, content),
            typed(KEY, "Govchain ProtocolKeys", Addresses.NODES, content),
            bytes("")
        ];
        for (uint256 i = 0; i < 5; ++i) {
            unproven(key, proofs[i]);
        }
        bytes memory proof = nodeProof(KEY, REGISTRY);
        vm.chainId(block.chainid + 1);
        unproven(key, proof);
        vm.chainId(block.chainid - 1);
        eq(nodes.node(keccak256(key)).institution, 0, "nothing requested");
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(KEY, nodes.possessionDigest(REGISTRY, key));
        vm.prank(operator(0));
        nodes.request(INodes.Kind.Audit, key, "", abi.encodePacked(r, s, v));
        eq(nodes.node(keccak256(key)).institution, REGISTRY, "requested");
    }

    function unproven(bytes memory key, bytes memory proof) private {
        vm.prank(operator(0));
        (bool success, bytes memory reason) =
            Addresses.NODES.call(abi.encodeCall(INodes.request, (INodes.Kind.Audit, key, "", proof)));
        check(!success && bytes4(reason) == IGovernanceErrors.PossessionNotProven.selector, "not proven");
    }

    function testRevert_admit_whenTheRequestChangedAfterTheVoteBegan() public {
        bytes32 id = request(0, INodes.Kind.Audit, KEY);
        bytes memory call = abi.encodeCall(INodes.admit, (id));
        uint256 order = propose(Addresses.NODES, call);
        uint48 snapshot = uint48(block.timestamp);
        vm.warp(block.timestamp + 1);
        vote(0, order, 1);
        vote(1, order, 1);
        request(0, INodes.Kind.Governance, KEY);
        vm.expectRevert(abi.encodeWithSelector(IGovernanceErrors.ChangedSinceVote.selector, block.timestamp, snapshot));
        execute(Addresses.NODES, call);
    }

    function testRevert_upgrade_whenTheNewCodeCannotNameValidators() public {
        address[5] memory bad = [
            address(new RevertingNodes()),
            address(new EmptyNodes()),
            address(new EndlessNodes()),
            address(new JunkNodes()),
            address(new HugeNodes())
        ];
        for (uint256 i = 0; i < 5; ++i) {
            upgradeRefused(bad[i], "", abi.encodeWithSelector(INodes.ValidatorsUnusable.selector, Addresses.NODES, 100));
        }
        eq(nodes.getValidators().length, 3, "unchanged");
    }

    /// @dev A list that is well formed, of machines that nobody runs, would halt the chain as surely as none.
    function testRevert_upgrade_whenTheNewCodeNamesOthers() public {
        bytes memory expected = abi.encodeWithSelector(INodes.ValidatorsChangedByUpgrade.selector, 3, 2);
        upgradeRefused(address(new SoundNodes()), "", expected);
        upgradeRefused(address(new HalfNodes()), abi.encodeCall(HalfNodes.spoil, ()), expected);
    }

    /// @dev Whatever comes to stand at the address of Nodes, the chain gets the list that it had, at the cost of reading it.
    function test_shieldAnswersFromMemory_whateverNodesBecomes() public {
        bytes[7] memory codes_ = [
            address(new RevertingNodes()).code,
            address(new EmptyNodes()).code,
            address(new EndlessNodes()).code,
            address(new JunkNodes()).code,
            address(new HugeNodes()).code,
            address(new SoundNodes()).code,
            bytes("")
        ];
        for (uint256 i = 0; i < codes_.length; ++i) {
            vm.etch(Addresses.NODES, codes_[i]);
            vm.prank(Addresses.NODES);
            vm.expectRevert();
            shield.remember{gas: 15_000_000}();
            address[] memory validators = shield.getValidators{gas: 30_000}();
            eq(validators.length, 3, "validators");
            eq(validators[2], vm.addr(902), "validator");
        }
    }

    function testRevert_remember_whenTheListIsSoundButNobodysOrTheCallerIsNotNodes() public {
        vm.etch(Addresses.NODES, address(new SoundNodes()).code);
        vm.expectRevert(abi.encodeWithSelector(ValidatorShield.QuorumAtRisk.selector, 0, 2));
        vm.prank(Addresses.NODES);
        shield.remember();
        vm.expectRevert(abi.encodeWithSelector(ValidatorShield.NotTheNodes.selector, governor(0), Addresses.NODES));
        vm.prank(governor(0));
        shield.remember();
    }

    /// @dev Any answer at all: the shield refuses it, or it is a sound list that the present validators can carry.
    function testFuzz_shieldJudgesRawAnswers(bytes memory answer) public {
        vm.etch(Addresses.NODES, address(new JunkNodes()).code);
        JunkNodes(Addresses.NODES).setAnswer(answer);
        vm.prank(Addresses.NODES);
        vm.expectRevert();
        shield.remember();
        eq(shield.getValidators().length, 3, "validators");
    }

    /// @dev Well encoded and of known validators, but with a zero or a repeated address somewhere.
    function testFuzz_shieldRefusesZeroAndRepeatedAddresses(uint8 where) public {
        address[] memory bad = new address[](4);
        for (uint256 i = 0; i < 4; ++i) {
            bad[i] = vm.addr(900 + i);
        }
        bad[where % 4] = where < 128 ? address(0) : bad[(where % 4 + 1) % 4];
        vm.etch(Addresses.NODES, address(new JunkNodes()).code);
        JunkNodes(Addresses.NODES).setAnswer(abi.encode(bad));
        vm.prank(Addresses.NODES);
        vm.expectRevert();
        shield.remember();
        eq(shield.getValidators().length, 3, "remembered validators");
    }

    // ---- the rule of docs/decisions/0010

    function test_growsFromOne_aValidatorPerBlock() public {
        shrinkTo(1);
        for (uint256 n = 2; n <= 7; ++n) {
            nextBlock();
            admitNode(n);
            eq(shield.getValidators().length, n, "validators");
        }
    }

    function testRevert_admit_whenTheOldOnesCouldNotReachTheNewQuorum() public {
        bytes32 first = request(0, INodes.Kind.Governance, 1001);
        bytes32 second = request(0, INodes.Kind.Governance, 1002);
        nextBlock();
        decide(Addresses.NODES, abi.encodeCall(INodes.admit, (first)));
        // Of five, four must sign; in the block of the first admission only three are known to run.
        refused(
            abi.encodeCall(INodes.admit, (second)), abi.encodeWithSelector(ValidatorShield.QuorumAtRisk.selector, 3, 4)
        );
        eq(nodes.getValidators().length, 4, "refused as a whole");
        nextBlock();
        decide(Addresses.NODES, abi.encodeCall(INodes.admit, (second)));
        eq(shield.getValidators().length, 5, "validators");
    }

    /// @dev The same within one work order.
    function testRevert_execute_whenOneOrderReplacesTooMany() public {
        (address[] memory t, uint256[] memory v, bytes[] memory d) =
            (new address[](4), new uint256[](4), new bytes[](4));
        for (uint256 i = 0; i < 2; ++i) {
            d[2 * i] = abi.encodeCall(INodes.admit, (request(0, INodes.Kind.Governance, 1001 + i)));
            d[2 * i + 1] = abi.encodeCall(INodes.remove, (keccak256(publicKeyOf(900 + i))));
            (t[2 * i], t[2 * i + 1]) = (Addresses.NODES, Addresses.NODES);
        }
        vm.prank(governor(0));
        uint256 order = workOrders.propose(t, v, d, "replace two of three");
        vm.warp(block.timestamp + 1);
        vote(0, order, 1);
        vote(1, order, 1);
        vm.expectRevert(abi.encodeWithSelector(ValidatorShield.QuorumAtRisk.selector, 2, 3));
        workOrders.execute(t, v, d, keccak256("replace two of three"));
        eq(shield.getValidators()[0], vm.addr(900), "nothing happened");
    }

    function testRevert_remove_whenThoseWhoRemainCouldBeTooFew() public {
        growTo(4);
        nextBlock();
        removeNode(3);
        bytes32 second = keccak256(publicKeyOf(901));
        refused(
            abi.encodeCall(INodes.remove, (second)), abi.encodeWithSelector(ValidatorShield.QuorumAtRisk.selector, 2, 3)
        );
        nextBlock();
        decide(Addresses.NODES, abi.encodeCall(INodes.remove, (second)));
        eq(shield.getValidators().length, 2, "validators");
    }

    function testRevert_remove_whenFewerThanTheMinimumWouldBeLeft() public {
        (uint256 count, uint256 needed, uint256 minimum) = nodes.quorum();
        check(count == 3 && needed == 2 && minimum == 1, "founded with three");
        decide(Addresses.NODES, abi.encodeCall(INodes.setMinimumValidators, (3)));
        refused(
            abi.encodeCall(INodes.remove, (keccak256(publicKeyOf(900)))),
            abi.encodeWithSelector(INodes.TooFewValidators.selector, 2, 3)
        );
        vm.startPrank(Addresses.WORK_ORDERS);
        vm.expectRevert(abi.encodeWithSelector(INodes.MinimumOutOfRange.selector, 4, 1, 3));
        nodes.setMinimumValidators(4);
        vm.expectRevert(abi.encodeWithSelector(INodes.MinimumOutOfRange.selector, 0, 1, 3));
        nodes.setMinimumValidators(0);
        vm.stopPrank();
    }

    // ---- history

    function test_pastSetsAreKnown_andProvable() public {
        vm.roll(10);
        admitNode(4);
        vm.roll(20);
        decide(Addresses.NODES, abi.encodeCall(INodes.remove, (keccak256(publicKeyOf(900)))));
        vm.roll(30);
        same(nodes.validatorsAt(0), 900, 901, 902, 0);
        same(nodes.validatorsAt(9), 900, 901, 902, 0);
        same(nodes.validatorsAt(10), 900, 901, 902, 1004);
        same(nodes.validatorsAt(19), 900, 901, 902, 1004);
        same(nodes.validatorsAt(20), 1004, 901, 902, 0);
        same(nodes.validatorsAt(30), 1004, 901, 902, 0);
        vm.expectRevert(abi.encodeWithSelector(INodes.BlockNotYetMade.selector, 31, 30));
        nodes.validatorsAt(31);
        eq(nodes.validatorChangeCount(), 5, "changes");
        INodes.ValidatorChange memory last = nodes.validatorChanges(4, 10)[0];
        check(last.validator == vm.addr(900) && last.blockNumber == 20 && !last.admitted, "last change");
        check(nodes.validatorChanges(0, 1)[0].blockNumber == 0, "founders are there from block 0");
        // What eth_getProof proves: the list's slot, and per place its checkpoints (value << 48 | block).
        bytes32 slot = keccak256(abi.encode(uint256(keccak256("govchain.storage.Nodes")) - 1)) & ~bytes32(uint256(0xff));
        eq(uint256(vm.load(Addresses.NODES, slot)), 3, "list");
        bytes32 place = keccak256(abi.encode(uint256(0), uint256(slot) + 3));
        eq(uint256(vm.load(Addresses.NODES, place)), 2, "checkpoints of place 0");
        uint256 checkpoint = uint256(vm.load(Addresses.NODES, bytes32(uint256(keccak256(abi.encode(place))) + 1)));
        check(checkpoint == (uint256(uint160(vm.addr(1004))) << 48 | 20), "second checkpoint of place 0");
    }

    /// @dev Admissions and removals at random: every past set is what it was, and no step broke the rule.
    function testFuzz_everyPastSetIsRemembered(uint256 seed) public {
        address[][] memory sets = new address[][](16);
        for (uint256 i = 0; i < 16; ++i) {
            vm.roll(100 + i);
            uint256 key = 1000 + uint256(keccak256(abi.encode(seed, i))) % 6;
            bytes32 id = keccak256(publicKeyOf(key));
            bool in_ = nodes.node(id).status == INodes.Status.Admitted;
            if (!in_) request(0, INodes.Kind.Governance, key);
            bytes memory call = in_ ? abi.encodeCall(INodes.remove, (id)) : abi.encodeCall(INodes.admit, (id));
            vm.warp(block.timestamp + 1);
            vm.prank(Addresses.WORK_ORDERS);
            (bool done,) = Addresses.NODES.call(call);
            done;
            sets[i] = shield.getValidators();
            check(sets[i].length > 0, "never empty");
            eq(keccak256(abi.encode(nodes.getValidators())), keccak256(abi.encode(sets[i])), "shield and list agree");
        }
        for (uint256 i = 0; i < 16; ++i) {
            address[] memory known = nodes.validatorsAt(uint48(100 + i));
            eq(keccak256(abi.encode(known)), keccak256(abi.encode(sets[i])), "past set");
        }
    }

    function testRevert_recovery_initialize_whenDone() public {
        vm.expectRevert();
        IInitialize(Addresses.RECOVERY_VALIDATORS).initialize(new address[](1));
    }

    function request(uint256 institution, INodes.Kind kind, uint256 key) private returns (bytes32) {
        bytes memory publicKey = publicKeyOf(key);
        bytes memory proof = nodeProof(key, keccak256(bytes(codes[institution])));
        vm.prank(operator(institution));
        nodes.request(kind, publicKey, "enode://127.0.0.1:30303", proof);
        return keccak256(publicKey);
    }

    function nextBlock() private {
        vm.roll(block.number + 1);
    }

    function admitNode(uint256 n) private {
        bytes32 id = request(0, INodes.Kind.Governance, 1000 + n);
        decide(Addresses.NODES, abi.encodeCall(INodes.admit, (id)));
    }

    function removeNode(uint256 n) private {
        decide(Addresses.NODES, abi.encodeCall(INodes.remove, (keccak256(publicKeyOf(899 + n)))));
    }

    function shrinkTo(uint256 count) private {
        for (uint256 n = 3; n > count; --n) {
            nextBlock();
            removeNode(n);
        }
    }

    function growTo(uint256 count) private {
        for (uint256 n = 4; n <= count; ++n) {
            nextBlock();
            admitNode(n);
        }
    }

    function same(address[] memory actual, uint256 a, uint256 b, uint256 c, uint256 d) private pure {
        uint256[4] memory keys = [a, b, c, d];
        eq(actual.length, d == 0 ? 3 : 4, "count");
        for (uint256 i = 0; i < actual.length; ++i) {
            eq(actual[i], vm.addr(keys[i]), "validator");
        }
    }

    function upgradeRefused(address implementation, bytes memory data, bytes memory expected) private {
        bytes memory call = abi.encodeCall(IContracts.upgrade, ("Nodes", implementation, data));
        uint256 order = propose(Addresses.CONTRACTS, call);
        vm.warp(block.timestamp + 1);
        for (uint256 i = 0; i < 3; ++i) {
            vote(i, order, 1);
        }
        vm.expectRevert(expected);
        execute(Addresses.CONTRACTS, call);
    }

    function refused(bytes memory call, bytes memory expected) private {
        uint256 order = propose(Addresses.NODES, call);
        vm.warp(block.timestamp + 1);
        vote(0, order, 1);
        vote(1, order, 1);
        vm.expectRevert(expected);
        execute(Addresses.NODES, call);
    }
}
