// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {vm} from "../script/Vm.sol";
import {Checks} from "./base/Checks.sol";

interface IEvidenceStore {
    event Stored(bytes32 indexed digest, address indexed by, string metadata);

    error AlreadyStored(bytes32 digest, address by, uint64 at);
    error NotStored(bytes32 digest);
    error NotTheKeeper(bytes32 digest, address actual, address expected);

    function store(bytes32 digest, string calldata metadata) external;
    function withdraw(bytes32 digest, string calldata metadata) external;
    function find(bytes32 digest) external view returns (string memory metadata, address by, uint64 at, bool active);
}

contract EvidenceStoreTest is Checks {
    bytes32 internal constant DIGEST = keccak256("document");
    IEvidenceStore internal evidence;

    function setUp() public {
        bytes memory code = vm.getCode("EvidenceStore.sol:EvidenceStore");
        address created;
        assembly {
            created := create(0, add(code, 0x20), mload(code))
        }
        evidence = IEvidenceStore(created);
        vm.warp(1000);
    }

    function test_storesAndFinds() public {
        evidence.store(DIGEST, "README.md");
        found("README.md", address(this), 1000, true);
    }

    function testRevert_store_whenStored() public {
        evidence.store(DIGEST, "a");
        vm.warp(1001);
        vm.expectRevert(abi.encodeWithSelector(IEvidenceStore.AlreadyStored.selector, DIGEST, address(this), 1000));
        vm.prank(address(2));
        evidence.store(DIGEST, "b");
    }

    function test_withdrawUndoesStore_whichMayThenBeRepeated() public {
        evidence.store(DIGEST, "a");
        evidence.withdraw(DIGEST, "a");
        found("a", address(this), 1000, false);
        vm.warp(1002);
        vm.prank(address(2));
        evidence.store(DIGEST, "b");
        found("b", address(2), 1002, true);
    }

    function testRevert_withdraw_whenNotStoredOrNotTheKeeper() public {
        vm.expectRevert(abi.encodeWithSelector(IEvidenceStore.NotStored.selector, DIGEST));
        evidence.withdraw(DIGEST, "");
        evidence.store(DIGEST, "a");
        vm.expectRevert(abi.encodeWithSelector(IEvidenceStore.NotTheKeeper.selector, DIGEST, address(2), address(this)));
        vm.prank(address(2));
        evidence.withdraw(DIGEST, "");
        evidence.withdraw(DIGEST, "");
        vm.expectRevert(abi.encodeWithSelector(IEvidenceStore.NotStored.selector, DIGEST));
        evidence.withdraw(DIGEST, "");
    }

    function testFuzz_trailingCalldataIsHarmless(bytes32 digest, string calldata metadata, bytes calldata tag) public {
        bytes memory call = bytes.concat(abi.encodeCall(IEvidenceStore.store, (digest, metadata)), tag);
        (bool success,) = address(evidence).call(call);
        check(success, "stored");
        (string memory kept,,, bool active) = evidence.find(digest);
        eq(kept, metadata, "metadata");
        check(active, "active");
    }

    function found(string memory metadata, address by, uint64 at_, bool active) private view {
        (string memory m, address b, uint64 t, bool a) = evidence.find(DIGEST);
        eq(m, metadata, "metadata");
        eq(b, by, "by");
        eq(t, at_, "at");
        check(a == active, "active");
    }
}
