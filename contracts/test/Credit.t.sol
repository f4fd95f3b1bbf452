// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {vm, Vm} from "../script/Vm.sol";
import {IContracts} from "../src/governance/interfaces/IContracts.sol";
import {ICredit} from "../src/governance/interfaces/ICredit.sol";
import {IInstitutions} from "../src/governance/interfaces/IInstitutions.sol";
import {ITransactions} from "../src/governance/interfaces/ITransactions.sol";
import {Addresses} from "../src/governance/lib/Addresses.sol";
import {CreditTest} from "./base/CreditTest.sol";

/// @title Scores, bounds, restriction, affiliates, rules: what Credit does with what the record tells it.
contract CreditRulesTest is CreditTest {
    function test_everybodyStartsAlike() public {
        ICredit.Score[] memory all = credit.scores(0, 100);
        eq(all.length, 3, "institutions");
        for (uint256 i = 0; i < 3; ++i) {
            eq(bytes32(all[i].institution), bytes32(name(i)), "in order of admission");
            check(all[i].score == 600 && !all[i].restricted && all[i].changedAt == 0, "untouched");
        }
        creditRecord(0, 1, 0, 0, DISPUTED);
        all = credit.scores(1, 1);
        eq(all.length, 1, "page");
        check(all[0].score == 590 && all[0].changedAt == block.timestamp, "changed");
        eq(credit.scores(3, 10).length, 0, "past the end");
    }

    function test_everyKindCountsByItsWeight() public {
        rule(distinctRules());
        creditRecord(0, 1, 3, 2 * FAILED + LATE, 2 * DISPUTED + ESCALATED);
        scored(0, 30_000 + 3 - 120);
        scored(1, 30_000 + 3 - 7000);
        scored(2, 30_000);
        (uint16 gain, uint16 loss) = credit.windowOf(REGISTRY, NOTARY);
        check(gain == 3 && loss == 120, "the first's window");
        (gain, loss) = credit.windowOf(NOTARY, REGISTRY);
        check(gain == 3 && loss == 7000, "the second's window");
        // The other way round it is the same two.
        creditRecord(1, 0, 1, FAILED, 2 * FAILED);
        scored(0, 30_000 + 4 - 140);
        scored(1, 30_000 + 4 - 7010);
    }

    function test_everyChangeIsTold() public {
        vm.recordLogs();
        creditRecord(0, 1, 2, 0, LATE);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        eq(logs.length, 2, "events");
        told(logs[0], 0, 1, abi.encode(600, 602, 2, 0));
        told(logs[1], 1, 0, abi.encode(600, 597, 2, LATE));
    }

    function test_tellsAFault_evenWhereTheBoundsLeaveTheScore() public {
        creditRecord(0, 1, 0, 100 * ESCALATED, 0);
        vm.recordLogs();
        creditRecord(0, 1, 0, FAILED, 0);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        eq(logs.length, 1, "events");
        told(logs[0], 0, 1, abi.encode(550, 550, 0, FAILED));
    }

    function test_oneCounterpartyRaisesAndLowersWithinBounds() public {
        creditRecord(0, 1, 1000, 0, 0);
        creditRecord(0, 1, 1000, 0, 0);
        scored(0, 610);
        creditRecord(0, 1, 0, 0xffff * ESCALATED, 0);
        creditRecord(1, 0, 0, 0, ESCALATED);
        scored(0, 560);
        creditRecord(0, 2, 4, 0, 0);
        scored(0, 564);
        creditRecord(0, 2, 9, 0, 0);
        scored(0, 570);
    }

    function test_boundsBeginAnewWithTheWindow() public {
        creditRecord(0, 1, 1000, 0, 0);
        vm.warp((block.timestamp / 1 days + 1) * 1 days - 1);
        creditRecord(0, 1, 1000, 0, 0);
        scored(0, 610);
        vm.warp(block.timestamp + 1);
        (uint16 gain,) = credit.windowOf(REGISTRY, NOTARY);
        eq(gain, 0, "a new window");
        creditRecord(0, 1, 1000, 0, 0);
        scored(0, 620);
    }

    function test_scoresStayBetweenZeroAndTheCeiling() public {
        ICredit.Rules memory r = credit.rules();
        (r.mostGain, r.mostLoss) = (65_535, 65_535);
        rule(r);
        creditRecord(0, 1, 65_535, 0, 0xffff * ESCALATED);
        scored(0, 1000);
        scored(1, 1000);
        creditRecord(0, 1, 0, 0xffff * FAILED, 0);
        scored(0, 0);
    }

    function test_ownTrafficCountsForNothing() public {
        vm.recordLogs();
        creditRecord(0, 0, 100, ESCALATED, ESCALATED);
        eq(vm.getRecordedLogs().length, 0, "events");
        scored(0, 600);
    }

    function test_affiliatesEarnNothing_butLoseAsEverybody() public {
        decide(Addresses.CREDIT, abi.encodeCall(ICredit.setAffiliated, (NOTARY, REGISTRY, true)));
        check(credit.affiliated(REGISTRY, NOTARY) && credit.affiliated(NOTARY, REGISTRY), "affiliated");
        check(!credit.affiliated(REGISTRY, TAX), "not with others");
        creditRecord(0, 1, 10, 0, LATE);
        scored(0, 600);
        scored(1, 595);
        creditRecord(0, 2, 5, 0, 0);
        scored(0, 605);
        decide(Addresses.CREDIT, abi.encodeCall(ICredit.setAffiliated, (REGISTRY, NOTARY, false)));
        creditRecord(0, 1, 10, 0, 0);
        scored(0, 615);
    }

    function test_restrictsAtOnce_belowTheThreshold() public {
        fall(0);
        check(isRestricted(0) && !isRestricted(1), "restricted");
        eq(uint256(recordOpening(0, ID, hourFromNow(), 2, twoWrites())), 17, "InstitutionRestricted");
    }

    function test_whoeverIsRestrictedEarnsNothing_andStillLoses() public {
        fall(0);
        uint256 score = scoreOf(0);
        creditRecord(0, 2, 10, 0, 0);
        scored(0, score);
        (uint16 gain,) = credit.windowOf(REGISTRY, TAX);
        eq(gain, 0, "no gain is used up");
        creditRecord(0, 2, 0, LATE, 0);
        scored(0, score - 5);
    }

    function test_restoresByVoteOnly() public {
        fall(0);
        decide(Addresses.CREDIT, abi.encodeCall(ICredit.restore, (REGISTRY, 450)));
        check(!isRestricted(0), "restored");
        scored(0, 450);
        open(ID, twoWrites());
        refusedByVote(
            abi.encodeCall(ICredit.restore, (REGISTRY, 450)),
            abi.encodeWithSelector(ICredit.InstitutionNotRestricted.selector, REGISTRY)
        );
    }

    function testRevert_restore_whenTheScoreIsOutOfRange() public {
        fall(0);
        refusedByVote(
            abi.encodeCall(ICredit.restore, (REGISTRY, 299)),
            abi.encodeWithSelector(ICredit.ScoreOutOfRange.selector, 299, 300, 1000)
        );
        refusedByVote(
            abi.encodeCall(ICredit.restore, (REGISTRY, 1001)),
            abi.encodeWithSelector(ICredit.ScoreOutOfRange.selector, 1001, 300, 1000)
        );
    }

    function testRevert_setAffiliated_whenNotTwoInstitutions() public {
        refusedByVote(
            abi.encodeCall(ICredit.setAffiliated, (REGISTRY, REGISTRY, true)),
            abi.encodeWithSelector(ICredit.AffiliateOfItself.selector, REGISTRY)
        );
        bytes32 nobody = keccak256("nobody");
        refusedByVote(
            abi.encodeCall(ICredit.setAffiliated, (nobody, REGISTRY, true)),
            abi.encodeWithSelector(IInstitutions.UnknownInstitution.selector, nobody)
        );
        refusedByVote(
            abi.encodeCall(ICredit.setAffiliated, (REGISTRY, nobody, true)),
            abi.encodeWithSelector(IInstitutions.UnknownInstitution.selector, nobody)
        );
    }

    function testRevert_setRules_whenTheyContradictThemselves() public {
        ICredit.Rules memory r = credit.rules();
        r.threshold = r.start + 1;
        refusedRules(r, abi.encodeWithSelector(ICredit.RulesOutOfOrder.selector, 601, 600, 1000));
        r = credit.rules();
        r.ceiling = r.start - 1;
        refusedRules(r, abi.encodeWithSelector(ICredit.RulesOutOfOrder.selector, 300, 600, 599));
        r = credit.rules();
        r.window = 59;
        refusedRules(r, abi.encodeWithSelector(ICredit.WindowOutOfRange.selector, 59, 1 minutes, 366 days));
        r.window = 366 days + 1;
        refusedRules(r, abi.encodeWithSelector(ICredit.WindowOutOfRange.selector, 366 days + 1, 1 minutes, 366 days));
        r.window = 366 days;
        rule(r);
        r.window = 1 minutes;
        rule(r);
    }

    function test_rulesAreGoverned() public {
        vm.recordLogs();
        rule(distinctRules());
        eq(keccak256(onlyLog(ICredit.CreditRulesChanged.selector).data), keccak256(abi.encode(distinctRules())), "told");
        eq(keccak256(abi.encode(credit.rules())), keccak256(abi.encode(distinctRules())), "rules");
        scored(0, 30_000);
    }

    function test_lowerBoundsHoldAtOnce_inARunningWindow() public {
        creditRecord(0, 1, 8, 40 * FAILED, 0);
        ICredit.Rules memory r = credit.rules();
        (r.mostGain, r.mostLoss) = (5, 5);
        rule(r);
        creditRecord(0, 1, 8, 40 * FAILED, 0);
        scored(0, 600 + 8 - 40);
        (r.mostGain, r.mostLoss) = (9, 41);
        rule(r);
        creditRecord(0, 1, 8, 40 * FAILED, 0);
        scored(0, 600 + 9 - 41);
    }

    function testRevert_record_whenNotByTheRecord() public {
        vm.expectRevert(abi.encodeWithSelector(ICredit.NotTheRecord.selector, address(this), Addresses.TRANSACTIONS));
        credit.record(name(0), name(1), 1, 0, 0);
        vm.expectRevert(abi.encodeWithSelector(ITransactions.NotTheCredit.selector, address(this), Addresses.CREDIT));
        transactions.restrict(name(0), true);
    }

    function testRevert_record_whenFrozen() public {
        decide(Addresses.CONTRACTS, abi.encodeCall(IContracts.freeze, ("Credit")));
        vm.expectRevert(
            abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, Addresses.TRANSACTIONS)
        );
        vm.prank(Addresses.TRANSACTIONS);
        credit.record(name(0), name(1), 1, 0, 0);
        decide(Addresses.CONTRACTS, abi.encodeCall(IContracts.unfreeze, ("Credit")));
        creditRecord(0, 1, 1, 0, 0);
        scored(0, 601);
    }

    function testRevert_governedFunctions_whenNotByWorkOrder() public {
        bytes[3] memory calls = [
            abi.encodeCall(ICredit.restore, (REGISTRY, 600)),
            abi.encodeCall(ICredit.setAffiliated, (REGISTRY, NOTARY, true)),
            abi.encodeCall(ICredit.setRules, (distinctRules()))
        ];
        for (uint256 i = 0; i < 3; ++i) {
            vm.prank(governor(0));
            (bool success, bytes memory answer) = Addresses.CREDIT.call(calls[i]);
            check(!success, "accepted from a governor alone");
            bytes memory expected =
                abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, governor(0));
            eq(keccak256(answer), keccak256(expected), "error");
        }
    }

    /// @dev Whatever the rules and whatever happens: nothing reverts, scores stay in their range, and within a window nobody
    /// changes another by more than the bounds.
    function testFuzz_holdsItsBounds(ICredit.Rules memory r, uint256[4] memory settled, uint64[8] memory faults)
        public
    {
        r.window = uint32(1 minutes + r.window % 365 days);
        (r.threshold, r.start, r.ceiling) = sorted(r.threshold, r.start, r.ceiling);
        rule(r);
        vm.warp((block.timestamp / r.window + 1) * r.window);
        for (uint256 i = 0; i < 4; ++i) {
            uint256 before = scoreOf(0);
            uint256 after_;
            creditRecord(i % 2, 1 - i % 2, settled[i] % (1 << 64), faults[2 * i], faults[2 * i + 1]);
            after_ = scoreOf(0);
            check(after_ <= r.ceiling, "ceiling");
            check(after_ <= before + r.mostGain && before <= after_ + r.mostLoss, "bounds of one batch");
            check(!isRestricted(0) || after_ < r.threshold, "restricted without need");
            if (after_ < r.threshold && after_ != before) check(isRestricted(0), "below the threshold");
        }
        (uint16 gain, uint16 loss) = credit.windowOf(REGISTRY, NOTARY);
        check(gain <= r.mostGain && loss <= r.mostLoss, "bounds of the window");
        check(scoreOf(0) <= uint256(r.start) + r.mostGain && scoreOf(0) + r.mostLoss >= r.start, "since the start");
    }

    function sorted(uint16 a, uint16 b, uint16 c) private pure returns (uint16, uint16, uint16) {
        if (a > b) (a, b) = (b, a);
        if (b > c) (b, c) = (c, b);
        if (a > b) (a, b) = (b, a);
        return (a, b, c);
    }

    /// @dev Seven days of an enemy bring anybody down.
    function fall(uint256 i) private {
        for (uint256 day = 0; !credit.scoreOf(keccak256(bytes(codes[i]))).restricted; ++day) {
            check(scoreOf(i) >= 300, "below the threshold and not restricted");
            vm.warp(block.timestamp + 1 days);
            creditRecord(i, 1, 0, 0xffff * ESCALATED, 0);
        }
    }

    function refusedRules(ICredit.Rules memory r, bytes memory expected) private {
        refusedByVote(abi.encodeCall(ICredit.setRules, (r)), expected);
    }

    function refusedByVote(bytes memory call, bytes memory expected) private {
        vm.prank(Addresses.WORK_ORDERS);
        (bool success, bytes memory answer) = Addresses.CREDIT.call(call);
        check(!success, "accepted");
        eq(keccak256(answer), keccak256(expected), "error");
    }

    function told(Vm.Log memory log, uint256 who, uint256 counterparty, bytes memory data) private view {
        eq(log.topics[0], ICredit.ScoreChanged.selector, "event");
        eq(log.topics[1], bytes32(name(who)), "institution");
        eq(log.topics[2], bytes32(name(counterparty)), "counterparty");
        eq(keccak256(log.data), keccak256(data), "what is told");
    }
}
