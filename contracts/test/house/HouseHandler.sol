// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts/proxy/utils/UUPSUpgradeable.sol";
import {vm, Vm} from "../../script/Vm.sol";
import {AccountRole, IAccounts} from "../../src/governance/interfaces/IAccounts.sol";
import {ICredit} from "../../src/governance/interfaces/ICredit.sol";
import {IContracts} from "../../src/governance/interfaces/IContracts.sol";
import {IInstitutions} from "../../src/governance/interfaces/IInstitutions.sol";
import {INodes} from "../../src/governance/interfaces/INodes.sol";
import {IPipelines} from "../../src/governance/interfaces/IPipelines.sol";
import {ITransactions} from "../../src/governance/interfaces/ITransactions.sol";
import {Addresses} from "../../src/governance/lib/Addresses.sol";
import {TransactionTest} from "../base/TransactionTest.sol";
import {CreditWatch} from "./CreditWatch.sol";
import {Rights} from "./Rights.sol";
import {Transitions} from "./Transitions.sol";

/// @title What happens in the house at random: each actor does what it may and tries what it may not.
/// @dev What must hold during a single action is checked here, right after it; what must hold at all times is checked by the
/// invariants of `HouseInvariantTest`. Institution 3 (police) is admitted, the other three are founders.
contract HouseHandler is TransactionTest, Transitions {
    struct Order {
        uint256 id;
        address target;
        bytes data;
        bytes32 descriptionHash;
        uint256 seats;
        uint256 votes;
    }

    uint256 public constant TRANSACTIONS = 5;
    uint256 private constant MOST_ORDERS = 40;

    Order[] internal orders_;
    mapping(uint256 id => mapping(bytes32 institution => uint256)) public votesOf;
    mapping(bytes32 id => ITransactions.Status) public ended;
    mapping(bytes32 id => bytes32) public endedRecord;
    mapping(bytes32 id => mapping(uint256 step => mapping(uint256 entry => uint256))) public reported;
    uint256 public executed;
    uint256 public refused;
    uint256 public settled;
    Rights private rights;
    CreditWatch private watch;
    address[4] private badNodes;

    function setUp() public override {}

    constructor(Rights rights_, CreditWatch watch_, address[4] memory badNodes_) {
        rights = rights_;
        watch = watch_;
        badNodes = badNodes_;
    }

    // ---- governors

    function governorProposes(uint256 who, uint256 what, uint256 about) external {
        address proposer = governor(who % 4);
        if (orders_.length >= MOST_ORDERS) return;
        (address at, bytes memory data) = action(what, about);
        string memory description = vm.toString(orders_.length);
        (address[] memory t, uint256[] memory v, bytes[] memory d) = single(at, data);
        bool may = isActiveAs(proposer, AccountRole.Governor);
        vm.prank(proposer);
        try workOrders.propose(t, v, d, description) returns (uint256 id) {
            check(may, "a proposal by an account that is no active governor");
            uint256 seats = institutions.genesisCountAt(uint48(block.timestamp));
            orders_.push(Order(id, at, data, keccak256(bytes(description)), seats, 0));
            // Nothing else happens in the snapshot's second, so the electorate just read is the final one.
            vm.warp(block.timestamp + 1);
        } catch {
            check(!may, "a governor cannot propose");
        }
    }

    function governorVotes(uint256 who, uint256 which, uint8 support) external {
        if (orders_.length == 0) return;
        Order storage o = orders_[which % orders_.length];
        address voter = governor(who % 4);
        (bytes32 institution,) = accounts.activeRole(voter);
        vm.prank(voter);
        try workOrders.castVote(o.id, support % 3) {
            check(institution != 0, "a vote by an account that is not active");
            ++votesOf[o.id][institution];
            ++o.votes;
        } catch {}
    }

    /// @dev Everybody who still can votes in favour and somebody executes: so that deep states are reached.
    function governorsDecide(uint256 which) external {
        if (orders_.length == 0) return;
        Order storage o = orders_[which % orders_.length];
        for (uint256 i = 0; i < 4 && workOrders.state(o.id) == IGovernor.ProposalState.Active; ++i) {
            this.governorVotes(i, which, 1);
        }
        this.anybodyExecutes(which);
    }

    function governorFreezesOrRevokes(uint256 who, uint256 whom, bool freezes) external {
        address caller = governor(who % 4);
        address account = person(whom % 4, AccountRole(1 + (whom / 4) % 4));
        (bytes32 own, AccountRole role) = accounts.activeRole(caller);
        bool may = role == AccountRole.Governor && own == accounts.institutionOf(account) && own != 0;
        vm.recordLogs();
        vm.prank(caller);
        (bool success,) = Addresses.ACCOUNTS
            .call(freezes ? abi.encodeCall(IAccounts.freeze, (account)) : abi.encodeCall(IAccounts.revoke, (account)));
        check(may || !success, "an account was closed by a stranger");
        observeAll(Changes.OwnAccount);
    }

    function anybodyExecutes(uint256 which) external {
        if (orders_.length == 0) return;
        Order storage o = orders_[which % orders_.length];
        (address[] memory t, uint256[] memory v, bytes[] memory d) = single(o.target, o.data);
        bool passed = workOrders.state(o.id) == IGovernor.ProposalState.Succeeded;
        vm.recordLogs();
        try workOrders.execute(t, v, d, o.descriptionHash) {
            check(passed, "an order was executed without having passed");
            ++executed;
        } catch {}
        observeAll(Changes.Anything);
        vm.warp(block.timestamp + 1);
    }

    // ---- operators and cross-chain accounts

    function operatorChangesPipeline(uint256 who, uint256 what) external {
        address caller = operator(who % 4);
        bytes4[3] memory selectors =
            [IPipelines.suspend.selector, IPipelines.resume.selector, IPipelines.authorise.selector];
        bytes32 constraint = watch.constraintToAgree(PIPELINE);
        vm.recordLogs();
        vm.prank(caller);
        // The first two take no notice of what follows their argument.
        (bool success,) = Addresses.PIPELINES.call(abi.encodeWithSelector(selectors[what % 3], PIPELINE, constraint));
        check(!success || isActiveAs(caller, AccountRole.Operator), "an inactive operator changed a pipeline");
        check(!success || who % 4 < 2, "a stranger changed a pipeline");
        observeAll(Changes.Nothing);
    }

    function operatorAmendsPipeline(uint256 who, bool limited, uint24 calls) external {
        watch.operatorAmends(who, limited, calls);
    }

    function operatorAcceptsAmendment(uint256 who, bool limited) external {
        watch.operatorAcceptsAmendment(who, limited);
    }

    function operatorRequestsNode(uint256 who, uint256 key) external {
        address caller = operator(who % 4);
        bytes memory publicKey = publicKeyOf(5000 + key % 6);
        bytes memory proof = nodeProof(5000 + key % 6, keccak256(bytes(codes[who % 4])));
        vm.recordLogs();
        vm.prank(caller);
        (bool success,) = Addresses.NODES
            .call(abi.encodeCall(INodes.request, (INodes.Kind(1 + key % 3), publicKey, "enode://", proof)));
        check(!success || isActiveAs(caller, AccountRole.Operator), "an inactive operator requested a node");
        observeAll(Changes.Nothing);
    }

    function crossChainOpens(uint256 who, uint256 which, uint256 life) external {
        open_(who, transactionId(which), uint40(block.timestamp + 1 + life % 2 hours), 2, twoWrites());
    }

    /// @dev Through versions that are superseded, limited, or what they should be.
    function crossChainOpensThrough(uint256 who, uint256 seed) external {
        open_(who % 4 == 3 ? 1 : 0, watch.freshId(), uint40(block.timestamp + 1 hours), 2, watch.planThrough(seed));
    }

    /// @dev Sensible entries, so that transactions end; `choice` now and then makes one fail.
    function crossChainAdvances(uint256 which, uint256 choice) external {
        bytes32 id = transactionId(which);
        ITransactions.TransactionRecord memory t = transactions.transaction(id);
        for (uint256 s = t.steps.length; s > 0; --s) {
            ITransactions.StepState memory step = t.steps[s - 1];
            bool undoing = t.status == ITransactions.Status.Compensating || t.status == ITransactions.Status.Escalated;
            if (step.outcome == ITransactions.Outcome.Pending) {
                report_(step.side, id, uint8(s - 1), ITransactions.Entry(choice % 5 == 0 ? 1 : 0));
            } else if (t.status == ITransactions.Status.Open && step.verdict == ITransactions.Verdict.None) {
                report_(1 - step.side, id, uint8(s - 1), ITransactions.Entry(choice % 5 == 1 ? 4 : 3));
            } else if (undoing) {
                report_(step.side, id, uint8(s - 1), ITransactions.Entry(choice % 5 == 2 ? 6 : 5));
            }
        }
    }

    function crossChainReports(uint256 who, uint256 which, uint8 step, uint256 entry) external {
        // What cannot be read at all reverts a batch: no entry is written that way here.
        entry = entry % 10;
        bool whole = entry >= 7;
        report_(who, transactionId(which), whole ? 255 : step % 3, ITransactions.Entry(entry));
    }

    function crossChainSendsNonsense(uint256 who, bytes32 junk) external {
        open_(who, junk, uint40(uint256(junk)), uint8(1 + uint256(junk >> 40) % 8), uint256(junk));
        report_(who, junk, uint8(uint256(junk)) % 16, ITransactions.Entry(uint256(junk) % 10));
    }

    // ---- who has no right

    /// @dev Strangers and accounts that are not active call whatever a role or a work order may call. All of it is refused:
    /// functions that contracts get later are found through the permissions and policies.
    function nobodyTriesEverything(uint256 who, uint256 which, bytes32 first, bytes32 second) external {
        (address caller, bool member) = powerless(who);
        if (member) return;
        Rights.Right memory right = rights.some(which);
        if (right.open) return;
        vm.recordLogs();
        vm.prank(caller);
        (bool success,) = right.target
            .call(abi.encodeWithSelector(right.selector, some(first), some(second), first, second, first, second));
        check(!success, "accepted from an account without rights");
        observeAll(Changes.Nothing);
        ++refused;
    }

    /// @dev Not even a governor may do alone what needs an order.
    function governorActsAlone(uint256 who, uint256 what, uint256 about) external {
        (address at, bytes memory data) = action(what, about);
        vm.recordLogs();
        vm.prank(governor(who % 4));
        (bool success,) = at.call(data);
        check(!success, "an order's action was carried out without an order");
        observeAll(Changes.Nothing);
        ++refused;
    }

    function inactiveAccountReports(uint256 who, uint256 which) external {
        if (isActiveAs(crossChain(who % 4), AccountRole.CrossChain)) return;
        bytes32 before = keccak256(abi.encode(transactions.transaction(transactionId(which))));
        report_(who, transactionId(which), 0, ITransactions.Entry.Succeeded);
        eq(keccak256(abi.encode(transactions.transaction(transactionId(which)))), before, "record");
    }

    function strangerUpgrades(uint256 who, uint256 whom, uint256 bad) external {
        address at = rights.some(whom).target;
        vm.prank(who % 2 == 0 ? governor(who % 4) : vm.addr(7777));
        (bool success,) = at.call(abi.encodeCall(UUPSUpgradeable.upgradeToAndCall, (badNodes[bad % 4], "")));
        check(!success, "an upgrade past the directory");
    }

    function pass(uint256 time) external {
        vm.warp(block.timestamp + 1 + time % 1 days);
    }

    // ---- what the invariants ask

    function orderCount() external view returns (uint256) {
        return orders_.length;
    }

    function order(uint256 i) external view returns (uint256 id, uint256 seats, uint256 votes) {
        return (orders_[i].id, orders_[i].seats, orders_[i].votes);
    }

    function transactionId(uint256 i) public pure returns (bytes32) {
        return keccak256(abi.encode("house", i % TRANSACTIONS));
    }

    // ---- inside

    enum Changes {
        Nothing,
        OwnAccount,
        Anything
    }

    /// @dev What governors propose; the hostile upgrade among it.
    function action(uint256 what, uint256 about) private view returns (address, bytes memory) {
        bytes32 institution = keccak256(bytes(codes[about % 4]));
        address account = person(about % 4, AccountRole(1 + (about / 4) % 4));
        bytes32 node = keccak256(cachedKey(about % 2 == 0 ? 900 + about % 3 : 5000 + about % 6));
        what = what % 14;
        if (what == 0) return (Addresses.INSTITUTIONS, abi.encodeCall(IInstitutions.suspend, (institution)));
        if (what <= 2) return (Addresses.INSTITUTIONS, abi.encodeCall(IInstitutions.reinstate, (institution)));
        if (what == 3) return (Addresses.INSTITUTIONS, abi.encodeCall(IInstitutions.expel, (POLICE)));
        if (what == 4) return (Addresses.ACCOUNTS, abi.encodeCall(IAccounts.activate, (account)));
        if (what <= 6) return (Addresses.ACCOUNTS, abi.encodeCall(IAccounts.unfreeze, (account)));
        if (what == 7) return (Addresses.NODES, abi.encodeCall(INodes.admit, (node)));
        if (what == 8) return (Addresses.NODES, abi.encodeCall(INodes.remove, (node)));
        if (what == 9) {
            return (Addresses.TRANSACTIONS, abi.encodeCall(ITransactions.resolve, (transactionId(about), "")));
        }
        if (what == 12) return (Addresses.CREDIT, abi.encodeCall(ICredit.restore, (institution, 100)));
        if (what == 13) {
            return (Addresses.CREDIT, abi.encodeCall(ICredit.setAffiliated, (REGISTRY, NOTARY, about % 2 == 0)));
        }
        if (what == 10) return (Addresses.PIPELINES, abi.encodeCall(IPipelines.unfreeze, (PIPELINE)));
        return (Addresses.CONTRACTS, abi.encodeCall(IContracts.upgrade, ("Nodes", badNodes[about % 4], "")));
    }

    function cachedKey(uint256 key) private view returns (bytes memory) {
        return keyCache[key];
    }

    mapping(uint256 key => bytes) private keyCache;

    function learnKeys() external {
        for (uint256 i = 0; i < 3; ++i) {
            keyCache[900 + i] = publicKeyOf(900 + i);
        }
        for (uint256 i = 0; i < 6; ++i) {
            keyCache[5000 + i] = publicKeyOf(5000 + i);
        }
    }

    function some(bytes32 choice) private view returns (bytes32) {
        bytes32[6] memory known = [
            REGISTRY,
            POLICE,
            PIPELINE,
            transactionId(uint256(choice)),
            bytes32(uint256(uint160(operator(1)))),
            path(0, "crosschain-proxy")
        ];
        return known[uint256(choice) % 6];
    }

    function powerless(uint256 who) private view returns (address caller, bool member) {
        caller = who % 3 == 0 ? vm.addr(7777) : person(who % 4, AccountRole(1 + (who / 4) % 4));
        (bytes32 institution,) = accounts.activeRole(caller);
        return (caller, institution != 0);
    }

    function isActiveAs(address account, AccountRole role) private view returns (bool) {
        (, AccountRole actual) = accounts.activeRole(account);
        return actual == role;
    }

    /// @dev For `try` only.
    function attemptReport(uint256 who, bytes32 id, uint8 step, uint8 entry)
        external
        returns (ITransactions.Rejection)
    {
        if (msg.sender != address(this)) {
            return ITransactions.Rejection.UnknownTransaction;
        }
        return recordReport(who, id, step, ITransactions.Entry(entry));
    }

    function attemptOpening(uint256 who, bytes32 id, uint40 deadline, uint8 steps, uint256 plan)
        external
        returns (ITransactions.Rejection)
    {
        if (msg.sender != address(this)) return ITransactions.Rejection.UnknownTransaction;
        return recordOpening(who, id, deadline, steps, plan);
    }

    /// @dev A batch is never reverted because of an entry: only a sender without the right is refused.
    function report_(uint256 who, bytes32 id, uint8 step, ITransactions.Entry entry) private {
        bool may = isActiveAs(crossChain(who % 4), AccountRole.CrossChain);
        try this.attemptReport(who % 4, id, step, uint8(entry)) returns (ITransactions.Rejection reason) {
            check(may, "a batch by an account that is no active cross-chain account");
            if (reason == ITransactions.Rejection.None) ++reported[id][step][uint256(entry)];
            watch.creditMoved(reason == ITransactions.Rejection.None && watch.isOutcome(entry), false);
        } catch {
            check(!may, "a batch was reverted");
        }
        observeTransaction(id);
    }

    function open_(uint256 who, bytes32 id, uint40 deadline, uint8 steps, uint256 plan) private {
        bool may = isActiveAs(crossChain(who % 4), AccountRole.CrossChain);
        bool might = watch.mayOpen(who % 4);
        try this.attemptOpening(who % 4, id, deadline, steps, plan) returns (ITransactions.Rejection reason) {
            check(may, "an opening by an account that is no active cross-chain account");
            if (reason == ITransactions.Rejection.None) watch.sawOpening(might, steps, plan);
            watch.creditMoved(false, false);
        } catch {
            check(!may, "an opening was reverted");
        }
        observeTransaction(id);
    }

    /// @dev Every change of status is in the table; membership moves by order only, but for what governors may do with
    /// accounts of their own institution.
    function observeAll(Changes allowed) private {
        Vm.Log[] memory logs = vm.getRecordedLogs();
        for (uint256 i = 0; i < logs.length; ++i) {
            observe(logs[i]);
            bytes32 topic = logs[i].topics[0];
            bool ofAccount = topic == IAccounts.AccountStatusChanged.selector;
            bool membership = topic == IInstitutions.InstitutionStatusChanged.selector
                || topic == IInstitutions.InstitutionAdmitted.selector || topic == INodes.NodeStatusChanged.selector;
            check(!membership || allowed == Changes.Anything, "membership changed without a passed order");
            check(!ofAccount || allowed != Changes.Nothing, "an account changed without order or governor");
            if (ofAccount && allowed == Changes.OwnAccount) {
                (, IAccounts.Status now_) = abi.decode(logs[i].data, (AccountRole, IAccounts.Status));
                check(now_ != IAccounts.Status.Active, "a governor activated an account alone");
            }
        }
        watch.creditMoved(false, allowed == Changes.Anything);
        for (uint256 i = 0; i < TRANSACTIONS; ++i) {
            observeTransaction(transactionId(i));
        }
    }

    function observeTransaction(bytes32 id) private {
        ITransactions.Status s = transactions.statusOf(id);
        if (!moved(TRANSACTION, id, uint256(s))) return;
        check(ended[id] == ITransactions.Status.None, "a final state was left");
        if (s == ITransactions.Status.Settled) ++settled;
        if (
            s == ITransactions.Status.Settled || s == ITransactions.Status.Compensated
                || s == ITransactions.Status.Resolved
        ) {
            ended[id] = s;
            endedRecord[id] = keccak256(abi.encode(transactions.transaction(id)));
        }
    }
}
