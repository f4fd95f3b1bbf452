// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

/// @title Gateway: where an institution's business chain meets the cross-chain governance.
/// @notice **Outgoing**: a business contract asks for a call on another chain; the institution's proxy finds the event, has the
/// call governed and brings back the outcome. **Incoming**: the proxy executes a step of a governed transaction through a
/// port of the gateway, which lets each step through once and tells the receiver on whose behalf.
///
/// Guaranteed: calls are numbered without gaps; an outcome is final and reaches the caller at most once, and is not lost
/// when the caller fails to take it; only accounts that the owner registered execute or answer; a step of a transaction is
/// executed and compensated at most once whatever is replayed, never executed after its compensation, and compensated with the
/// arguments that it was executed with.
/// Not guaranteed: that the accounts tell the truth. Whether a governed transaction exists is known to the governance chain
/// alone; the other institution checks every write against it, with evidence. `limit` what a stolen key can do in your
/// contract (see PegVault), and `pause`.
interface IGateway {
    /// @notice What became of an outgoing call. All but None and Requested are final.
    enum CallStatus {
        None,
        Requested,
        Succeeded,
        Failed,
        Compensated,
        Expired
    }

    /// @notice What became of an incoming step.
    enum StepStatus {
        None,
        Executed,
        Compensated
    }

    /// @notice An outgoing call. `functionDigest` is the keccak256 of the function's signature, such as
    /// `store(bytes32,string)`, whatever kind of chain the target is. Either `arguments` holds the ABI encoding of the
    /// function's arguments and `argumentsDigest` is zero, or `arguments` is empty and the digest is that of a disclosure
    /// that the proxy receives by another way, so that this chain's readers do not see them.
    struct Call {
        bytes32 pipeline;
        bytes32 functionDigest;
        bytes32 argumentsDigest;
        bytes arguments;
        uint40 deadline;
        uint24 callbackGas;
    }

    struct CallRecord {
        address caller;
        uint40 deadline;
        uint24 callbackGas;
        CallStatus status;
        bool undelivered;
    }

    /// @notice An address of its own for one receiver and one pipeline: what the governance chain knows as the business
    /// contract. Closed, it lets only compensations through.
    struct Port {
        bytes32 pipeline;
        bytes32 source;
        address receiver;
        uint32 number;
        bool open;
    }

    /// @notice Active from `from` (inclusive) until `until` (exclusive), in block time; both 0 when never registered.
    struct Account {
        uint40 from;
        uint40 until;
    }

    /// @notice On whose behalf a receiver is being called. `source` is the institution at the other end.
    struct Context {
        bytes32 transaction;
        bytes32 pipeline;
        bytes32 source;
        uint8 step;
        bool compensation;
    }

    event CallRequested(
        bytes32 indexed id,
        uint64 indexed number,
        bytes32 indexed pipeline,
        address caller,
        bytes32 functionDigest,
        bytes32 argumentsDigest,
        bytes arguments,
        uint40 deadline,
        uint24 callbackGas
    );
    event CallAnswered(bytes32 indexed id, bytes32 indexed transaction, CallStatus status, bytes result);
    event CallbackDelivered(bytes32 indexed id);
    /// @notice The outcome stands; `retryCallback` delivers it. `reason` is at most 256 bytes of what the caller reverted with.
    event CallbackFailed(bytes32 indexed id, bytes reason);
    event StepDelivered(
        bytes32 indexed transaction,
        bytes32 indexed pipeline,
        uint8 step,
        bool compensation,
        address receiver,
        bytes4 selector,
        address account
    );
    /// @notice The same call for the same step came again and had no effect.
    event StepRepeated(
        bytes32 indexed transaction, bytes32 indexed pipeline, uint8 step, bool compensation, address account
    );
    event PortOpened(
        address indexed port, bytes32 indexed pipeline, bytes32 indexed source, address receiver, uint32 number
    );
    event PortStatusChanged(address indexed port, bool open);
    event AccountRegistered(address indexed account);
    event AccountRetired(address indexed account, uint40 until);
    event CallerChanged(bytes32 indexed pipeline, address indexed caller, bool allowed);

