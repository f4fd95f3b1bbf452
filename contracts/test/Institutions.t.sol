// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {Initializable} from "@openzeppelin/contracts/proxy/utils/Initializable.sol";
import {vm} from "../script/Vm.sol";
import {IGovernanceErrors} from "../src/governance/interfaces/IGovernanceErrors.sol";
import {IInstitutions} from "../src/governance/interfaces/IInstitutions.sol";
import {Addresses} from "../src/governance/lib/Addresses.sol";
import {ConsortiumTest, IInitialize} from "./base/ConsortiumTest.sol";

contract InstitutionsTest is ConsortiumTest {
    function test_foundersAreActiveGenesisInstitutions() public view {
        eq(institutions.institutionCount(), 3, "count");
        IInstitutions.Institution memory i = institutions.institution(NOTARY);
        eq(i.id, NOTARY, "id");
        eq(i.code, "notary", "code");
        eq(i.did, string.concat("did:govchain:", vm.toString(block.chainid), ":notary"), "did");
        check(i.category == IInstitutions.Category.Genesis && i.status == IInstitutions.Status.Active, "active");
        eq(i.contact, contact(1), "contact");
        eq(institutions.codeOf(TAX), "tax", "code of");
        eq(institutions.genesisCountAt(uint48(block.timestamp)), 3, "electorate");
        eq(institutions.genesisCountAt(0), 0, "electorate before the beginning");
        check(institutions.wasGenesisAt(TAX, uint48(block.timestamp)) && !institutions.wasGenesisAt(POLICE, 1), "was");
    }

    function test_admitsAnApplicant_byWorkOrder() public {
        bytes32 id = applyAs(contact(3), "police");
        IInstitutions.MembershipApplication memory a = institutions.membershipApplication(id);
        eq(a.applicant, contact(3), "applicant");
        check(a.status == IInstitutions.ApplicationStatus.Pending, "pending");
        check(!institutions.isActive(POLICE), "not yet active");
        decide(Addresses.INSTITUTIONS, abi.encodeCall(IInstitutions.admit, (id)));
        check(institutions.isActive(POLICE), "active");
        check(institutions.membershipApplication(id).status == IInstitutions.ApplicationStatus.Admitted, "admitted");
        eq(institutions.institutions(3, 10)[0].code, "police", "last in the list");
        eq(institutions.membershipApplications(0, 10).length, 1, "applications");
        eq(institutions.genesisCountAt(uint48(block.timestamp)), 3, "a governance institution does not vote");
    }

    function test_applicantWithdraws() public {
        bytes32 id = applyAs(contact(3), "police");
        vm.expectRevert(abi.encodeWithSelector(IInstitutions.NotTheApplicant.selector, address(1), contact(3)));
        vm.prank(address(1));
        institutions.withdrawApplication(id);
        vm.prank(contact(3));
        institutions.withdrawApplication(id);
        vm.expectRevert(
            abi.encodeWithSelector(
                IInstitutions.MembershipApplicationNotPending.selector, id, IInstitutions.ApplicationStatus.Withdrawn
            )
        );
        vm.prank(contact(3));
        institutions.withdrawApplication(id);
    }

    /// @dev A withdrawn application cannot be filed again with other content under the same id.
    function testRevert_apply_whenFiledBefore() public {
        bytes32 id = applyAs(contact(3), "police");
        vm.expectRevert(
            abi.encodeWithSelector(
                IInstitutions.MembershipApplicationExists.selector, id, IInstitutions.ApplicationStatus.Pending
            )
        );
        vm.prank(contact(3));
        institutions.applyForMembership(
            "police", "Another name", IInstitutions.Category.Genesis, keccak256("document"), ""
        );
    }

    function testRevert_apply_whenInputIsBad() public {
        refusedApplication("tax", "T", abi.encodeWithSelector(IInstitutions.InstitutionCodeTaken.selector, "tax"));
        refusedApplication("ok", "", abi.encodeWithSelector(IGovernanceErrors.Missing.selector, "name"));
        string memory long = string(new bytes(201));
        refusedApplication("ok", long, abi.encodeWithSelector(IGovernanceErrors.TooLong.selector, "name", 201, 200));
        string[6] memory bad = ["", "-a", "A", "a/b", "a b", "abcdefghijklmnopqrstuvwxyz0123456"];
        for (uint256 i = 0; i < bad.length; ++i) {
            refusedApplication(bad[i], "N", abi.encodeWithSelector(IGovernanceErrors.CodeMalformed.selector, bad[i]));
        }
        vm.expectRevert(abi.encodeWithSelector(IGovernanceErrors.NotChosen.selector, "category", 0, 1, 3));
        institutions.applyForMembership("ok", "N", IInstitutions.Category.None, 0, "");
    }

    function testRevert_whenDecidedWithoutAVote() public {
        bytes32 id = applyAs(contact(3), "police");
        bytes[4] memory calls = [
            abi.encodeCall(IInstitutions.admit, (id)),
            abi.encodeCall(IInstitutions.suspend, (TAX)),
            abi.encodeCall(IInstitutions.reinstate, (TAX)),
            abi.encodeCall(IInstitutions.expel, (TAX))
        ];
        for (uint256 i = 0; i < 4; ++i) {
            vm.prank(governor(0));
            (bool success, bytes memory reason) = Addresses.INSTITUTIONS.call(calls[i]);
            check(!success, "refused");
            bytes memory expected =
                abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, governor(0));
            eq(keccak256(reason), keccak256(expected), "reason");
        }
    }

    function test_suspendedInstitutionComesBack_whenReinstated() public {
        decide(Addresses.INSTITUTIONS, abi.encodeCall(IInstitutions.suspend, (TAX)));
        check(!institutions.isActive(TAX), "suspended");
        uint48 suspendedAt = uint48(block.timestamp);
        eq(institutions.genesisCountAt(suspendedAt), 2, "electorate");
        decide(Addresses.INSTITUTIONS, abi.encodeCall(IInstitutions.reinstate, (TAX)));
        eq(institutions.genesisCountAt(uint48(block.timestamp)), 3, "electorate again");
        eq(institutions.genesisCountAt(suspendedAt), 2, "history is kept");
        check(!institutions.wasGenesisAt(TAX, suspendedAt), "was not");
    }

    function test_expelledAndWithdrawnStayOut() public {
        decide(Addresses.INSTITUTIONS, abi.encodeCall(IInstitutions.expel, (TAX)));
        failsToExecute(abi.encodeCall(IInstitutions.reinstate, (TAX)));
        vm.prank(governor(1));
        institutions.withdraw();
        check(institutions.institution(NOTARY).status == IInstitutions.Status.Withdrawn, "withdrawn");
        eq(institutions.genesisCountAt(uint48(block.timestamp)), 1, "electorate");
        vm.expectRevert(abi.encodeWithSelector(IInstitutions.LastGenesisInstitution.selector, REGISTRY));
        vm.prank(governor(0));
        institutions.withdraw();
    }

    function testRevert_withdraw_whenNotAGovernor() public {
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, operator(0)));
        vm.prank(operator(0));
        institutions.withdraw();
    }

    function testRevert_initialize_afterGenesis() public {
        vm.expectRevert(Initializable.InvalidInitialization.selector);
        IInitialize(Addresses.INSTITUTIONS).initialize(address(this), new IInstitutions.Founding[](0));
    }

    function testFuzz_codesFollowThePattern(bytes memory text) public {
        bool valid = text.length > 0 && text.length <= 32 && text[0] != "-";
        for (uint256 i = 0; valid && i < text.length; ++i) {
            uint8 c = uint8(text[i]);
            valid = (c >= 97 && c <= 122) || (c >= 48 && c <= 57) || c == 45;
        }
        try institutions.applyForMembership(string(text), "N", IInstitutions.Category.Audit, 0, "") {
            check(valid, "accepted a malformed code");
        } catch {
            check(!valid || institutions.isActive(keccak256(text)), "refused a well-formed code");
        }
    }

    function testFuzz_pagesNeverRevert(uint256 offset, uint256 limit) public view {
        uint256 length = institutions.institutions(offset, limit).length;
        check(length <= 3 && length <= limit, "page");
    }

    function applyAs(address applicant, string memory code) private returns (bytes32) {
        vm.prank(applicant);
        return
            institutions.applyForMembership(
                code, "Police", IInstitutions.Category.Governance, keccak256("document"), "{}"
            );
    }

    function refusedApplication(string memory code, string memory name, bytes memory expected) private {
        vm.expectRevert(expected);
        institutions.applyForMembership(code, name, IInstitutions.Category.Governance, 0, "");
    }

    function failsToExecute(bytes memory call) private {
        uint256 id = propose(Addresses.INSTITUTIONS, call);
        vm.warp(block.timestamp + 1);
        vote(0, id, 1);
        vote(1, id, 1);
        vm.expectRevert();
        execute(Addresses.INSTITUTIONS, call);
    }
}
