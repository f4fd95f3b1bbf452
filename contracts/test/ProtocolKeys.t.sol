// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {vm} from "../script/Vm.sol";
import {AccountRole, IAccounts} from "../src/governance/interfaces/IAccounts.sol";
import {IGovernanceErrors} from "../src/governance/interfaces/IGovernanceErrors.sol";
import {IInstitutions} from "../src/governance/interfaces/IInstitutions.sol";
import {IProtocolKeys} from "../src/governance/interfaces/IProtocolKeys.sol";
import {Addresses} from "../src/governance/lib/Addresses.sol";
import {ConsortiumTest} from "./base/ConsortiumTest.sol";

contract ProtocolKeysTest is ConsortiumTest {
    IProtocolKeys.Suite internal constant K1 = IProtocolKeys.Suite.Secp256k1;
    IProtocolKeys.Suite internal constant SM = IProtocolKeys.Suite.Sm;
    IProtocolKeys.Suite internal constant CNSA = IProtocolKeys.Suite.Cnsa;
    IProtocolKeys.Suite internal constant PQ = IProtocolKeys.Suite.Pq;

    function test_ownKeyCounts_whenNoOtherIsRegistered() public view {
        IProtocolKeys.ProtocolKey memory key = at(crossChain(0), K1, uint48(block.timestamp));
        eq(key.version, 0, "version");
        check(key.status == IProtocolKeys.KeyStatus.Confirmed, "counts");
        eq(key.validFrom, 1, "since the first block");
        eq(keccak256(key.publicKey), keccak256(accounts.account(crossChain(0)).publicKey), "the account's key");
        check(at(crossChain(0), K1, 0).status == IProtocolKeys.KeyStatus.None, "not before its activation");
        check(at(crossChain(0), SM, 1).status == IProtocolKeys.KeyStatus.None, "no SM2 key");
        check(at(address(5), K1, 1).status == IProtocolKeys.KeyStatus.None, "unknown account");
    }

    function test_secp256k1KeyCountsAtOnce_whenItsPossessionIsProven() public {
        uint48 before = uint48(block.timestamp);
        vm.warp(before + 10);
        registerK1(crossChain(0), 7001, 1, 0);
        IProtocolKeys.ProtocolKey memory key = at(crossChain(0), K1, uint48(block.timestamp));
        eq(key.version, 1, "version");
        eq(key.validFrom, before + 10, "valid from");
        eq(at(crossChain(0), K1, before + 9).version, 0, "its predecessor until then");
    }

    function testRevert_register_whenPossessionIsNotProven() public {
        bytes memory publicKey = publicKeyOf(7001);
        bytes32 digest = protocolKeys.possessionDigest(crossChain(0), K1, 1, publicKey);
        bytes[4] memory proofs = [
            sign(7002, digest),
            sign(7001, protocolKeys.possessionDigest(crossChain(0), K1, 2, publicKey)),
            sign(7001, protocolKeys.possessionDigest(crossChain(1), K1, 1, publicKey)),
            sign(7001, keccak256("something else"))
        ];
        for (uint256 i = 0; i < 4; ++i) {
            vm.prank(crossChain(0));
            (bool success, bytes memory reason) =
                Addresses.PROTOCOL_KEYS.call(abi.encodeCall(IProtocolKeys.register, (K1, publicKey, 0, proofs[i])));
            check(!success && bytes4(reason) == IGovernanceErrors.PossessionNotProven.selector, "refused");
        }
        eq(protocolKeys.protocolKeyCount(crossChain(0), K1), 0, "nothing registered");
    }

    function testRevert_register_whenInputIsBad() public {
        vm.startPrank(crossChain(0));
        vm.expectRevert(abi.encodeWithSelector(IGovernanceErrors.NotChosen.selector, "suite", 0, 1, 4));
        protocolKeys.register(IProtocolKeys.Suite.None, "", 0, "");
        wrongKey(SM, 65, 64);
        wrongKey(CNSA, 97, 96);
        wrongKey(PQ, 1951, 1952);
        vm.expectRevert(abi.encodeWithSelector(IProtocolKeys.ProofLengthWrong.selector, PQ, 3308, 3309));
        protocolKeys.register(PQ, new bytes(1952), 0, new bytes(3308));
        vm.expectRevert(abi.encodeWithSelector(IProtocolKeys.ValidityOver.selector, block.timestamp, block.timestamp));
        protocolKeys.register(SM, new bytes(64), uint48(block.timestamp), new bytes(64));
        protocolKeys.register(SM, new bytes(64), 0, new bytes(64));
        vm.expectRevert(abi.encodeWithSelector(IProtocolKeys.KeyRegisteredBefore.selector, crossChain(0), SM, 1));
        protocolKeys.register(SM, new bytes(64), 0, new bytes(64));
        vm.stopPrank();
        vm.prank(governor(0));
        accounts.freeze(crossChain(0));
        unauthorized(crossChain(0), abi.encodeCall(IProtocolKeys.register, (SM, new bytes(64), 0, new bytes(64))));
        unauthorized(address(9), abi.encodeCall(IProtocolKeys.register, (SM, new bytes(64), 0, new bytes(64))));
    }

    function test_otherKeysCount_onlyWhenTwoOtherInstitutionsChecked() public {
        register(crossChain(0), PQ, 1);
        confirm(1, crossChain(0), PQ, 1);
        check(at(crossChain(0), PQ, uint48(block.timestamp)).status == IProtocolKeys.KeyStatus.None, "not yet");
        vm.warp(block.timestamp + 5);
        confirm(2, crossChain(0), PQ, 1);
        IProtocolKeys.ProtocolKey memory key = at(crossChain(0), PQ, uint48(block.timestamp));
        eq(key.version, 1, "counts");
        eq(key.confirmations, 2, "confirmations");
        eq(key.validFrom, block.timestamp, "from the second confirmation on");
        check(at(crossChain(0), PQ, uint48(block.timestamp - 1)).status == IProtocolKeys.KeyStatus.None, "not before");
    }

    function testRevert_confirm_whenNotAnotherGenesisInstitution() public {
        register(crossChain(0), SM, 1);
        bytes memory call = abi.encodeCall(IProtocolKeys.confirm, (crossChain(0), SM, 1));
        vm.expectRevert(
            abi.encodeWithSelector(IProtocolKeys.NotAnotherGenesisInstitution.selector, governor(0), REGISTRY, REGISTRY)
        );
        vm.prank(governor(0));
        protocolKeys.confirm(crossChain(0), SM, 1);
        unauthorized(operator(1), call);
        admitPolice(IInstitutions.Category.Governance);
        vm.expectRevert(
            abi.encodeWithSelector(IProtocolKeys.NotAnotherGenesisInstitution.selector, governor(3), POLICE, REGISTRY)
        );
        vm.prank(governor(3));
        protocolKeys.confirm(crossChain(0), SM, 1);
        decide(Addresses.INSTITUTIONS, abi.encodeCall(IInstitutions.suspend, (TAX)));
        unauthorized(governor(2), call);
    }

    /// @dev Whoever was suspended for vouching carelessly vouches no more.
    function test_aConfirmationCountsOnlyWhileItsInstitutionHasItsSeat() public {
        admitPolice(IInstitutions.Category.Genesis);
        register(crossChain(0), SM, 1);
        confirm(1, crossChain(0), SM, 1);
        decide(Addresses.INSTITUTIONS, abi.encodeCall(IInstitutions.suspend, (NOTARY)));
        confirm(2, crossChain(0), SM, 1);
        check(status(crossChain(0), SM, 1) == IProtocolKeys.KeyStatus.Registered, "one that counts");
        eq(protocolKeys.protocolKey(crossChain(0), SM, 1).confirmations, 1, "of two that were given");
        confirm(3, crossChain(0), SM, 1);
        check(status(crossChain(0), SM, 1) == IProtocolKeys.KeyStatus.Confirmed, "two that count");
    }

    function testRevert_confirm_whenTheInstitutionHasConfirmed() public {
        requestAccount(governor(1), 4242, NOTARY, AccountRole.Governor);
        decide(Addresses.ACCOUNTS, abi.encodeCall(IAccounts.activate, (vm.addr(4242))));
        register(crossChain(0), SM, 1);
        confirm(1, crossChain(0), SM, 1);
        vm.expectRevert(abi.encodeWithSelector(IProtocolKeys.InstitutionHasConfirmed.selector, NOTARY, 1));
        vm.prank(vm.addr(4242));
        protocolKeys.confirm(crossChain(0), SM, 1);
    }

    function testRevert_confirm_whenKeyCannotCount() public {
        register(crossChain(0), SM, 1);
        vm.expectRevert(abi.encodeWithSelector(IProtocolKeys.UnknownProtocolKey.selector, crossChain(0), SM, 2));
        vm.prank(governor(1));
        protocolKeys.confirm(crossChain(0), SM, 2);
        register(crossChain(0), SM, 2);
        confirm(1, crossChain(0), SM, 2);
        confirm(2, crossChain(0), SM, 2);
        vm.expectRevert(abi.encodeWithSelector(IProtocolKeys.ProtocolKeySuperseded.selector, 1, 2));
        vm.prank(governor(1));
        protocolKeys.confirm(crossChain(0), SM, 1);
        vm.expectRevert(
            abi.encodeWithSelector(
                IProtocolKeys.ProtocolKeyStatusWrong.selector,
                2,
                IProtocolKeys.KeyStatus.Confirmed,
                IProtocolKeys.KeyStatus.Registered
            )
        );
        vm.prank(governor(1));
        protocolKeys.confirm(crossChain(0), SM, 2);
        register(crossChain(0), CNSA, 1);
        vm.prank(governor(0));
        accounts.freeze(crossChain(0));
        vm.expectRevert(
            abi.encodeWithSelector(IAccounts.AccountNotActive.selector, crossChain(0), IAccounts.Status.Frozen)
        );
        vm.prank(governor(1));
        protocolKeys.confirm(crossChain(0), CNSA, 1);
    }

    function test_aWorkOrderSuffices() public {
        register(crossChain(0), CNSA, 1);
        decide(Addresses.PROTOCOL_KEYS, abi.encodeCall(IProtocolKeys.acceptByVote, (crossChain(0), CNSA, uint32(1))));
        eq(at(crossChain(0), CNSA, uint48(block.timestamp)).version, 1, "counts");
        unauthorized(governor(0), abi.encodeCall(IProtocolKeys.acceptByVote, (crossChain(0), CNSA, uint32(1))));
    }

    function test_aSingleOtherInstitutionSuffices_whenThereAreNoMore() public {
        vm.prank(governor(2));
        institutions.withdraw();
        register(crossChain(0), SM, 1);
        confirm(1, crossChain(0), SM, 1);
        eq(at(crossChain(0), SM, uint48(block.timestamp)).version, 1, "counts");
    }

    function test_confirmationsAreGoverned() public {
        decide(Addresses.PROTOCOL_KEYS, abi.encodeCall(IProtocolKeys.setConfirmations, (1)));
        eq(protocolKeys.confirmations(), 1, "one");
        register(crossChain(0), SM, 1);
        confirm(1, crossChain(0), SM, 1);
        eq(at(crossChain(0), SM, uint48(block.timestamp)).version, 1, "counts");
        vm.expectRevert(abi.encodeWithSelector(IProtocolKeys.ConfirmationsOutOfRange.selector, 0, 1, 100));
        vm.prank(Addresses.WORK_ORDERS);
        protocolKeys.setConfirmations(0);
        unauthorized(governor(0), abi.encodeCall(IProtocolKeys.setConfirmations, (5)));
    }

    /// @dev A signature of any time finds the key of its time, whatever happened since.
    function test_everyTimeFindsItsKey() public {
        uint48 start = uint48(block.timestamp);
        registerK1(crossChain(0), 7001, 1, 0);
        vm.warp(start + 100);
        registerK1(crossChain(0), 7002, 2, start + 150);
        vm.warp(start + 200);
        registerK1(crossChain(0), 7003, 3, 0);
        vm.warp(start + 300);
        vm.prank(crossChain(0));
        protocolKeys.revoke(crossChain(0), K1, 3);
        vm.warp(start + 400);
        uint48[8] memory times =
            [start - 1, start, start + 99, start + 100, start + 149, start + 150, start + 250, start + 300];
        uint32[8] memory versions = [uint32(0), 1, 1, 2, 2, 0, 3, 0];
        for (uint256 i = 0; i < 8; ++i) {
            eq(at(crossChain(0), K1, times[i]).version, versions[i], vm.toString(i));
        }
        eq(protocolKeys.protocolKey(crossChain(0), K1, 1).validUntil, start + 100, "ended by the next");
        IProtocolKeys.ProtocolKey[] memory page = protocolKeys.protocolKeys(crossChain(0), K1, 1, 100);
        eq(page.length, 2, "page");
        check(page[1].status == IProtocolKeys.KeyStatus.Revoked, "revoked, not forgotten");
        check(protocolKeys.protocolKey(crossChain(0), K1, 4).status == IProtocolKeys.KeyStatus.None, "unknown");
    }

    function test_revokes_byOwnerGovernorOrVote() public {
        for (uint32 v = 1; v <= 3; ++v) {
            register(crossChain(0), SM, v);
            confirm(1, crossChain(0), SM, v);
            confirm(2, crossChain(0), SM, v);
            if (v == 2) vm.prank(governor(0));
            else vm.prank(crossChain(0));
            if (v < 3) protocolKeys.revoke(crossChain(0), SM, v);
        }
        vm.stopPrank();
        decide(Addresses.PROTOCOL_KEYS, abi.encodeCall(IProtocolKeys.revokeByVote, (crossChain(0), SM, uint32(3))));
        check(at(crossChain(0), SM, uint48(block.timestamp)).status == IProtocolKeys.KeyStatus.None, "none counts");
        vm.expectRevert(
            abi.encodeWithSelector(
                IProtocolKeys.ProtocolKeyStatusWrong.selector,
                3,
                IProtocolKeys.KeyStatus.Revoked,
                IProtocolKeys.KeyStatus.Confirmed
            )
        );
        vm.prank(crossChain(0));
        protocolKeys.revoke(crossChain(0), SM, 3);
    }

    function testRevert_revoke_whenNotTheOwner() public {
        register(crossChain(0), SM, 1);
        address[2] memory others = [governor(1), operator(0)];
        for (uint256 i = 0; i < 2; ++i) {
            vm.expectRevert(
                abi.encodeWithSelector(IProtocolKeys.NotTheKeysOwner.selector, others[i], crossChain(0), REGISTRY)
            );
            vm.prank(others[i]);
            protocolKeys.revoke(crossChain(0), SM, 1);
        }
        unauthorized(governor(0), abi.encodeCall(IProtocolKeys.revokeByVote, (crossChain(0), SM, uint32(1))));
    }

    /// @dev Against a plain model: the last key that began to count by then, unless it ended.
    function testFuzz_keyAtAnyTime(uint16[5] memory gaps, uint8[5] memory revoked, uint16 asked) public {
        uint48 start = uint48(block.timestamp);
        uint48[5] memory from;
        uint48[5] memory until;
        for (uint32 i = 0; i < 5; ++i) {
            if (i > 0 && until[i - 1] == 0) until[i - 1] = uint48(block.timestamp);
            from[i] = uint48(block.timestamp);
            registerK1(crossChain(0), 8000 + i, i + 1, 0);
            vm.warp(block.timestamp + 1 + gaps[i]);
            if (revoked[i] % 2 == 1) {
                vm.prank(crossChain(0));
                protocolKeys.revoke(crossChain(0), K1, i + 1);
                until[i] = uint48(block.timestamp);
                vm.warp(block.timestamp + 1);
            }
        }
        uint48 time = start + asked;
        uint32 expected = 0;
        for (uint32 i = 0; i < 5; ++i) {
            if (from[i] <= time && (until[i] == 0 || time < until[i])) expected = i + 1;
        }
        eq(at(crossChain(0), K1, time).version, expected, "version");
    }

    // ---- helpers

    function at(address account, IProtocolKeys.Suite suite, uint48 time)
        private
        view
        returns (IProtocolKeys.ProtocolKey memory)
    {
        return protocolKeys.protocolKeyAt(account, suite, time);
    }

    function registerK1(address account, uint256 key, uint32 version, uint48 validUntil) private {
        bytes memory publicKey = publicKeyOf(key);
        bytes memory proof = sign(key, protocolKeys.possessionDigest(account, K1, version, publicKey));
        vm.prank(account);
        eq(protocolKeys.register(K1, publicKey, validUntil, proof), version, "version");
    }

    /// @dev What the chain cannot check it takes as it comes: the confirmations are the check.
    function register(address account, IProtocolKeys.Suite suite, uint32 version) private {
        (uint256 key, uint256 proof) = (64, 64);
        if (suite == CNSA) (key, proof) = (96, 96);
        if (suite == PQ) (key, proof) = (1952, 3309);
        bytes memory publicKey = new bytes(key);
        publicKey[0] = bytes1(uint8(version));
        vm.prank(account);
        eq(protocolKeys.register(suite, publicKey, 0, new bytes(proof)), version, "version");
    }

    function confirm(uint256 institution, address account, IProtocolKeys.Suite suite, uint32 version) private {
        vm.prank(governor(institution));
        protocolKeys.confirm(account, suite, version);
    }

    function status(address account, IProtocolKeys.Suite suite, uint32 version)
        private
        view
        returns (IProtocolKeys.KeyStatus)
    {
        return protocolKeys.protocolKey(account, suite, version).status;
    }

    function sign(uint256 key, bytes32 digest) private pure returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, digest);
        return abi.encodePacked(r, s, v);
    }

    function wrongKey(IProtocolKeys.Suite suite, uint256 actual, uint256 expected) private {
        vm.expectRevert(abi.encodeWithSelector(IProtocolKeys.KeyLengthWrong.selector, suite, actual, expected));
        protocolKeys.register(suite, new bytes(actual), 0, new bytes(64));
    }

    function unauthorized(address caller, bytes memory call) private {
        vm.prank(caller);
        (bool success, bytes memory reason) = Addresses.PROTOCOL_KEYS.call(call);
        bytes memory expected = abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, caller);
        check(!success && keccak256(reason) == keccak256(expected), "unauthorized");
    }
}
