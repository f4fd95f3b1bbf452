// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {Ownable, Ownable2Step} from "@openzeppelin/contracts/access/Ownable2Step.sol";
import {Pausable} from "@openzeppelin/contracts/utils/Pausable.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {GatewayPort} from "./GatewayPort.sol";
import {ICrossChainCallback} from "./interfaces/ICrossChainCallback.sol";
import {IGateway} from "./interfaces/IGateway.sol";

/// @title Gateway of one institution on one business chain. See IGateway for what it guarantees.
/// @dev Deployed once, not upgradeable: what it remembers is what protects from replays. Its owner is an account of the
/// institution that operates the subchain proxy.
contract Gateway is IGateway, Ownable2Step, Pausable, ReentrancyGuardTransient {
    uint256 public constant LONGEST_ARGUMENTS = 8192;
    uint256 public constant LONGEST_RESULT = 4096;
    uint256 public constant LONGEST_DEADLINE = 30 days;
    uint256 public constant LONGEST_OVERLAP = 30 days;
    uint256 public constant MOST_CALLBACK_GAS = 2_000_000;

    bytes32 private constant CALL_DOMAIN = keccak256("govchain.gateway.call.v1");
    uint256 private constant TAG_LENGTH = 34;
    uint8 private constant LAST_STEP = 7;
    uint8 private constant LAST_ACTION = 1;
    uint256 private constant LONGEST_REASON = 256;
    /// @dev For what the gateway still does after a callback failed: keep the outcome, tell the reason.
    uint256 private constant GAS_AFTER_CALLBACK = 60_000;

    struct StoredCall {
        address caller;
        uint40 deadline;
        uint24 callbackGas;
        CallStatus status;
    }

    /// @dev One slot. 184 bits of the arguments' digest: two calls with the same one cannot be found.
    struct StoredStep {
        bytes4 selector;
        bytes23 arguments;
        uint32 port;
        StepStatus status;
    }

    mapping(bytes32 id => StoredCall) private _calls;
    /// @dev Digest of the outcomes that their caller has not taken.
    mapping(bytes32 id => bytes32) private _undelivered;
    mapping(bytes32 key => StoredStep) private _steps;
    mapping(address port => Port) private _ports;
    mapping(uint32 number => address) private _portAt;
    mapping(bytes32 key => address) private _portFor;
    mapping(address account => Account) private _accounts;
    mapping(bytes32 pipeline => mapping(address caller => bool)) private _callers;
    uint64 private _lastCall;
    uint32 private _lastPort;

    bytes32 private transient _transaction;
    address private transient _currentPort;
    uint8 private transient _step;
    bool private transient _compensation;

    constructor(address owner) Ownable(owner) {}

    // ---- outgoing

    /// @inheritdoc IGateway
    function request(Call calldata call) external override whenNotPaused returns (bytes32 id) {
        if (!_callers[call.pipeline][msg.sender]) revert CallerNotAllowed(call.pipeline, msg.sender);
        if (call.deadline <= block.timestamp || call.deadline > block.timestamp + LONGEST_DEADLINE) {
            revert DeadlineOutOfRange(call.deadline, block.timestamp + 1, block.timestamp + LONGEST_DEADLINE);
        }
        if (call.callbackGas > MOST_CALLBACK_GAS) revert CallbackGasTooHigh(call.callbackGas, MOST_CALLBACK_GAS);
        bytes32 digest = _argumentsDigest(call);
        uint64 number = ++_lastCall;
        id = idOf(number);
        _calls[id] = StoredCall(msg.sender, call.deadline, call.callbackGas, CallStatus.Requested);
        emit CallRequested(
            id,
            number,
            call.pipeline,
            msg.sender,
            call.functionDigest,
            digest,
            call.arguments,
            call.deadline,
            call.callbackGas
        );
    }

    /// @inheritdoc IGateway
    function answer(bytes32 id, CallStatus outcome, bytes32 transaction, bytes calldata result)
        external
        override
        nonReentrant
        whenNotPaused
    {
        _requireActive(msg.sender);
        StoredCall storage call = _calls[id];
        if (call.status != CallStatus.Requested) revert CallNotOpen(id, call.status);
        if (outcome <= CallStatus.Requested) revert OutcomeNotFinal(id, outcome);
        bool expired = outcome == CallStatus.Expired;
        if (expired && block.timestamp <= call.deadline) revert DeadlineNotPassed(id, block.timestamp, call.deadline);
        if (expired != (transaction == bytes32(0))) revert TransactionMismatch(id, outcome, transaction);
        if (result.length > LONGEST_RESULT) revert ResultTooLong(result.length, LONGEST_RESULT);

        call.status = outcome;
        emit CallAnswered(id, transaction, outcome, result);
        if (call.callbackGas != 0) _callBack(id, call.caller, call.callbackGas, outcome, transaction, result);
    }

    /// @inheritdoc IGateway
    function retryCallback(bytes32 id, bytes32 transaction, bytes calldata result)
        external
        override
        nonReentrant
        whenNotPaused
    {
        StoredCall storage call = _calls[id];
        bytes32 expected = _undelivered[id];
        if (expected == bytes32(0)) revert NothingToRetry(id, call.status);
        bytes32 actual = _outcomeDigest(transaction, result);
        if (actual != expected) revert OutcomeMismatch(id, actual, expected);

        delete _undelivered[id];
        bytes memory data = _callbackData(id, call.status, transaction, result);
        _requireGas(call.callbackGas);
        (bool success, bytes memory reason) = _boundedCall(call.caller, gasleft(), data);
        if (!success) revert CallbackRefused(id, reason);
        emit CallbackDelivered(id);
    }

    /// @inheritdoc IGateway
    function callOf(bytes32 id) external view override returns (CallRecord memory) {
        StoredCall storage call = _calls[id];
        return CallRecord(call.caller, call.deadline, call.callbackGas, call.status, _undelivered[id] != bytes32(0));
    }

    /// @inheritdoc IGateway
    function lastCall() external view override returns (uint64 number) {
        return _lastCall;
    }

    /// @inheritdoc IGateway
    function idOf(uint64 number) public view override returns (bytes32 id) {
        return keccak256(abi.encode(CALL_DOMAIN, block.chainid, address(this), number));
    }

    /// @inheritdoc IGateway
    function isCaller(bytes32 pipeline, address caller) external view override returns (bool) {
        return _callers[pipeline][caller];
    }

    // ---- incoming

    /// @inheritdoc IGateway
    function deliver(address account, bytes calldata tagged)
        external
        override
        nonReentrant
        whenNotPaused
        returns (bytes memory result)
    {
        address receiver = _ports[msg.sender].receiver;
        if (receiver == address(0)) revert NotAPort(msg.sender);
        _requireActive(account);
        if (tagged.length < 4 + TAG_LENGTH) revert TagMissing(tagged.length, 4 + TAG_LENGTH);
        bytes calldata data = tagged[:tagged.length - TAG_LENGTH];
        // The gateway calls this function of its callers for another purpose: nobody may forge an outcome by a delivery.
        if (_selector(data) == ICrossChainCallback.onOutcome.selector) revert SelectorReserved(_selector(data));

        if (_enter(account, tagged[tagged.length - TAG_LENGTH:], data)) {
            bool success;
            // Data that the proxy made, to a receiver that the owner chose; what it returns or reverts with is passed on.
            // solhint-disable-next-line avoid-low-level-calls
            (success, result) = receiver.call(data);
            if (!success) {
                assembly ("memory-safe") {
                    revert(add(result, 0x20), mload(result))
                }
            }
        }
        // Without a port there is no context; the rest of it is overwritten by the next delivery.
        _currentPort = address(0);
    }

    /// @inheritdoc IGateway
    function context() external view override returns (Context memory) {
        if (_currentPort == address(0)) revert NoDelivery(msg.sender);
        Port storage port = _ports[_currentPort];
        return Context(_transaction, port.pipeline, port.source, _step, _compensation);
    }

    /// @inheritdoc IGateway
    function stepOf(bytes32 transaction, uint8 step) external view override returns (StepStatus status, uint32 port) {
        StoredStep storage stored = _steps[_stepKey(transaction, step)];
        return (stored.status, stored.port);
    }

    /// @inheritdoc IGateway
    function portOf(address port) external view override returns (Port memory) {
        return _ports[port];
    }

    /// @inheritdoc IGateway
    function portAt(uint32 number) external view override returns (address port) {
        return _portAt[number];
    }

    // ---- owner

    /// @inheritdoc IGateway
    function openPort(bytes32 pipeline, bytes32 source, address receiver)
        external
        override
        onlyOwner
        returns (address port)
    {
        if (pipeline == bytes32(0) || source == bytes32(0)) revert IdentifierMissing(pipeline, source);
        if (receiver.code.length == 0 || receiver == address(this)) revert ReceiverUnusable(receiver);
        bytes32 key = keccak256(abi.encode(pipeline, receiver));
        if (_portFor[key] != address(0)) revert PortAlreadyOpened(_portFor[key]);
        port = address(new GatewayPort(receiver));
        uint32 number = ++_lastPort;
        _ports[port] = Port(pipeline, source, receiver, number, true);
        _portAt[number] = port;
        _portFor[key] = port;
        emit PortOpened(port, pipeline, source, receiver, number);
    }

    /// @inheritdoc IGateway
    function setPortOpen(address port, bool open) external override onlyOwner {
        if (_ports[port].receiver == address(0)) revert NotAPort(port);
        _ports[port].open = open;
        emit PortStatusChanged(port, open);
    }

    /// @inheritdoc IGateway
    function registerAccount(address account) external override onlyOwner {
        _register(account);
    }

    /// @inheritdoc IGateway
    function retireAccount(address account, uint40 overlap) external override onlyOwner {
        _retire(account, overlap);
    }

    /// @inheritdoc IGateway
    function rotateAccount(address predecessor, address successor, uint40 overlap) external override onlyOwner {
        _register(successor);
        _retire(predecessor, overlap);
    }

    /// @inheritdoc IGateway
    function setCaller(bytes32 pipeline, address caller, bool allowed) external override onlyOwner {
        _callers[pipeline][caller] = allowed;
        emit CallerChanged(pipeline, caller, allowed);
    }

    /// @inheritdoc IGateway
    function pause() external override onlyOwner {
        _pause();
    }

    /// @inheritdoc IGateway
    function unpause() external override onlyOwner {
        _unpause();
    }

    /// @notice Refused: without an owner nobody could end a stolen account.
    function renounceOwnership() public view override {
        revert OwnerRequired(owner());
    }

    /// @inheritdoc IGateway
    function accountOf(address account) external view override returns (Account memory) {
        return _accounts[account];
    }

    /// @inheritdoc IGateway
    function isActive(address account) public view override returns (bool) {
        Account storage known = _accounts[account];
        return known.from != 0 && block.timestamp < known.until;
    }

    // ---- inside

    function _argumentsDigest(Call calldata call) private pure returns (bytes32) {
        uint256 length = call.arguments.length;
        if (length > LONGEST_ARGUMENTS) revert ArgumentsTooLong(length, LONGEST_ARGUMENTS);
        if (length != 0 && call.argumentsDigest != bytes32(0)) revert ArgumentsAmbiguous(length, call.argumentsDigest);
        return call.argumentsDigest == bytes32(0) ? sha256(call.arguments) : call.argumentsDigest;
    }

    function _callBack(
        bytes32 id,
        address caller,
        uint256 callbackGas,
        CallStatus outcome,
        bytes32 transaction,
        bytes calldata result
    ) private {
        bytes memory data = _callbackData(id, outcome, transaction, result);
        _requireGas(callbackGas);
        (bool success, bytes memory reason) = _boundedCall(caller, callbackGas, data);
        if (success) {
            emit CallbackDelivered(id);
        } else {
            _undelivered[id] = _outcomeDigest(transaction, result);
            emit CallbackFailed(id, reason);
        }
    }

    function _requireGas(uint256 callbackGas) private view {
        // A call receives at most 63/64 of what is left (EIP-150).
        uint256 required = callbackGas + callbackGas / 63 + GAS_AFTER_CALLBACK;
        uint256 available = gasleft();
        if (available < required) revert GasTooLow(available, required);
    }

    /// @dev Reads at most LONGEST_REASON bytes of what comes back: returned data is paid for by who reads it.
    function _boundedCall(address target, uint256 gasLimit, bytes memory data)
        private
        returns (bool success, bytes memory reason)
    {
        uint256 longest = LONGEST_REASON;
        assembly ("memory-safe") {
            success := call(gasLimit, target, 0, add(data, 0x20), mload(data), 0, 0)
            let size := returndatasize()
            if gt(size, longest) { size := longest }
            reason := mload(0x40)
            mstore(reason, size)
            returndatacopy(add(reason, 0x20), 0, size)
            mstore(0x40, add(reason, add(0x20, longest)))
        }
    }

    /// @dev Marks the step and sets the context. @return fresh whether the receiver is to be called
    function _enter(address account, bytes calldata tag, bytes calldata data) private returns (bool fresh) {
        _readTag(tag);
        Port storage port = _ports[msg.sender];
        fresh = _mark(port, data);
        if (fresh) {
            emit StepDelivered(
                _transaction, port.pipeline, _step, _compensation, port.receiver, _selector(data), account
            );
        } else {
            emit StepRepeated(_transaction, port.pipeline, _step, _compensation, account);
        }
    }

    function _readTag(bytes calldata tag) private {
        bytes32 transaction = bytes32(tag[:32]);
        uint8 step = uint8(tag[32]);
        uint8 action = uint8(tag[33]);
        if (transaction == bytes32(0) || step > LAST_STEP || action > LAST_ACTION) {
            revert TagMalformed(transaction, step, action, LAST_STEP, LAST_ACTION);
        }
        _transaction = transaction;
        _currentPort = msg.sender;
        _step = step;
        _compensation = action == LAST_ACTION;
    }

    function _mark(Port storage port, bytes calldata data) private returns (bool fresh) {
        (bytes32 transaction, uint8 step, bool compensation) = (_transaction, _step, _compensation);
        StoredStep storage stored = _steps[_stepKey(transaction, step)];
        StoredStep memory known = stored;
        (uint32 number, bool open) = (port.number, port.open);
        StepStatus target = compensation ? StepStatus.Compensated : StepStatus.Executed;
        bytes4 selector = _selector(data);
        bytes23 arguments = bytes23(keccak256(data[4:]));
        if (
            known.status == target && known.port == number && known.selector == selector && known.arguments == arguments
        ) return false;
        if (compensation) {
            if (known.status != StepStatus.Executed || known.port != number) {
                revert NothingToCompensate(transaction, step, known.status, known.port, number);
            }
            // Or whoever holds an account could do a small step of its own and "undo" what others did.
            if (known.arguments != arguments) revert ArgumentsDiffer(transaction, step, arguments, known.arguments);
        } else {
            if (known.status != StepStatus.None) revert StepTaken(transaction, step, known.status, known.port, number);
            if (!open) revert PortClosed(msg.sender);
        }
        stored.selector = selector;
        stored.arguments = arguments;
        stored.port = number;
        stored.status = target;
        return true;
    }

    function _register(address account) private {
        Account storage known = _accounts[account];
        if (known.from != 0) revert AccountAlreadyKnown(account, known.from, known.until);
        _accounts[account] = Account(uint40(block.timestamp), type(uint40).max);
        emit AccountRegistered(account);
    }

    function _retire(address account, uint40 overlap) private {
        if (overlap > LONGEST_OVERLAP) revert OverlapTooLong(overlap, LONGEST_OVERLAP);
        _requireActive(account);
        uint40 until = uint40(block.timestamp) + overlap;
        if (until >= _accounts[account].until) {
            revert RetirementNotEarlier(account, until, _accounts[account].until);
        }
        _accounts[account].until = until;
        emit AccountRetired(account, until);
    }

    function _requireActive(address account) private view {
        if (!isActive(account)) {
            revert AccountNotActive(account, _accounts[account].from, _accounts[account].until);
        }
    }

    function _callbackData(bytes32 id, CallStatus outcome, bytes32 transaction, bytes calldata result)
        private
        pure
        returns (bytes memory)
    {
        return abi.encodeCall(ICrossChainCallback.onOutcome, (id, outcome, transaction, result));
    }

    function _selector(bytes calldata data) private pure returns (bytes4) {
        // forge-lint: disable-next-line(unsafe-typecast) - the first four bytes are meant
        return bytes4(data);
    }

    function _outcomeDigest(bytes32 transaction, bytes calldata result) private pure returns (bytes32) {
        return keccak256(abi.encode(transaction, result));
    }

    function _stepKey(bytes32 transaction, uint8 step) private pure returns (bytes32) {
        return keccak256(abi.encode(transaction, step));
    }
}
