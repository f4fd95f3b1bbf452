// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {vm} from "../script/Vm.sol";
import {AccountRole, IAccounts} from "../src/governance/interfaces/IAccounts.sol";
import {IGovernanceErrors} from "../src/governance/interfaces/IGovernanceErrors.sol";
import {IInstitutions} from "../src/governance/interfaces/IInstitutions.sol";
import {IWorkOrders} from "../src/governance/interfaces/IWorkOrders.sol";
import {Addresses} from "../src/governance/lib/Addresses.sol";
import {ConsortiumTest} from "./base/ConsortiumTest.sol";

/// @title Reviews, rejections, categories and history of institutions.
contract MembershipTest is ConsortiumTest {
    bytes32 internal constant REPORT = keccak256("report");
    bytes32 internal application;

    function setUp() public override {
        super.setUp();
        vm.prank(contact(3));
        application = institutions.applyForMembership(
            "police", "Police", IInstitutions.Category.Governance, keccak256("document"), "{}"
        );
    }

    function test_reviewsAreOnRecord_inOrder() public {
        reviewAs(governor(0), IInstitutions.Recommendation.Admit);
        reviewAs(operator(1), IInstitutions.Recommendation.AskForMore);
        reviewAs(governor(1), IInstitutions.Recommendation.Reject);
        eq(institutions.reviewCount(application), 3, "count");
        IInstitutions.Review[] memory page = institutions.reviews(application, 1, 100);
        eq(page.length, 2, "page");
        eq(page[0].reviewer, operator(1), "reviewer");
        eq(page[0].institution, NOTARY, "institution");
        check(page[0].recommendation == IInstitutions.Recommendation.AskForMore, "recommendation");
        eq(page[1].reportDigest, REPORT, "report");
        eq(page[1].reviewedAt, block.timestamp, "time");
        eq(institutions.reviews(application, 3, 100).length, 0, "past the end");
    }

    function testRevert_review_whenNotByAGenesisInstitution() public {
        bytes memory call = reviewCall(application, IInstitutions.Recommendation.Admit, REPORT);
        refused(contact(3), call, unauthorized(contact(3)));
        refused(crossChain(0), call, unauthorized(crossChain(0)));
        admitPolice2();
        refused(
            governor(3),
            reviewCall(applyAgain(), IInstitutions.Recommendation.Admit, REPORT),
            abi.encodeWithSelector(
                IInstitutions.NotAGenesisInstitution.selector,
                POLICE,
                IInstitutions.Category.Governance,
                IInstitutions.Category.Genesis
            )
        );
    }

    function testRevert_review_whenInputIsBadOrItIsTooLate() public {
        refused(
            governor(0),
            reviewCall(application, IInstitutions.Recommendation.None, REPORT),
            abi.encodeWithSelector(IGovernanceErrors.NotChosen.selector, "recommendation", 0, 1, 3)
        );
        refused(
            governor(0),
            reviewCall(application, IInstitutions.Recommendation.Admit, 0),
            abi.encodeWithSelector(IGovernanceErrors.Missing.selector, "reportDigest")
        );
        refused(
            governor(0),
            reviewCall(bytes32(uint256(1)), IInstitutions.Recommendation.Admit, REPORT),
            abi.encodeWithSelector(IInstitutions.UnknownMembershipApplication.selector, bytes32(uint256(1)))
        );
        decide(Addresses.INSTITUTIONS, abi.encodeCall(IInstitutions.admit, (application)));
        refused(
            governor(0),
            reviewCall(application, IInstitutions.Recommendation.Admit, REPORT),
            abi.encodeWithSelector(
                IInstitutions.MembershipApplicationNotPending.selector,
                application,
                IInstitutions.ApplicationStatus.Admitted
            )
        );
    }

    function test_rejectionIsVisible_whenTheVotersRefused() public {
        bytes memory call = abi.encodeCall(IInstitutions.admit, (application));
        (uint256 id, bytes32 description) = proposeAs(governor(0), Addresses.INSTITUTIONS, call);
        vm.warp(block.timestamp + 1);
        vote(0, id, 0);
        vm.expectRevert(abi.encodeWithSelector(IInstitutions.AdmissionNotRefused.selector, application, id));
        institutions.recordRejection(application, description);
        vote(1, id, 2);
        check(workOrders.isRefused(id), "refused");
        vm.prank(address(0xbeef));
        institutions.recordRejection(application, description);
        IInstitutions.ApplicationStatus status = institutions.membershipApplication(application).status;
        check(status == IInstitutions.ApplicationStatus.Rejected, "rejected");
        vm.expectRevert(
            abi.encodeWithSelector(
                IInstitutions.MembershipApplicationNotPending.selector,
                application,
                IInstitutions.ApplicationStatus.Rejected
            )
        );
        vm.prank(Addresses.WORK_ORDERS);
        institutions.admit(application);
    }

    /// @dev Else anybody could reject an applicant by letting a vote lapse that nobody heard of.
    function testRevert_recordRejection_whenTheVoteMerelyRanOut() public {
        bytes memory call = abi.encodeCall(IInstitutions.admit, (application));
        (uint256 id, bytes32 description) = proposeAs(governor(0), Addresses.INSTITUTIONS, call);
        vm.warp(block.timestamp + VOTING_PERIOD + 1);
        check(!workOrders.isRefused(id), "not refused");
        vm.expectRevert(abi.encodeWithSelector(IInstitutions.AdmissionNotRefused.selector, application, id));
        institutions.recordRejection(application, description);
    }

    function test_seatFollowsTheCategory_andOpenOrdersKeepTheirElectorate() public {
        admitPolice2();
        uint256 before = propose(Addresses.INSTITUTIONS, abi.encodeCall(IInstitutions.suspend, (TAX)));
        vm.warp(block.timestamp + 1);
        changeCategory(POLICE, IInstitutions.Category.Genesis);
        eq(institutions.genesisCountAt(uint48(block.timestamp)), 4, "electorate");
        noSeat(before);
        vote(0, before, 1);
        eq(workOrders.workOrder(before).seats, 3, "electorate of the open order");

        uint256 after_ = propose(Addresses.INSTITUTIONS, abi.encodeCall(IInstitutions.suspend, (TAX)));
        vm.warp(block.timestamp + 1);
        changeCategory(POLICE, IInstitutions.Category.Audit);
        eq(institutions.genesisCountAt(uint48(block.timestamp)), 3, "electorate again");
        noSeat(after_);
        vote(0, after_, 1);
        eq(workOrders.workOrder(after_).seats, 4, "the seat counts, though nobody can take it any more");
        check(institutions.isActive(POLICE), "still a member");
    }

    function test_categoryMayChange_whileSuspended() public {
        admitPolice2();
        decide(Addresses.INSTITUTIONS, abi.encodeCall(IInstitutions.suspend, (POLICE)));
        changeCategory(POLICE, IInstitutions.Category.Genesis);
        eq(institutions.genesisCountAt(uint48(block.timestamp)), 3, "no seat while suspended");
        decide(Addresses.INSTITUTIONS, abi.encodeCall(IInstitutions.reinstate, (POLICE)));
        eq(institutions.genesisCountAt(uint48(block.timestamp)), 4, "seated when reinstated");
    }

    function testRevert_changeCategory_whenSenseless() public {
        vm.startPrank(Addresses.WORK_ORDERS);
        vm.expectRevert(
            abi.encodeWithSelector(IInstitutions.CategoryUnchanged.selector, TAX, IInstitutions.Category.Genesis)
        );
        institutions.changeCategory(TAX, IInstitutions.Category.Genesis);
        vm.expectRevert(abi.encodeWithSelector(IGovernanceErrors.NotChosen.selector, "category", 0, 1, 3));
        institutions.changeCategory(TAX, IInstitutions.Category.None);
        vm.expectRevert(abi.encodeWithSelector(IInstitutions.UnknownInstitution.selector, POLICE));
        institutions.changeCategory(POLICE, IInstitutions.Category.Audit);
        institutions.expel(TAX);
        vm.expectRevert(
            abi.encodeWithSelector(
                IInstitutions.InstitutionStatusWrong.selector,
                TAX,
                IInstitutions.Status.Expelled,
                IInstitutions.Status.Active
            )
        );
        institutions.changeCategory(TAX, IInstitutions.Category.Audit);
        institutions.changeCategory(NOTARY, IInstitutions.Category.Audit);
        vm.expectRevert(abi.encodeWithSelector(IInstitutions.LastGenesisInstitution.selector, REGISTRY));
        institutions.changeCategory(REGISTRY, IInstitutions.Category.Audit);
        vm.stopPrank();
    }

    function test_historyAnswersForAnyTime() public {
        uint48 start = uint48(block.timestamp);
        vm.warp(start + 100);
        decide(Addresses.INSTITUTIONS, abi.encodeCall(IInstitutions.suspend, (TAX)));
        uint48 suspended = uint48(block.timestamp);
        vm.warp(suspended + 100);
        changeCategory(TAX, IInstitutions.Category.Governance);
        uint48 changed = uint48(block.timestamp);
        standing(TAX, 0, IInstitutions.Status.None, IInstitutions.Category.None);
        standing(TAX, start, IInstitutions.Status.Active, IInstitutions.Category.Genesis);
        standing(TAX, suspended - 1, IInstitutions.Status.Active, IInstitutions.Category.Genesis);
        standing(TAX, suspended, IInstitutions.Status.Suspended, IInstitutions.Category.Genesis);
        standing(TAX, changed, IInstitutions.Status.Suspended, IInstitutions.Category.Governance);
        eq(institutions.standingCount(TAX), 3, "entries");
        IInstitutions.Standing[] memory page = institutions.standings(TAX, 1, 1);
        eq(page.length, 1, "page");
        eq(page[0].since, suspended, "since");
        check(page[0].status == IInstitutions.Status.Suspended, "status");
        eq(institutions.standings(POLICE, 0, 100).length, 0, "unknown");
    }

    /// @dev An institution that nobody can vote for must not block unanimous decisions; a frozen governor still counts.
    function test_seatEnds_whenTheLastGovernorIsRevoked() public {
        vm.prank(governor(2));
        accounts.freeze(governor(2));
        eq(institutions.genesisCountAt(uint48(block.timestamp)), 3, "frozen: the seat stays");
        decide(Addresses.ACCOUNTS, abi.encodeCall(IAccounts.revoke, (governor(2))));
        eq(institutions.genesisCountAt(uint48(block.timestamp)), 2, "revoked: the seat ends");
        requestAccount(contact(2), 4242, TAX, AccountRole.Governor);
        decide(Addresses.ACCOUNTS, abi.encodeCall(IAccounts.activate, (vm.addr(4242))));
        eq(institutions.genesisCountAt(uint48(block.timestamp)), 3, "seated again");
    }

    function testRevert_revoke_whenNobodyCouldVoteAnyMore() public {
        vm.prank(governor(1));
        institutions.withdraw();
        vm.prank(governor(2));
        institutions.withdraw();
        vm.expectRevert(abi.encodeWithSelector(IInstitutions.LastGenesisInstitution.selector, REGISTRY));
        vm.prank(governor(0));
        accounts.revoke(governor(0));
    }

    function testRevert_countGovernor_whenNotAccounts() public {
        vm.expectRevert(abi.encodeWithSelector(IWorkOrders.NotAccounts.selector, governor(0), Addresses.ACCOUNTS));
        vm.prank(governor(0));
        institutions.countGovernor(TAX, false);
    }

    function testFuzz_standingMatchesTheLastChange(uint32[6] memory gaps, uint48 asked) public {
        uint48[7] memory since;
        IInstitutions.Status[7] memory statuses;
        (since[0], statuses[0]) = (uint48(1), IInstitutions.Status.Active);
        for (uint256 i = 0; i < 6; ++i) {
            vm.warp(block.timestamp + 1 + (gaps[i] % 1000));
            vm.prank(Addresses.WORK_ORDERS);
            i % 2 == 0 ? institutions.suspend(TAX) : institutions.reinstate(TAX);
            since[i + 1] = uint48(block.timestamp);
            statuses[i + 1] = i % 2 == 0 ? IInstitutions.Status.Suspended : IInstitutions.Status.Active;
        }
        asked = uint48(1_800_000_000 + (asked % 7000));
        IInstitutions.Status expected = IInstitutions.Status.None;
        for (uint256 i = 0; i < 7; ++i) {
            if (since[i] <= asked) expected = statuses[i];
        }
        (IInstitutions.Status actual,) = institutions.statusAt(TAX, asked);
        eq(uint256(actual), uint256(expected), "status");
        eq(institutions.wasGenesisAt(TAX, asked) ? 1 : 0, expected == IInstitutions.Status.Active ? 1 : 0, "seat");
    }

    // ---- helpers

    function admitPolice2() private {
        decide(Addresses.INSTITUTIONS, abi.encodeCall(IInstitutions.admit, (application)));
        requestAccount(contact(3), keyOf(3, 1), POLICE, AccountRole.Governor);
        decide(Addresses.ACCOUNTS, abi.encodeCall(IAccounts.activate, (governor(3))));
    }

    function applyAgain() private returns (bytes32) {
        return institutions.applyForMembership("bank", "Bank", IInstitutions.Category.Audit, keccak256("x"), "{}");
    }

    function changeCategory(bytes32 id, IInstitutions.Category category) private {
        decide(Addresses.INSTITUTIONS, abi.encodeCall(IInstitutions.changeCategory, (id, category)));
    }

    function reviewAs(address reviewer, IInstitutions.Recommendation recommendation) private {
        vm.prank(reviewer);
        institutions.review(application, recommendation, REPORT);
    }

    function reviewCall(bytes32 id, IInstitutions.Recommendation recommendation, bytes32 report)
        private
        pure
        returns (bytes memory)
    {
        return abi.encodeCall(IInstitutions.review, (id, recommendation, report));
    }

    function unauthorized(address caller) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, caller);
    }

    function refused(address caller, bytes memory call, bytes memory expected) private {
        vm.prank(caller);
        (bool success, bytes memory reason) = Addresses.INSTITUTIONS.call(call);
        check(!success, "refused");
        eq(keccak256(reason), keccak256(expected), "reason");
    }

    function noSeat(uint256 id) private {
        uint48 snapshot = workOrders.workOrder(id).snapshot;
        vm.expectRevert(abi.encodeWithSelector(IWorkOrders.NoSeat.selector, governor(3), POLICE, snapshot));
        vm.prank(governor(3));
        workOrders.castVote(id, 1);
    }

    function standing(bytes32 id, uint48 time, IInstitutions.Status status, IInstitutions.Category category)
        private
        view
    {
        (IInstitutions.Status actualStatus, IInstitutions.Category actualCategory) = institutions.statusAt(id, time);
        eq(uint256(actualStatus), uint256(status), "status");
        eq(uint256(actualCategory), uint256(category), "category");
    }
}
