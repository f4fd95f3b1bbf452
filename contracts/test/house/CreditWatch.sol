// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {vm} from "../../script/Vm.sol";
import {ICredit} from "../../src/governance/interfaces/ICredit.sol";
import {IPipelines} from "../../src/governance/interfaces/IPipelines.sol";
import {ITransactions} from "../../src/governance/interfaces/ITransactions.sol";
import {Addresses} from "../../src/governance/lib/Addresses.sol";
import {TransactionTest} from "../base/TransactionTest.sol";

/// @title Watches what happens to the credit of the four institutions, and what is opened through which version of which
/// pipeline: both are checked right after the action.
contract CreditWatch is TransactionTest {
    bytes32 public constant LIMITED = keccak256("registry/limited");
    uint24 public constant MOST_CALLS = 5;
    uint24 private constant WINDOW = 1 hours;

    uint256 public creditMoves;
    uint256 public restrictions;
    uint256 public amendments;
    uint256 public limitedCalls;
    uint256 private openings_;
    uint256[4] private scores_;
    bool[4] private restricted_;
    mapping(bytes32 pipeline => mapping(uint256 window => uint256)) private calls_;
    mapping(uint256 number => mapping(uint256 window => uint256)) private callsOf_;

    function setUp() public override {}

    function learnScores() external {
        for (uint256 i = 0; i < 4; ++i) {
            ICredit.Score memory s = credit.scoreOf(keccak256(bytes(codes[i])));
            (scores_[i], restricted_[i]) = (s.score, s.restricted);
        }
    }

    /// @dev Other terms for one of the two pipelines, by either side.
    function operatorAmends(uint256 who, bool limited, uint24 calls) external {
        IPipelines.Terms memory terms = termsUntil(block.timestamp + 30 days);
        if (limited) (terms.callsPerWindow, terms.windowSeconds) = (1 + calls % MOST_CALLS, WINDOW);
        bytes memory call = abi.encodeCall(IPipelines.amend, (limited ? LIMITED : PIPELINE, side(0), side(1), terms));
        vm.prank(operator(who % 2));
        (bool success,) = Addresses.PIPELINES.call(call);
        success;
    }

    /// @dev Here, and not with the handler, which has no room left.
    function constraintToAgree(bytes32 id) external view returns (bytes32) {
        return constraintOf(pipelines.pipeline(id).number);
    }

    function operatorAcceptsAmendment(uint256 who, bool limited) external {
        bytes32 id = limited ? LIMITED : PIPELINE;
        uint32 former = pipelines.pipeline(id).number;
        uint32 proposed = pipelines.amendmentOf(id);
        bytes memory call = abi.encodeCall(IPipelines.acceptAmendment, (id, proposed, constraintOf(proposed)));
        vm.prank(operator(who % 3));
        (bool success,) = Addresses.PIPELINES.call(call);
        if (!success) return;
        check(who % 3 != 2, "a stranger accepted an amendment");
        check(pipelines.pipelineByNumber(former).status == IPipelines.Status.Superseded, "not superseded");
        ++amendments;
    }

    /// @dev Through any version that ever was, the limited ones mostly.
    function planThrough(uint256 seed) external view returns (uint256 plan) {
        uint32 number = seed % 3 == 0
            ? uint32(1 + (seed >> 2) % pipelines.versionCount())
            : pipelines.pipeline(seed % 3 == 1 ? LIMITED : PIPELINE).number;
        plan = uint256(descriptor(number, true, 0)) | (uint256(descriptor(number, true, 1)) << 32);
    }

    function freshId() external returns (bytes32) {
        return keccak256(abi.encode("fresh", ++openings_));
    }

    /// @dev To be called before an opening.
    function mayOpen(uint256 who) external view returns (bool) {
        return !credit.scoreOf(keccak256(bytes(codes[who]))).restricted;
    }

    /// @dev To be called after an opening that was taken in.
    function sawOpening(bool might, uint8 count, uint256 steps) external {
        check(might, "a restricted institution opened a transaction");
        for (uint256 i = 0; i < count; ++i) {
            uint32 number = uint32(steps >> (32 * i + 2)) & 0x3fffffff;
            IPipelines.Pipeline memory p = pipelines.pipelineByNumber(number);
            check(p.status == IPipelines.Status.Active, "opened through a version that is not active");
            check(pipelines.pipeline(p.id).number == number, "opened through a version that was superseded");
            check(p.source.institution != 0 && p.target.institution != 0, "a transaction without parties");
            if (p.terms.callsPerWindow == 0) continue;
            uint256 window = block.timestamp / p.terms.windowSeconds;
            check(++callsOf_[number][window] <= p.terms.callsPerWindow, "more calls than the version's limit");
            check(++calls_[p.id][window] <= MOST_CALLS, "more calls than any version allows");
            ++limitedCalls;
        }
    }

    /// @dev To be called after every action: the credit moves only with an outcome, and is restored only by order.
    function creditMoved(bool byOutcome, bool byOrder) external {
        for (uint256 i = 0; i < 4; ++i) {
            bytes32 id = keccak256(bytes(codes[i]));
            ICredit.Score memory s = credit.scoreOf(id);
            check(transactions.isRestricted(id) == s.restricted, "the record does not know who is restricted");
            if (s.restricted && !restricted_[i]) {
                check(byOutcome && s.score < credit.rules().threshold, "restricted without an outcome");
                ++restrictions;
            }
            if (!s.restricted && restricted_[i]) check(byOrder, "restored without an order");
            if (s.score != scores_[i]) {
                check(byOutcome || (byOrder && restricted_[i]), "the credit moved without an outcome");
                check(s.score < scores_[i] || !s.restricted, "a restricted institution earned credit");
                ++creditMoves;
            }
            (scores_[i], restricted_[i]) = (s.score, s.restricted);
        }
    }

    /// @dev The entries that can be somebody's fault or merit.
    function isOutcome(ITransactions.Entry entry) external pure returns (bool) {
        return entry != ITransactions.Entry.Succeeded && entry != ITransactions.Entry.Compensated
            && entry != ITransactions.Entry.Resolved;
    }
}
