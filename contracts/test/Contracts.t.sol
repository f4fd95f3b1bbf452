// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts/proxy/utils/UUPSUpgradeable.sol";
import {GenesisCode} from "../script/GenesisCode.sol";
import {vm} from "../script/Vm.sol";
import {IContracts} from "../src/governance/interfaces/IContracts.sol";
import {IGovernanceErrors} from "../src/governance/interfaces/IGovernanceErrors.sol";
import {Addresses} from "../src/governance/lib/Addresses.sol";
import {PipelineTest} from "./base/PipelineTest.sol";

/// @dev A later version of some contract, as far as an upgrade is concerned.
contract NextVersion is UUPSUpgradeable {
    function nextVersion() external pure returns (uint256) {
        return 2;
    }

    function _authorizeUpgrade(address) internal override {}
}

contract ContractsTest is PipelineTest {
    function test_directoryListsTheGenesisContracts() public view {
        IContracts.GovernedContract[] memory all = contracts.governedContracts(0, 100);
        eq(all.length, 13, "count");
        for (uint256 i = 0; i < all.length; ++i) {
            eq(uint160(all[i].implementation), uint160(all[i].location) + 0x1000, "implementation");
            eq(implementationOf(all[i].location), all[i].implementation, "implementation slot");
            check(all[i].status == IContracts.Status.Active && all[i].version == 1, "first version, active");
        }
        eq(contracts.governedContract("WorkOrders").location, Addresses.WORK_ORDERS, "by name");
        check(contracts.governedContract("Nothing").status == IContracts.Status.None, "unknown");
    }

    function test_upgrades_byWorkOrder() public {
        address next = address(new NextVersion());
        decide(Addresses.CONTRACTS, abi.encodeCall(IContracts.upgrade, ("Subchains", next, "")));
        eq(NextVersion(Addresses.SUBCHAINS).nextVersion(), 2, "new code");
        IContracts.GovernedContract memory c = contracts.governedContract("Subchains");
        eq(c.version, 2, "version");
        eq(c.implementation, next, "implementation");
    }

    function test_upgradesEvenTheVotingContractAndItself() public {
        address workOrders2 = 0x00000000000000000000000000000000000030Aa;
        GenesisCode.deployAt(workOrders2, GenesisCode.code("WorkOrders"));
        address contracts2 = 0x00000000000000000000000000000000000030Bb;
        GenesisCode.deployAt(contracts2, GenesisCode.code("Contracts"));
        decide(Addresses.CONTRACTS, abi.encodeCall(IContracts.upgrade, ("WorkOrders", workOrders2, "")));
        decide(Addresses.CONTRACTS, abi.encodeCall(IContracts.upgrade, ("Contracts", contracts2, "")));
        eq(implementationOf(Addresses.WORK_ORDERS), workOrders2, "work orders");
        eq(implementationOf(Addresses.CONTRACTS), contracts2, "contracts");
        eq(workOrders.workOrderCount(), 2, "storage is kept");
        eq(contracts.governedContract("Contracts").version, 2, "storage is kept");
    }

    function test_deploysWhatWasVotedOnByItsHash_whoeverBringsTheCode() public {
        bytes memory code = type(NextVersion).creationCode;
        decide(Addresses.CONTRACTS, abi.encodeCall(IContracts.deploy, ("Deeds", keccak256(code), "")));
        eq(contracts.deployment("Deeds").creationCodeHash, keccak256(code), "decided");
        vm.expectRevert(
            abi.encodeWithSelector(
                IContracts.CreationCodeWrong.selector, "Deeds", keccak256(hex"6001"), keccak256(code)
            )
        );
        contracts.construct("Deeds", hex"6001");
        vm.prank(address(0xabc));
        address location = contracts.construct("Deeds", code);
        eq(NextVersion(location).nextVersion(), 2, "behind its proxy");
        IContracts.GovernedContract memory c = contracts.governedContract("Deeds");
        check(c.location == location && c.status == IContracts.Status.Active && c.version == 1, "registered");
        eq(implementationOf(location), c.implementation, "implementation");
        eq(contracts.deployment("Deeds").creationCodeHash, 0, "done");
        vm.expectRevert(abi.encodeWithSelector(IContracts.DeploymentUnknown.selector, "Deeds"));
        contracts.construct("Deeds", code);
        vm.expectRevert(abi.encodeWithSelector(IContracts.NameTaken.selector, "Deeds"));
        vm.prank(Addresses.WORK_ORDERS);
        contracts.deploy("Deeds", keccak256(code), "");
    }

    function testRevert_construct_whenTheCodeOrItsInitialisationFails() public {
        bytes memory failing = hex"60006000fd";
        decide(Addresses.CONTRACTS, abi.encodeCall(IContracts.deploy, ("Deeds", keccak256(failing), "")));
        vm.expectRevert(abi.encodeWithSelector(IContracts.CreationFailed.selector, "Deeds"));
        contracts.construct("Deeds", failing);
        bytes memory code = type(NextVersion).creationCode;
        decide(Addresses.CONTRACTS, abi.encodeCall(IContracts.deploy, ("Deeds", keccak256(code), hex"deadbeef")));
        vm.expectRevert();
        contracts.construct("Deeds", code);
        check(contracts.governedContract("Deeds").status == IContracts.Status.None, "nothing is registered");
    }

    function test_everyVersionIsRemembered() public {
        address next = address(new NextVersion());
        decide(Addresses.CONTRACTS, abi.encodeCall(IContracts.upgrade, ("Subchains", next, "")));
        IContracts.Version[] memory all = contracts.versions("Subchains", 0, 100);
        eq(all.length, 2, "versions");
        check(all[0].since == 0 && uint160(all[0].implementation) == uint160(Addresses.SUBCHAINS) + 0x1000, "first");
        check(all[1].implementation == next && all[1].since == block.timestamp, "second");
        eq(all[1].codeHash, next.codehash, "code");
        eq(contracts.versions("Subchains", 1, 100).length, 1, "page");
        eq(contracts.versions("Nothing", 0, 100).length, 0, "unknown");
    }

    function testRevert_upgrade_whenNotThroughTheDirectory() public {
        address next = address(new NextVersion());
        IContracts.GovernedContract[] memory all = contracts.governedContracts(0, 100);
        for (uint256 i = 0; i < all.length; ++i) {
            vm.expectRevert(
                abi.encodeWithSelector(
                    IGovernanceErrors.NotTheDirectory.selector, Addresses.WORK_ORDERS, Addresses.CONTRACTS
                )
            );
            vm.prank(Addresses.WORK_ORDERS);
            UUPSUpgradeable(all[i].location).upgradeToAndCall(next, "");
        }
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, governor(0)));
        vm.prank(governor(0));
        contracts.upgrade("Subchains", next, "");
    }

    function testRevert_upgrade_whenNewCodeIsNoneOrUnknownName() public {
        vm.startPrank(Addresses.WORK_ORDERS);
        vm.expectRevert(abi.encodeWithSelector(IContracts.NoCodeAt.selector, address(0xbad)));
        contracts.upgrade("Subchains", address(0xbad), "");
        vm.expectRevert(abi.encodeWithSelector(IContracts.UnknownGovernedContract.selector, "Nothing"));
        contracts.upgrade("Nothing", address(0xbad), "");
        vm.stopPrank();
    }

    function test_frozenContractRefusesEveryRestrictedCall_butReadsAndUpgrades() public {
        decide(Addresses.CONTRACTS, abi.encodeCall(IContracts.freeze, ("Services")));
        bytes32 id = path(0, "subchain-proxy");
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, operator(0)));
        vm.prank(operator(0));
        services.suspend(id);
        eq(services.service(id).institution, REGISTRY, "still readable");
        address repaired = 0x00000000000000000000000000000000000030Aa;
        GenesisCode.deployAt(repaired, GenesisCode.code("Services"));
        decide(Addresses.CONTRACTS, abi.encodeCall(IContracts.upgrade, ("Services", repaired, "")));
        decide(Addresses.CONTRACTS, abi.encodeCall(IContracts.unfreeze, ("Services")));
        vm.prank(operator(0));
        services.suspend(id);
    }

    function test_retiredContractStaysClosed() public {
        decide(Addresses.CONTRACTS, abi.encodeCall(IContracts.retire, ("Services")));
        vm.startPrank(Addresses.WORK_ORDERS);
        bytes memory expected = abi.encodeWithSelector(IContracts.GovernedContractRetired.selector, "Services");
        vm.expectRevert(expected);
        contracts.unfreeze("Services");
        vm.expectRevert(expected);
        contracts.upgrade("Services", address(this), "");
        vm.stopPrank();
    }

    function testRevert_freeze_whenGovernanceWouldEnd() public {
        string[3] memory names = ["Accounts", "WorkOrders", "Contracts"];
        vm.startPrank(Addresses.WORK_ORDERS);
        for (uint256 i = 0; i < 3; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IContracts.Indispensable.selector, names[i]));
            contracts.freeze(names[i]);
            vm.expectRevert(abi.encodeWithSelector(IContracts.Indispensable.selector, names[i]));
            contracts.retire(names[i]);
        }
        vm.stopPrank();
    }

    function test_registersANewContract() public {
        address newcomer = address(new NextVersion());
        decide(Addresses.CONTRACTS, abi.encodeCall(IContracts.register, ("Deeds", newcomer)));
        eq(contracts.governedContract("Deeds").location, newcomer, "location");
        vm.startPrank(Addresses.WORK_ORDERS);
        vm.expectRevert(abi.encodeWithSelector(IContracts.NameTaken.selector, "Deeds"));
        contracts.register("Deeds", address(this));
        vm.expectRevert(abi.encodeWithSelector(IContracts.LocationTaken.selector, newcomer, "Deeds"));
        contracts.register("Deeds2", newcomer);
        vm.stopPrank();
    }

    function implementationOf(address proxy) private view returns (address) {
        bytes32 slot = 0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc;
        return address(uint160(uint256(vm.load(proxy, slot))));
    }
}
