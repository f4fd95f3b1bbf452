// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {vm} from "../script/Vm.sol";
import {IDataLedger} from "../src/governance/interfaces/IDataLedger.sol";
import {IGovernanceErrors} from "../src/governance/interfaces/IGovernanceErrors.sol";
import {IInstitutions} from "../src/governance/interfaces/IInstitutions.sol";
import {Addresses} from "../src/governance/lib/Addresses.sol";
import {ConsortiumTest} from "./base/ConsortiumTest.sol";

contract DataLedgerTest is ConsortiumTest {
    bytes32 internal constant PARCELS = keccak256("registry/parcels");
    bytes32 internal constant PURPOSE = keccak256("agreement");
    bytes32 internal constant USED = keccak256("what was used");

    function setUp() public override {
        super.setUp();
        vm.prank(operator(0));
        dataLedger.register("parcels", IDataLedger.Sensitivity.General, description("Parcels"));
    }

    function test_registersAndDescribes() public {
        vm.prank(operator(0));
        dataLedger.describe(PARCELS, description("Parcels 2027"));
        IDataLedger.DataSet memory d = dataLedger.dataSet(PARCELS);
        eq(d.description.name, "Parcels 2027", "name");
        eq(d.description.kind, "table", "kind");
        check(d.description.volume == 1 << 30 && d.description.value == 250_000, "volume and value");
        check(d.version == 2 && d.status == IDataLedger.Status.Active && d.institution == REGISTRY, "record");
        eq(dataLedger.dataSetCount(), 1, "count");
        eq(dataLedger.dataSets(0, 9)[0].id, PARCELS, "listed");
        check(dataLedger.dataSet(0).status == IDataLedger.Status.None, "unknown");
    }

    function testRevert_register_whenDescriptionIsBad() public {
        IDataLedger.Description memory d = description("x");
        refusedRegister("parcels", d, abi.encodeWithSelector(IGovernanceErrors.PathTaken.selector, PARCELS));
        d.kind = "A table";
        refusedRegister("b", d, abi.encodeWithSelector(IGovernanceErrors.CodeMalformed.selector, "A table"));
        d = description("");
        refusedRegister("b", d, abi.encodeWithSelector(IGovernanceErrors.Missing.selector, "name"));
        d = description("x");
        d.digest = 0;
        refusedRegister("b", d, abi.encodeWithSelector(IGovernanceErrors.Missing.selector, "digest"));
        vm.expectRevert(abi.encodeWithSelector(IGovernanceErrors.NotChosen.selector, "sensitivity", 0, 1, 3));
        vm.prank(operator(0));
        dataLedger.register("b", IDataLedger.Sensitivity.None, description("x"));
    }

    function test_grantedDataAreUsed_andEveryUseIsOnRecord() public {
        grant(NOTARY);
        check(dataLedger.usable(PARCELS, NOTARY), "usable");
        use(1, keccak256("transaction"));
        use(1, 0);
        IDataLedger.Use[] memory uses = dataLedger.uses(PARCELS, 0, 100);
        eq(uses.length, 2, "uses");
        check(uses[0].institution == NOTARY && uses[0].account == crossChain(1) && uses[0].version == 1, "by whom");
        check(uses[0].digest == USED && uses[0].transactionId == keccak256("transaction"), "what");
        check(dataLedger.grantOf(PARCELS, NOTARY).uses == 2, "counted per grant");
        check(dataLedger.totals(REGISTRY).usesGiven == 2 && dataLedger.totals(NOTARY).usesTaken == 2, "totals");
        check(dataLedger.totals(REGISTRY).dataSets == 1 && dataLedger.totals(REGISTRY).grantsGiven == 1, "totals");
        eq(dataLedger.grants(PARCELS, 0, 9)[0].institution, NOTARY, "grants");
    }

    function testRevert_recordUse_whenNotGranted() public {
        unusable(1, IDataLedger.Status.Active, IDataLedger.GrantStatus.None, 0);
        grant(NOTARY);
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, operator(1)));
        vm.prank(operator(1));
        dataLedger.recordUse(PARCELS, USED, 0);
        vm.prank(operator(0));
        dataLedger.revoke(PARCELS, NOTARY);
        unusable(1, IDataLedger.Status.Active, IDataLedger.GrantStatus.Revoked, inAWeek());
    }

    function testRevert_recordUse_afterTheGrantHasExpired() public {
        uint48 until = inAWeek();
        grant(NOTARY);
        vm.warp(until);
        use(1, 0);
        vm.warp(uint256(until) + 1);
        unusable(1, IDataLedger.Status.Active, IDataLedger.GrantStatus.Active, until);
        check(!dataLedger.usable(PARCELS, NOTARY), "expired");
    }

    function testRevert_grant_whenPeriodOrGranteeIsBad() public {
        uint48 now_ = uint48(block.timestamp);
        uint48 latest = now_ + 366 days;
        vm.startPrank(operator(0));
        vm.expectRevert(abi.encodeWithSelector(IDataLedger.GrantPeriodOutOfRange.selector, now_, now_, latest));
        dataLedger.grant(PARCELS, NOTARY, now_, PURPOSE);
        vm.expectRevert(abi.encodeWithSelector(IDataLedger.GrantPeriodOutOfRange.selector, latest + 1, now_, latest));
        dataLedger.grant(PARCELS, NOTARY, latest + 1, PURPOSE);
        vm.expectRevert(abi.encodeWithSelector(IDataLedger.GrantToOwner.selector, PARCELS, REGISTRY));
        dataLedger.grant(PARCELS, REGISTRY, latest, PURPOSE);
        vm.expectRevert(
            abi.encodeWithSelector(IInstitutions.InstitutionNotActive.selector, POLICE, IInstitutions.Status.None)
        );
        dataLedger.grant(PARCELS, POLICE, latest, PURPOSE);
        vm.stopPrank();
        vm.expectRevert(abi.encodeWithSelector(IGovernanceErrors.NotTheOwner.selector, NOTARY, REGISTRY));
        vm.prank(operator(1));
        dataLedger.grant(PARCELS, TAX, latest, PURPOSE);
    }

    function test_coreDataNeedAWorkOrder() public {
        grant(TAX);
        vm.prank(operator(0));
        dataLedger.raise(PARCELS, IDataLedger.Sensitivity.Core);
        check(!dataLedger.usable(PARCELS, TAX), "what the owner alone granted ends");
        grant(NOTARY);
        check(dataLedger.grantOf(PARCELS, NOTARY).status == IDataLedger.GrantStatus.Requested, "requested");
        vm.warp(block.timestamp + 1);
        decide(Addresses.DATA_LEDGER, abi.encodeCall(IDataLedger.approveGrant, (PARCELS, NOTARY)));
        use(1, 0);
        decide(Addresses.DATA_LEDGER, abi.encodeCall(IDataLedger.cancelGrant, (PARCELS, NOTARY)));
        check(!dataLedger.usable(PARCELS, NOTARY), "ended by work order");
    }

    function testRevert_approveGrant_whenItChangedAfterTheVoteBegan() public {
        vm.prank(operator(0));
        dataLedger.raise(PARCELS, IDataLedger.Sensitivity.Core);
        grant(NOTARY);
        bytes memory call = abi.encodeCall(IDataLedger.approveGrant, (PARCELS, NOTARY));
        uint256 order = propose(Addresses.DATA_LEDGER, call);
        uint48 snapshot = uint48(block.timestamp);
        vm.warp(block.timestamp + 1);
        vote(0, order, 1);
        vote(1, order, 1);
        vm.prank(operator(0));
        dataLedger.grant(PARCELS, NOTARY, snapshot + 366 days, PURPOSE);
        vm.expectRevert(abi.encodeWithSelector(IGovernanceErrors.ChangedSinceVote.selector, block.timestamp, snapshot));
        execute(Addresses.DATA_LEDGER, call);
    }

    function test_sensitivityRisesByTheOwner_fallsByWorkOrder() public {
        vm.startPrank(operator(0));
        dataLedger.raise(PARCELS, IDataLedger.Sensitivity.Important);
        vm.expectRevert(
            abi.encodeWithSelector(
                IDataLedger.SensitivityNotHigher.selector,
                PARCELS,
                IDataLedger.Sensitivity.Important,
                IDataLedger.Sensitivity.General
            )
        );
        dataLedger.raise(PARCELS, IDataLedger.Sensitivity.General);
        vm.stopPrank();
        decide(Addresses.DATA_LEDGER, abi.encodeCall(IDataLedger.lower, (PARCELS, IDataLedger.Sensitivity.General)));
        check(dataLedger.dataSet(PARCELS).sensitivity == IDataLedger.Sensitivity.General, "lowered");
        vm.expectRevert(
            abi.encodeWithSelector(
                IDataLedger.SensitivityNotLower.selector,
                PARCELS,
                IDataLedger.Sensitivity.General,
                IDataLedger.Sensitivity.Core
            )
        );
        vm.prank(Addresses.WORK_ORDERS);
        dataLedger.lower(PARCELS, IDataLedger.Sensitivity.Core);
    }

    function test_lifeCycle() public {
        grant(NOTARY);
        vm.prank(operator(0));
        dataLedger.suspend(PARCELS);
        unusable(1, IDataLedger.Status.Suspended, IDataLedger.GrantStatus.Active, inAWeek());
        decide(Addresses.DATA_LEDGER, abi.encodeCall(IDataLedger.freeze, (PARCELS)));
        vm.expectRevert(
            abi.encodeWithSelector(
                IDataLedger.DataSetStatusWrong.selector,
                PARCELS,
                IDataLedger.Status.Frozen,
                IDataLedger.Status.Suspended
            )
        );
        vm.prank(operator(0));
        dataLedger.resume(PARCELS);
        decide(Addresses.DATA_LEDGER, abi.encodeCall(IDataLedger.unfreeze, (PARCELS)));
        vm.startPrank(operator(0));
        dataLedger.resume(PARCELS);
        check(dataLedger.usable(PARCELS, NOTARY), "usable again");
        dataLedger.retire(PARCELS);
        vm.expectRevert(
            abi.encodeWithSelector(
                IDataLedger.DataSetStatusWrong.selector, PARCELS, IDataLedger.Status.Retired, IDataLedger.Status.Active
            )
        );
        dataLedger.describe(PARCELS, description("x"));
        vm.stopPrank();
    }

    function test_usableEndsWithEitherInstitutionsSuspension() public {
        grant(NOTARY);
        decide(Addresses.INSTITUTIONS, abi.encodeCall(IInstitutions.suspend, (REGISTRY)));
        check(!dataLedger.usable(PARCELS, NOTARY), "owner suspended");
        bytes memory reinstate = abi.encodeCall(IInstitutions.reinstate, (REGISTRY));
        vm.prank(Addresses.WORK_ORDERS);
        (bool done,) = Addresses.INSTITUTIONS.call(reinstate);
        check(done && dataLedger.usable(PARCELS, NOTARY), "usable again");
        vm.prank(Addresses.WORK_ORDERS);
        institutions.suspend(NOTARY);
        check(!dataLedger.usable(PARCELS, NOTARY), "user suspended");
    }

    function grant(bytes32 institution) private {
        uint48 until = inAWeek();
        vm.prank(operator(0));
        dataLedger.grant(PARCELS, institution, until, PURPOSE);
    }

    function use(uint256 institution, bytes32 transactionId) private {
        vm.prank(crossChain(institution));
        dataLedger.recordUse(PARCELS, USED, transactionId);
    }

    function unusable(uint256 who, IDataLedger.Status set, IDataLedger.GrantStatus granted, uint48 until) private {
        bytes32 institution = keccak256(bytes(codes[who]));
        vm.expectRevert(
            abi.encodeWithSelector(IDataLedger.DataNotUsable.selector, PARCELS, institution, set, granted, until)
        );
        use(who, 0);
    }

    function refusedRegister(string memory code, IDataLedger.Description memory d, bytes memory expected) private {
        vm.expectRevert(expected);
        vm.prank(operator(0));
        dataLedger.register(code, IDataLedger.Sensitivity.General, d);
    }

    function inAWeek() private view returns (uint48) {
        return uint48(block.timestamp + 7 days);
    }

    function description(string memory name) private pure returns (IDataLedger.Description memory) {
        return IDataLedger.Description(name, "table", keccak256("content"), 1 << 30, 250_000);
    }
}
