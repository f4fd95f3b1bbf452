// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {vm} from "../../script/Vm.sol";
import {IGateway} from "../../src/subchain/interfaces/IGateway.sol";
import {IPegVault} from "../../src/subchain/interfaces/IPegVault.sol";
import {IPeggedToken} from "../../src/subchain/interfaces/IPeggedToken.sol";
import {InvariantTest} from "../base/InvariantTest.sol";
import {PegChains} from "./PegTest.sol";

/// @title Two chains, honest proxies on a terrible network: messages come late, twice, in any order or never; both sides are
/// paused at times; strangers and the proxies' old account try to help themselves.
contract PegHandler is PegChains {
    enum Journey {
        Asked,
        Done,
        Undone,
        Abandoned
    }

    struct Message {
        Found found;
        bool out;
        address recipient;
        uint256 amount;
        Journey journey;
        bool answered;
        bool ended;
    }

    Message[] public messages;
    address[3] public citizens = [address(0xA11), address(0xB22), address(0xC33)];
    uint256 public minted;
    uint256 public released;
    uint256 public returned;
    uint256 public undone;

    constructor() {
        start();
        for (uint256 i = 0; i < 3; ++i) {
            fund(citizens[i], 1000);
        }
    }

    function deposit(uint256 who, uint256 amount, uint256 to) external {
        address from = citizens[who % 3];
        uint256 most = points.balanceOf(from);
        if (most == 0 || paused(address(vault))) return;
        amount = 1 + amount % most;
        keep(depositAs(from, amount, citizens[to % 3]), true, citizens[to % 3], amount);
    }

    function burn(uint256 who, uint256 amount, uint256 to) external {
        address from = citizens[who % 3];
        uint256 most = pegged.balanceOf(from);
        if (most == 0 || paused(address(pegged))) return;
        amount = 1 + amount % most;
        keep(burnAs(from, amount, citizens[to % 3]), false, citizens[to % 3], amount);
    }

    function transfer(uint256 who, uint256 to, uint256 amount) external {
        address from = citizens[who % 3];
        uint256 most = pegged.balanceOf(from);
        vm.prank(from);
        pegged.transfer(citizens[to % 3], most == 0 ? 0 : amount % most);
    }

    /// @dev Carries a request over, perhaps once more.
    function carry(uint256 i) external {
        if (messages.length == 0) return;
        Message storage m = messages[i % messages.length];
        if (m.journey == Journey.Abandoned || m.journey == Journey.Undone) return;
        bytes32 t = transaction(i % messages.length);
        (bool success,) = m.out ? carryMint(m.found, t) : carryRelease(m.found, t);
        if (!success || m.journey == Journey.Done) return;
        m.journey = Journey.Done;
        if (m.out) ++minted;
        else ++released;
    }

    /// @dev The consortium decides that a request will not be executed; or, for a mint that was, that it is undone.
    function abandon(uint256 i) external {
        if (messages.length == 0) return;
        Message storage m = messages[i % messages.length];
        if (m.answered) return;
        if (m.journey == Journey.Asked) {
            m.journey = Journey.Abandoned;
        } else if (m.journey == Journey.Done && m.out) {
            onFar();
            (bool success,) = compensate(
                tokenPort,
                transaction(i % messages.length),
                0,
                abi.encodeCall(IPeggedToken.undoMint, (m.recipient, m.amount))
            );
            if (!success) return;
            m.journey = Journey.Undone;
            ++undone;
        }
    }

    /// @dev Brings the true outcome back, perhaps once more.
    function answerTruly(uint256 i) external {
        if (messages.length == 0) return;
        Message storage m = messages[i % messages.length];
        if (m.journey == Journey.Asked) return;
        IGateway.CallStatus outcome = IGateway.CallStatus.Succeeded;
        if (m.journey == Journey.Undone) outcome = IGateway.CallStatus.Compensated;
        if (m.journey == Journey.Abandoned) outcome = IGateway.CallStatus.Failed;
        bytes32 t = transaction(i % messages.length);
        m.out ? onHome() : onFar();
        (bool success,) = send(PROXY, m.found.gateway, abi.encodeCall(IGateway.answer, (m.found.id, outcome, t, "")));
        check(success == !m.answered, "answered once");
        m.answered = true;
        note(m);
    }

    function retry(uint256 i) external {
        if (messages.length == 0) return;
        Message storage m = messages[i % messages.length];
        m.out ? onHome() : onFar();
        send(
            STRANGER,
            m.found.gateway,
            abi.encodeCall(IGateway.retryCallback, (m.found.id, transaction(i % messages.length), ""))
        );
        note(m);
    }

    function note(Message storage m) private {
        bool ended = m.answered && !IGateway(m.found.gateway).callOf(m.found.id).undelivered;
        if (ended && !m.ended && m.journey != Journey.Done) ++returned;
        m.ended = ended;
    }

    function brake(uint256 which) external {
        address braked = which % 2 == 0 ? address(vault) : address(pegged);
        bytes memory data = paused(braked)
            ? abi.encodeCall(IPegVault(braked).unpause, ())
            : abi.encodeCall(IPegVault(braked).pause, ());
        if (!paused(braked) && which % 3 != 0) return;
        (bool success,) = send(OWNER, braked, data);
        check(success, "braked");
    }

    function pass(uint256 time) external {
        vm.warp(block.timestamp + 1 + time % WINDOW);
    }

    /// @dev Everything here must fail, or change nothing.
    function steal(uint256 who, uint256 i, uint256 amount) external {
        address thief = who % 2 == 0 ? STRANGER : citizens[who % 3];
        amount = 1 + amount % 1000;
        bytes memory mint = abi.encodeCall(IPeggedToken.mint, (thief, amount));
        bytes memory release = abi.encodeCall(IPegVault.release, (thief, amount));
        bytes32 t = transaction(i % 8);
        refused(thief, address(pegged), mint);
        refused(thief, address(vault), release);
        refused(thief, tokenPort, tagged(mint, t, 0, 0));
        refused(thief, vaultPort, tagged(release, t, 0, 0));
        refused(thief, tokenPort, mint);
        refused(thief, vaultPort, release);
        refused(
            thief,
            address(home),
            abi.encodeCall(IGateway.answer, (home.idOf(uint64(1 + i % 8)), IGateway.CallStatus.Failed, t, ""))
        );
    }

    /// @dev Deposits not minted (or undone) and not returned; burns not released and not returned.
    function underway() external view returns (uint256 out, uint256 back) {
        for (uint256 i = 0; i < messages.length; ++i) {
            Message storage m = messages[i];
            if (m.journey == Journey.Done || m.ended) continue;
            if (m.out) out += m.amount;
            else back += m.amount;
        }
    }

    function state()
        external
        view
        returns (uint256 locked, uint256 supply, uint256 held, uint256 outside, uint256 pegs)
    {
        locked = vault.locked();
        supply = pegged.totalSupply();
        held = points.balanceOf(address(vault));
        for (uint256 i = 0; i < 3; ++i) {
            outside += points.balanceOf(citizens[i]);
            pegs += pegged.balanceOf(citizens[i]);
        }
    }

    function refused(address thief, address to, bytes memory data) private {
        (bool success,) = send(thief, to, data);
        check(!success, "theft");
    }

    function keep(Found memory f, bool out, address recipient, uint256 amount) private {
        messages.push(Message(f, out, recipient, amount, Journey.Asked, false, false));
    }

    function transaction(uint256 i) private pure returns (bytes32) {
        return keccak256(abi.encode("transaction", i));
    }

    function paused(address target) private view returns (bool) {
        (, bytes memory result) = target.staticcall(abi.encodeWithSignature("paused()"));
        return abi.decode(result, (bool));
    }
}

