// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {vm} from "../script/Vm.sol";
import {IContracts} from "../src/governance/interfaces/IContracts.sol";
import {IGovernanceErrors} from "../src/governance/interfaces/IGovernanceErrors.sol";
import {IInstitutions} from "../src/governance/interfaces/IInstitutions.sol";
import {INodes} from "../src/governance/interfaces/INodes.sol";
import {Addresses} from "../src/governance/lib/Addresses.sol";
import {ConsortiumTest, IInitialize} from "./base/ConsortiumTest.sol";
import {EmptyNodes, EndlessNodes, JunkNodes, RevertingNodes, SoundNodes} from "./base/BadNodes.sol";

interface IValidators {
    function getValidators() external view returns (address[] memory);
    function remember() external;
    function rememberedValidators() external view returns (address[] memory);
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
            eq(shield.rememberedValidators()[i], vm.addr(900 + i), "remembered");
        }
        eq(nodes.nodeCount(), 3, "nodes");
    }

    function test_admittedNodeValidates_andRemovedDoesNot() public {
        bytes32 id = request(0, INodes.Kind.Governance, KEY);
        check(nodes.node(id).status == INodes.Status.Requested, "requested");
        eq(shield.getValidators().length, 3, "not yet");
        decide(Addresses.NODES, abi.encodeCall(INodes.admit, (id)));
        eq(shield.getValidators()[3], vm.addr(KEY), "validates");
        eq(shield.rememberedValidators().length, 4, "remembered");
        decide(Addresses.NODES, abi.encodeCall(INodes.remove, (id)));
        eq(shield.getValidators().length, 3, "validates no more");
        eq(shield.rememberedValidators().length, 3, "remembered after removal");
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

    function testRevert_request_whenKindDoesNotFitTheInstitution() public {
        admitPolice(IInstitutions.Category.Audit);
        bytes memory key = publicKeyOf(KEY);
        vm.expectRevert(abi.encodeWithSelector(INodes.KindNotAllowed.selector, INodes.Kind.Governance, 3));
        vm.prank(operator(3));
        nodes.request(INodes.Kind.Governance, key, "");
        vm.prank(operator(3));
        nodes.request(INodes.Kind.Audit, key, "");
        vm.expectRevert(INodes.KindMissing.selector);
        vm.prank(operator(0));
        nodes.request(INodes.Kind.None, key, "");
    }

    function testRevert_request_whenNodeIsAnothers() public {
        bytes32 id = request(0, INodes.Kind.Governance, KEY);
        bytes memory key = publicKeyOf(KEY);
        vm.expectRevert(abi.encodeWithSelector(INodes.NodeTaken.selector, id, REGISTRY, INodes.Status.Requested));
        vm.prank(operator(1));
        nodes.request(INodes.Kind.Governance, key, "");
        decide(Addresses.NODES, abi.encodeCall(INodes.remove, (id)));
        vm.prank(governor(1));
        nodes.request(INodes.Kind.Governance, key, "");
        eq(nodes.node(id).institution, NOTARY, "freed by vote");
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
        address[4] memory bad = [
            address(new RevertingNodes()),
            address(new EmptyNodes()),
            address(new EndlessNodes()),
            address(new JunkNodes())
        ];
        for (uint256 i = 0; i < 4; ++i) {
            bytes memory call = abi.encodeCall(IContracts.upgrade, ("Nodes", bad[i], ""));
            uint256 order = propose(Addresses.CONTRACTS, call);
            vm.warp(block.timestamp + 1);
            vote(0, order, 1);
            vote(1, order, 1);
            vote(2, order, 1);
            vm.expectRevert(INodes.ValidatorsUnusable.selector);
            execute(Addresses.CONTRACTS, call);
        }
        eq(nodes.getValidators().length, 3, "unchanged");
    }

    /// @dev Whatever comes to stand at the address of Nodes, the chain gets a usable list.
    function test_shieldAnswersFromMemory_whenNodesFails() public {
        bytes[5] memory codes_ = [
            address(new RevertingNodes()).code,
            address(new EmptyNodes()).code,
            address(new EndlessNodes()).code,
            address(new JunkNodes()).code,
            bytes("")
        ];
        for (uint256 i = 0; i < codes_.length; ++i) {
            vm.etch(Addresses.NODES, codes_[i]);
            address[] memory validators = shield.getValidators{gas: 30_000_000}();
            eq(validators.length, 3, "validators");
            eq(validators[2], vm.addr(902), "validator");
            vm.expectRevert();
            shield.remember();
        }
    }

    function test_shieldFollowsNodes_whenTheAnswerIsSound() public {
        vm.etch(Addresses.NODES, address(new SoundNodes()).code);
        eq(shield.getValidators().length, 2, "validators");
        shield.remember();
        vm.etch(Addresses.NODES, address(new RevertingNodes()).code);
        eq(shield.getValidators().length, 2, "remembered");
    }

    /// @dev Any answer at all: the shield never reverts and never hands on an unsound list.
    function testFuzz_shieldJudgesRawAnswers(bytes memory answer) public {
        vm.etch(Addresses.NODES, address(new JunkNodes()).code);
        JunkNodes(Addresses.NODES).setAnswer(answer);
        address[] memory validators = shield.getValidators();
        eq(validators.length, 3, "validators");
    }

    /// @dev Well encoded, but with a zero or a repeated address somewhere.
    function testFuzz_shieldRefusesZeroAndRepeatedAddresses(address[4] memory list, uint8 where) public {
        address[] memory bad = new address[](4);
        for (uint256 i = 0; i < 4; ++i) {
            bad[i] = list[i];
        }
        bad[where % 4] = where < 128 ? address(0) : bad[(where % 4 + 1) % 4];
        vm.etch(Addresses.NODES, address(new JunkNodes()).code);
        JunkNodes(Addresses.NODES).setAnswer(abi.encode(bad));
        eq(shield.getValidators().length, 3, "remembered validators");
    }

    function testRevert_recovery_initialize_whenDone() public {
        vm.expectRevert();
        IInitialize(Addresses.RECOVERY_VALIDATORS).initialize(new address[](1));
    }

    function request(uint256 institution, INodes.Kind kind, uint256 key) private returns (bytes32) {
        bytes memory publicKey = publicKeyOf(key);
        vm.prank(operator(institution));
        nodes.request(kind, publicKey, "enode://127.0.0.1:30303");
        return keccak256(publicKey);
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
