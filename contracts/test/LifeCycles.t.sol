// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {vm} from "../script/Vm.sol";
import {IGovernanceErrors} from "../src/governance/interfaces/IGovernanceErrors.sol";
import {IInstitutions} from "../src/governance/interfaces/IInstitutions.sol";
import {IServices} from "../src/governance/interfaces/IServices.sol";
import {ISubchains} from "../src/governance/interfaces/ISubchains.sol";
import {Addresses} from "../src/governance/lib/Addresses.sol";
import {PipelineTest} from "./base/PipelineTest.sol";

/// @title What happens to services, subchains, applications and contracts after their registration.
contract LifeCyclesTest is PipelineTest {
    function test_everythingOfASuspendedInstitutionIsUnusable_andUsableAgain() public {
        usable(0, true);
        decide(Addresses.INSTITUTIONS, abi.encodeCall(IInstitutions.suspend, (REGISTRY)));
        usable(0, false);
        usable(1, true);
        vm.prank(Addresses.WORK_ORDERS);
        institutions.reinstate(REGISTRY);
        usable(0, true);
    }

    function test_whatStandsOnItIsUnusableToo() public {
        vm.prank(Addresses.WORK_ORDERS);
        accounts.freeze(crossChain(0));
        usable(0, false);
        vm.prank(Addresses.WORK_ORDERS);
        accounts.unfreeze(crossChain(0));
        vm.prank(operator(0));
        services.suspend(path(0, "subchain-proxy"));
        check(!subchains.contractUsable(path(0, "store")), "without its proxy");
        vm.prank(operator(0));
        services.resume(path(0, "subchain-proxy"));
        vm.prank(operator(0));
        subchains.setSubchainStatus(path(0, "chain"), ISubchains.Status.Suspended);
        check(!subchains.applicationUsable(path(0, "app")), "without its subchain");
    }

    // ---- freeze

    function test_frozenService_isGovernancesAlone() public {
        bytes32 id = path(0, "subchain-proxy");
        vm.prank(operator(0));
        services.suspend(id);
        decide(Addresses.SERVICES, abi.encodeCall(IServices.freeze, (id)));
        vm.expectRevert(
            abi.encodeWithSelector(
                IServices.ServiceStatusWrong.selector, id, IServices.Status.Frozen, IServices.Status.Suspended
            )
        );
        vm.prank(operator(0));
        services.resume(id);
        decide(Addresses.SERVICES, abi.encodeCall(IServices.unfreeze, (id)));
        check(services.service(id).status == IServices.Status.Suspended, "as before");
    }

    function test_frozenItems_areGovernancesAlone() public {
        bytes32[3] memory ids = [path(0, "chain"), path(0, "app"), path(0, "store")];
        for (uint8 i = 1; i <= 3; ++i) {
            ISubchains.Item item = ISubchains.Item(i);
            bytes32 id = ids[i - 1];
            decide(Addresses.SUBCHAINS, abi.encodeCall(ISubchains.freeze, (item, id)));
            check(status(item, id) == ISubchains.Status.Frozen, "frozen");
            vm.expectRevert(
                abi.encodeWithSelector(
                    ISubchains.StatusChangeRefused.selector, id, ISubchains.Status.Frozen, ISubchains.Status.Active
                )
            );
            setStatus(item, id, ISubchains.Status.Active);
            vm.startPrank(Addresses.WORK_ORDERS);
            vm.expectRevert(
                abi.encodeWithSelector(ISubchains.StatusNotActiveNorSuspended.selector, id, ISubchains.Status.Frozen)
            );
            subchains.freeze(item, id);
            subchains.unfreeze(item, id);
            check(status(item, id) == ISubchains.Status.Active, "as before");
            vm.expectRevert(abi.encodeWithSelector(ISubchains.StatusNotFrozen.selector, id, ISubchains.Status.Active));
            subchains.unfreeze(item, id);
            vm.stopPrank();
            vm.expectRevert(
                abi.encodeWithSelector(
                    ISubchains.StatusChangeRefused.selector, id, ISubchains.Status.Active, ISubchains.Status.Frozen
                )
            );
            setStatus(item, id, ISubchains.Status.Frozen);
        }
        vm.expectRevert(abi.encodeWithSelector(IGovernanceErrors.NotChosen.selector, "item", 0, 1, 3));
        vm.prank(Addresses.WORK_ORDERS);
        subchains.freeze(ISubchains.Item.None, ids[0]);
    }

    // ---- certificates

    function test_certificateRotates_withAnOverlap() public {
        bytes32 id = path(0, "crosschain-proxy");
        uint48 until = uint48(block.timestamp + 1 days);
        vm.prank(operator(0));
        services.rotateCertificate(id, keccak256("new"), until);
        (bytes32 current, bytes32 previous, uint48 previousUntil) = services.certificates(id);
        check(current == keccak256("new") && previous == keccak256("c") && previousUntil == until, "both");
        vm.warp(uint256(until) + 1);
        (current, previous,) = services.certificates(id);
        check(current == keccak256("new") && previous == 0, "the new one alone");
        eq(services.serviceVersionCount(id), 2, "versions");
        IServices.Version[] memory versions = services.serviceVersions(id, 0, 9);
        check(versions[0].tlsFingerprint == keccak256("c") && versions[1].since == until - 1 days, "history");
    }

    function testRevert_rotateCertificate_whenUnchangedOrOverlapIsOutOfRange() public {
        bytes32 id = path(0, "crosschain-proxy");
        uint48 now_ = uint48(block.timestamp);
        vm.startPrank(operator(0));
        vm.expectRevert(abi.encodeWithSelector(IServices.CertificateUnchanged.selector, id, keccak256("c")));
        services.rotateCertificate(id, keccak256("c"), now_);
        vm.expectRevert(
            abi.encodeWithSelector(IServices.OverlapOutOfRange.selector, now_ + 30 days + 1, now_, now_ + 30 days)
        );
        services.rotateCertificate(id, keccak256("new"), now_ + 30 days + 1);
        services.rotateCertificate(id, keccak256("new"), now_ + 1 days);
        // A certificate that was lost must not stay good: an update ends the overlap.
        services.update(id, crossChain(0), "https://127.0.0.1:9443", keccak256("newest"));
        vm.stopPrank();
        (, bytes32 previous,) = services.certificates(id);
        eq(previous, 0, "no overlap");
    }

    // ---- trust anchors, keys, classes

    function test_trustAnchorsOfEveryTimeAreKnown() public {
        bytes32 id = path(0, "chain");
        uint48 first = uint48(block.timestamp);
        for (uint8 i = 1; i <= 5; ++i) {
            vm.warp(uint256(first) + 100 * uint256(i));
            vm.prank(operator(0));
            subchains.updateTrustAnchors(id, ISubchains.Rule.QbftSeals, abi.encodePacked(i));
        }
        check(subchains.trustAnchorsAt(id, first - 1).rule == ISubchains.Rule.None, "before the registration");
        check(subchains.trustAnchorsAt(id, first + 99).rule == ISubchains.Rule.NodeAgreement, "first");
        for (uint8 i = 1; i <= 5; ++i) {
            ISubchains.AnchorVersion memory v = subchains.trustAnchorsAt(id, first + 100 * uint48(i) + 99);
            check(v.since == first + 100 * uint48(i) && uint8(v.trustAnchors[0]) == i, "of its time");
        }
        eq(subchains.trustAnchorVersionCount(id), 6, "versions");
        eq(subchains.trustAnchorVersions(id, 4, 9).length, 2, "page");
        eq(uint8(subchains.subchain(id).trustAnchors[0]), 5, "the last");
        eq(uint8(subchains.subchains(0, 9)[0].trustAnchors[0]), 5, "the last, in lists too");
    }

    function test_applicationKeyChanges_withHistory() public {
        bytes32 id = path(0, "app");
        bytes memory key = publicKeyOf(4711);
        vm.warp(block.timestamp + 10);
        vm.prank(operator(0));
        subchains.updateApplication(id, key, keccak256("new certificate"));
        eq(subchains.application(id).key, vm.addr(4711), "key");
        eq(subchains.applicationKeyCount(id), 2, "versions");
        ISubchains.KeyVersion[] memory keys = subchains.applicationKeys(id, 0, 9);
        check(keys[0].key == vm.addr(keyOf(0, 50)) && keys[1].since == block.timestamp, "history");
    }

    function test_classRisesByTheOwner_fallsByWorkOrder() public {
        bytes32 id = path(0, "store");
        check(subchains.dataClassOf(id) == ISubchains.DataClass.General, "at first");
        vm.startPrank(operator(0));
        subchains.classifyContract(id, ISubchains.DataClass.Core);
        vm.expectRevert(
            abi.encodeWithSelector(
                ISubchains.DataClassNotHigher.selector, id, ISubchains.DataClass.Core, ISubchains.DataClass.Important
            )
        );
        subchains.classifyContract(id, ISubchains.DataClass.Important);
        vm.stopPrank();
        decide(Addresses.SUBCHAINS, abi.encodeCall(ISubchains.declassifyContract, (id, ISubchains.DataClass.Important)));
        check(subchains.dataClassOf(id) == ISubchains.DataClass.Important, "lowered");
        vm.expectRevert(
            abi.encodeWithSelector(
                ISubchains.DataClassNotLower.selector, id, ISubchains.DataClass.Important, ISubchains.DataClass.Core
            )
        );
        vm.prank(Addresses.WORK_ORDERS);
        subchains.declassifyContract(id, ISubchains.DataClass.Core);
    }

    // ---- ownership

    function test_subchainChangesHands_withEverythingOnIt() public {
        bytes32 id = path(0, "chain");
        vm.prank(operator(0));
        subchains.offerSubchain(id, NOTARY);
        eq(subchains.subchain(id).institution, REGISTRY, "not yet");
        vm.prank(operator(1));
        subchains.acceptSubchain(id, path(1, "subchain-proxy"));
        eq(subchains.subchain(id).institution, NOTARY, "owner");
        eq(subchains.application(path(0, "app")).institution, NOTARY, "application");
        eq(subchains.businessContract(path(0, "store")).institution, NOTARY, "contract");
        vm.expectRevert(abi.encodeWithSelector(IGovernanceErrors.NotTheOwner.selector, REGISTRY, NOTARY));
        vm.prank(operator(0));
        subchains.setContractStatus(path(0, "store"), ISubchains.Status.Suspended);
        vm.prank(operator(1));
        subchains.setContractStatus(path(0, "store"), ISubchains.Status.Suspended);
        vm.expectRevert(abi.encodeWithSelector(ISubchains.SubchainNotOffered.selector, id, bytes32(0), NOTARY));
        vm.prank(operator(1));
        subchains.acceptSubchain(id, path(1, "subchain-proxy"));
    }

    /// @dev An accomplice must not carry off what a suspended institution owns.
    function testRevert_acceptSubchain_whenTheOwnerWasSuspendedSince() public {
        bytes32 id = path(0, "chain");
        vm.prank(operator(0));
        subchains.offerSubchain(id, NOTARY);
        decide(Addresses.INSTITUTIONS, abi.encodeCall(IInstitutions.suspend, (REGISTRY)));
        vm.expectRevert(
            abi.encodeWithSelector(
                IInstitutions.InstitutionNotActive.selector, REGISTRY, IInstitutions.Status.Suspended
            )
        );
        vm.prank(operator(1));
        subchains.acceptSubchain(id, path(1, "subchain-proxy"));
        eq(subchains.subchain(id).institution, REGISTRY, "owner");
    }

    function testRevert_acceptSubchain_withoutBothConsents() public {
        bytes32 id = path(0, "chain");
        bytes32 proxy = path(1, "subchain-proxy");
        vm.expectRevert(abi.encodeWithSelector(ISubchains.SubchainNotOffered.selector, id, bytes32(0), NOTARY));
        vm.prank(operator(1));
        subchains.acceptSubchain(id, proxy);
        vm.expectRevert(abi.encodeWithSelector(IGovernanceErrors.NotTheOwner.selector, NOTARY, REGISTRY));
        vm.prank(operator(1));
        subchains.offerSubchain(id, NOTARY);
        vm.startPrank(operator(0));
        vm.expectRevert(abi.encodeWithSelector(ISubchains.SubchainOfferedToOwner.selector, id, REGISTRY));
        subchains.offerSubchain(id, REGISTRY);
        subchains.offerSubchain(id, NOTARY);
        vm.stopPrank();
        vm.expectRevert(abi.encodeWithSelector(ISubchains.ServiceNotSubchainProxy.selector, path(0, "subchain-proxy")));
        vm.prank(operator(1));
        subchains.acceptSubchain(id, path(0, "subchain-proxy"));
        vm.prank(operator(0));
        subchains.offerSubchain(id, 0);
        vm.expectRevert(abi.encodeWithSelector(ISubchains.SubchainNotOffered.selector, id, bytes32(0), NOTARY));
        vm.prank(operator(1));
        subchains.acceptSubchain(id, proxy);
    }

    function usable(uint256 i, bool expected) private view {
        check(services.usable(path(i, "subchain-proxy")) == expected, "service");
        check(services.usable(path(i, "crosschain-proxy")) == expected, "service");
        check(subchains.subchainUsable(path(i, "chain")) == expected, "subchain");
        check(subchains.applicationUsable(path(i, "app")) == expected, "application");
        check(subchains.contractUsable(path(i, "store")) == expected, "contract");
    }

    function status(ISubchains.Item item, bytes32 id) private view returns (ISubchains.Status) {
        if (item == ISubchains.Item.Subchain) return subchains.subchain(id).status;
        if (item == ISubchains.Item.Application) return subchains.application(id).status;
        return subchains.businessContract(id).status;
    }

    function setStatus(ISubchains.Item item, bytes32 id, ISubchains.Status requested) private {
        vm.prank(operator(0));
        if (item == ISubchains.Item.Subchain) subchains.setSubchainStatus(id, requested);
        else if (item == ISubchains.Item.Application) subchains.setApplicationStatus(id, requested);
        else subchains.setContractStatus(id, requested);
    }
}