contract PegInvariantTest is PegChains, InvariantTest {
    PegHandler internal handler;

    function setUp() public {
        handler = new PegHandler();
        target(address(handler));
    }

    /// @dev The invariants mean something only if the handler gets this far.
    function test_handlerReachesEverything() public {
        handler.deposit(0, 499, 1);
        handler.carry(0);
        handler.carry(0);
        handler.answerTruly(0);
        handler.burn(1, 99, 0);
        handler.carry(1);
        handler.answerTruly(1);
        handler.deposit(0, 9, 2);
        handler.carry(2);
        handler.abandon(2);
        handler.brake(0);
        handler.answerTruly(2);
        handler.brake(0);
        handler.retry(2);
        handler.steal(0, 0, 5);
        eq(handler.minted(), 2, "minted");
        eq(handler.released(), 1, "released");
        eq(handler.undone(), 1, "undone");
        eq(handler.returned(), 1, "returned");
    }

    /// @dev Never more is minted than locked; the difference is exactly what is under way.
    function invariant_everyPeggedTokenIsBacked() public view {
        (uint256 locked, uint256 supply,,,) = handler.state();
        (uint256 out, uint256 back) = handler.underway();
        check(supply <= locked, "backed");
        eq(locked, supply + out + back, "locked = circulating + under way");
    }

    function invariant_theVaultHoldsWhatItOwes() public view {
        (uint256 locked,, uint256 held,,) = handler.state();
        eq(held, locked, "held");
    }

    function invariant_nothingIsMadeOrLost() public view {
        (, uint256 supply, uint256 held, uint256 outside, uint256 pegs) = handler.state();
        eq(held + outside, 3000, "points");
        eq(pegs, supply, "pegged points");
    }
}
