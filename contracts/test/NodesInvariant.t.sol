// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {vm} from "../script/Vm.sol";
import {INodes} from "../src/governance/interfaces/INodes.sol";
import {Addresses} from "../src/governance/lib/Addresses.sol";
import {ConsortiumTest} from "./base/ConsortiumTest.sol";
import {InvariantTest} from "./base/InvariantTest.sol";

interface IShield {
    function getValidators() external view returns (address[] memory);
}

/// @title Institutions ask for nodes, work orders admit and remove them, several within a block; strangers try it too.
contract NodesHandler is ConsortiumTest {
    uint256 internal constant KEYS = 12;
    /// The validators at the beginning of the present block, as consensus read them.
    address[] internal before;
    uint256 internal beganAt;
    uint256 public changes;
    uint256 public refusals;

    function setUp() public override {}

    function begin() external {
        beganAt = block.number;
        before = IShield(Addresses.VALIDATOR_SHIELD).getValidators();
    }

    function ask(uint256 who, uint256 key, uint256 kind) external {
        key = key % KEYS;
        who = who % 3;
        bytes memory publicKey = publicKeyOf(900 + key);
        bytes memory proof = nodeProof(900 + key, keccak256(bytes(codes[who])));
        vm.prank(operator(who));
        try nodes.request(INodes.Kind(1 + kind % 3), publicKey, "a:30303", proof) {} catch {}
        vm.warp(block.timestamp + 1);
    }

    function decideOn(uint256 key, bool admits) external {
        bytes32 id = keccak256(publicKeyOf(900 + key % KEYS));
        execute_(admits ? abi.encodeCall(INodes.admit, (id)) : abi.encodeCall(INodes.remove, (id)));
    }

    function setMinimum(uint256 minimum) external {
        execute_(abi.encodeCall(INodes.setMinimumValidators, (minimum % (KEYS + 1))));
    }

    function usurp(uint256 who, uint256 key, uint256 what) external {
        bytes32 id = keccak256(publicKeyOf(900 + key % KEYS));
        bytes[3] memory calls = [
            abi.encodeCall(INodes.admit, (id)),
            abi.encodeCall(INodes.remove, (id)),
            abi.encodeCall(INodes.setMinimumValidators, (1))
        ];
        vm.prank(who % 2 == 0 ? governor(who % 3) : address(0xbad));
        (bool success,) = Addresses.NODES.call(calls[what % 3]);
        check(!success, "a usurper succeeded");
    }

    function nextBlock() external {
        vm.roll(block.number + 1);
        beganAt = block.number;
        before = IShield(Addresses.VALIDATOR_SHIELD).getValidators();
    }

    function beginning() external view returns (address[] memory) {
        check(beganAt == block.number, "the block went on unseen");
        return before;
    }

    function execute_(bytes memory data) private {
        uint256 id = propose(Addresses.NODES, data);
        vm.warp(block.timestamp + 1);
        for (uint256 i = 0; i < 3 && workOrders.state(id) != proposalSucceeded(); ++i) {
            vote(i, id, 1);
        }
        (address[] memory t, uint256[] memory v, bytes[] memory d) = single(Addresses.NODES, data);
        try workOrders.execute(t, v, d, lastDescription()) {
            ++changes;
        } catch {
            ++refusals;
        }
    }
}

contract NodesInvariantTest is ConsortiumTest, InvariantTest {
    NodesHandler internal handler;

    function setUp() public override {
        super.setUp();
        handler = new NodesHandler();
        handler.begin();
        target(address(handler));
    }

    function test_handlerReachesWhatMatters() public {
        handler.ask(0, 5, 1);
        handler.decideOn(5, true);
        eq(handler.changes(), 1, "admitted");
        handler.ask(1, 6, 1);
        handler.decideOn(6, true);
        handler.ask(1, 7, 1);
        handler.decideOn(7, true);
        check(handler.refusals() > 0, "three old ones are no quorum of six");
        handler.nextBlock();
        handler.decideOn(5, false);
        check(handler.changes() >= 2, "removed");
        invariant_validatorsKeepTheirQuorum();
    }

    /// @dev What QBFT reads: sound, what `Nodes` says, not below the minimum, and the block's beginning can carry its end.
    function invariant_validatorsKeepTheirQuorum() public view {
        address[] memory shown = IShield(Addresses.VALIDATOR_SHIELD).getValidators();
        eq(keccak256(abi.encode(shown)), keccak256(abi.encode(nodes.getValidators())), "the shield follows");
        check(shown.length >= 1, "an empty validator set");
        (uint256 validators, uint256 needed, uint256 minimum) = nodes.quorum();
        eq(validators, shown.length, "count");
        check(3 * needed >= 2 * validators && 3 * (needed - 1) < 2 * validators, "two thirds");
        check(shown.length >= minimum && minimum >= 1, "below the minimum");
        for (uint256 i = 0; i < shown.length; ++i) {
            for (uint256 k = 0; k < i; ++k) {
                check(shown[i] != shown[k], "a validator twice");
            }
        }
        address[] memory before = handler.beginning();
        uint256 kept = common(before, shown);
        bool second = before.length == 1 && shown.length == 2 && kept == 1;
        check(second || 3 * kept >= 2 * shown.length, "the block's beginning cannot reach the new quorum");
    }

    function invariant_listIsTheAdmittedNodesThatValidate() public view {
        INodes.Node[] memory all = nodes.nodes(0, 100);
        uint256 validating;
        for (uint256 i = 0; i < all.length; ++i) {
            if (all[i].status == INodes.Status.Admitted && all[i].kind != INodes.Kind.Audit) ++validating;
        }
        eq(nodes.getValidators().length, validating, "validators");
        eq(
            keccak256(abi.encode(nodes.validatorsAt(uint48(block.number)))),
            keccak256(abi.encode(nodes.getValidators())),
            "history agrees with the present"
        );
    }

    function common(address[] memory a, address[] memory b) private pure returns (uint256 count) {
        for (uint256 i = 0; i < a.length; ++i) {
            for (uint256 k = 0; k < b.length; ++k) {
                if (a[i] == b[k]) ++count;
            }
        }
    }
}