    error AccountNotActive(address account, uint40 from, uint40 until);
    error AccountAlreadyKnown(address account, uint40 from, uint40 until);
    error OverlapTooLong(uint256 actual, uint256 limit);
    error RetirementNotEarlier(address account, uint40 actual, uint40 limit);
    error CallerNotAllowed(bytes32 pipeline, address caller);
    error DeadlineOutOfRange(uint256 actual, uint256 earliest, uint256 latest);
    error CallbackGasTooHigh(uint256 actual, uint256 limit);
    error ArgumentsTooLong(uint256 actual, uint256 limit);
    error ArgumentsAmbiguous(uint256 argumentsLength, bytes32 argumentsDigest);
    error ResultTooLong(uint256 actual, uint256 limit);
    error CallNotOpen(bytes32 id, CallStatus actual);
    error OutcomeNotFinal(bytes32 id, CallStatus actual);
    error DeadlineNotPassed(bytes32 id, uint256 actual, uint256 deadline);
    error TransactionMismatch(bytes32 id, CallStatus status, bytes32 transaction);
    error NothingToRetry(bytes32 id, CallStatus actual);
    error OutcomeMismatch(bytes32 id, bytes32 actual, bytes32 expected);
    error CallbackRefused(bytes32 id, bytes reason);
    error GasTooLow(uint256 actual, uint256 required);
    error NotAPort(address caller);
    error PortClosed(address port);
    error PortAlreadyOpened(address port);
    error ReceiverUnusable(address receiver);
    error IdentifierMissing(bytes32 pipeline, bytes32 source);
    error TagMissing(uint256 actual, uint256 required);
    error TagMalformed(bytes32 transaction, uint8 step, uint8 action, uint8 lastStep, uint8 lastAction);
    error SelectorReserved(bytes4 selector);
    error StepTaken(bytes32 transaction, uint8 step, StepStatus status, uint32 actualPort, uint32 expectedPort);
    error NothingToCompensate(
        bytes32 transaction, uint8 step, StepStatus status, uint32 actualPort, uint32 expectedPort
    );
    /// @notice A compensation carries the very arguments of the step that it undoes; digests of both.
    error ArgumentsDiffer(bytes32 transaction, uint8 step, bytes23 actual, bytes23 expected);
    error NoDelivery(address caller);
    error OwnerRequired(address owner);

    // ---- outgoing

    /// @notice Asks for a call on another chain; only contracts that the owner allowed on the pipeline. If `callbackGas` is
    /// not 0, the outcome is handed to `ICrossChainCallback.onOutcome` of the asking contract with that much gas. There is no
    /// other callback target: nobody can make the gateway call a third contract.
    /// @return id of the call: domain, chain id, gateway and number, hashed
    function request(Call calldata call) external returns (bytes32 id);

    /// @notice Records the outcome of a call and hands it to the caller; by an active account. `transaction` is the governed
    /// transaction, or the call's own id where it failed before one was opened; zero exactly for Expired, which says that none
    /// was opened and none will be, and is refused before the deadline has passed. A success that comes late is a success.
    /// @dev Fails with GasTooLow rather than run the callback with less than it was promised: otherwise whoever answers
    /// could choose the gas such that the answer stands and the callback fails.
    function answer(bytes32 id, CallStatus outcome, bytes32 transaction, bytes calldata result) external;

    /// @notice Hands over an outcome that the caller failed to take, with all the gas there is; by anybody, with the
    /// values of `CallAnswered`. Fails, changing nothing, when the caller fails again.
    function retryCallback(bytes32 id, bytes32 transaction, bytes calldata result) external;

    function callOf(bytes32 id) external view returns (CallRecord memory);

    /// @return number of the newest call; the first has 1
    function lastCall() external view returns (uint64 number);

    function idOf(uint64 number) external view returns (bytes32 id);

    function isCaller(bytes32 pipeline, address caller) external view returns (bool);

    // ---- incoming

    /// @notice Executes or compensates a step; only through a port. `tagged` is the call with the 34 bytes of the step's tag
    /// behind it: transaction (32), step (1), action (1). What the receiver reverts with is passed on.
    /// A repetition of the very same call for the same step succeeds without effect, so that nobody takes a step for failed
    /// that took effect; another call for it is refused. A compensation has the step's arguments, or is refused too.
    function deliver(address account, bytes calldata tagged) external returns (bytes memory result);

    /// @notice The delivery that is going on. Fails with NoDelivery outside of one.
    function context() external view returns (Context memory);

    function stepOf(bytes32 transaction, uint8 step) external view returns (StepStatus status, uint32 port);

    function portOf(address port) external view returns (Port memory);

    /// @return port with that number, from 1; zero if there is none
    function portAt(uint32 number) external view returns (address port);

    // ---- owner

    /// @notice Opens a port to a receiver for one pipeline. One for each pair.
    /// @param pipeline id on the governance chain
    /// @param source id of the institution at the other end
    function openPort(bytes32 pipeline, bytes32 source, address receiver) external returns (address port);

    function setPortOpen(address port, bool open) external;

    function registerAccount(address account) external;

    /// @notice Ends an account after the overlap, at most 30 days, 0 for at once. The end can be moved earlier, never later;
    /// an account that ended is never active again.
    function retireAccount(address account, uint40 overlap) external;

    /// @notice Registers the successor and retires the predecessor; during the overlap both are active, so that what the
    /// predecessor signed can still be included.
    function rotateAccount(address predecessor, address successor, uint40 overlap) external;

    function setCaller(bytes32 pipeline, address caller, bool allowed) external;

    /// @notice Stops requests, answers, callbacks and deliveries. Nothing is lost by it.
    function pause() external;

    function unpause() external;

    function accountOf(address account) external view returns (Account memory);

    function isActive(address account) external view returns (bool);
}
