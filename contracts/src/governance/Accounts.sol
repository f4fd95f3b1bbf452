// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {
    AccessManagerUpgradeable
} from "@openzeppelin/contracts-upgradeable/access/manager/AccessManagerUpgradeable.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts/proxy/utils/UUPSUpgradeable.sol";
import {EIP712Upgradeable} from "@openzeppelin/contracts-upgradeable/utils/cryptography/EIP712Upgradeable.sol";
import {MulticallUpgradeable} from "@openzeppelin/contracts-upgradeable/utils/MulticallUpgradeable.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {Checkpoints} from "@openzeppelin/contracts/utils/structs/Checkpoints.sol";
import {AccountRole, IAccounts} from "./interfaces/IAccounts.sol";
import {IGovernanceErrors} from "./interfaces/IGovernanceErrors.sol";
import {IInstitutions} from "./interfaces/IInstitutions.sol";
import {IWorkOrders} from "./interfaces/IWorkOrders.sol";
import {Addresses} from "./lib/Addresses.sol";
import {CallKeys} from "./lib/CallKeys.sol";
import {Inputs} from "./lib/Inputs.sol";
import {Pages} from "./lib/Pages.sol";
import {Roles} from "./lib/Roles.sol";

/// @title See `IAccounts`.
/// @dev Membership of roles 0 to 6 is never granted: it follows from the records below, so it ends in the very block in
/// which an account or its institution stops being active, and the administrators cannot be lost.
contract Accounts is AccessManagerUpgradeable, EIP712Upgradeable, UUPSUpgradeable, IAccounts, IGovernanceErrors {
    using CallKeys for bytes24;
    using Checkpoints for Checkpoints.Trace208;

    struct Record {
        bytes32 institution;
        AccountRole role;
        Status status;
        uint48 requestedAt;
        uint48 activatedAt;
        address predecessor;
        address successor;
        bytes publicKey;
        Checkpoints.Trace208 statuses;
        /// The first account of a line of successors; 0 when it is this one.
        address origin;
        /// The last account of the line that begins here; 0 when it is this one.
        address holder;
    }

    /// @custom:storage-location erc7201:govchain.storage.Accounts
    struct Layout {
        mapping(address account => Record) records;
        address[] accounts;
        /// Target and selector of every function whose role was ever set.
        bytes24[] permissionKeys;
        mapping(bytes24 key => bool) permissionListed;
        mapping(bytes32 institution => uint256) requests;
    }

    /// @dev keccak256(abi.encode(uint256(keccak256("govchain.storage.Accounts")) - 1)) & ~bytes32(uint256(0xff)), written
    /// out: the compiler would compute it anew for every use.
    bytes32 private constant LAYOUT = 0x69276e8f6a315e995fb96adeaaf62d15d162c66b11b6bdc7a89cd58965e0eb00;
    bytes32 private constant CONSENT = keccak256("AccountConsent(address account,bytes32 institution,uint8 role)");
    bytes32 private constant ROTATION = keccak256("AccountRotation(address account,address successor)");
    uint256 private constant MOST_REQUESTS = 32;
    IWorkOrders private constant WORK_ORDERS = IWorkOrders(Addresses.WORK_ORDERS);
    IInstitutions private constant INSTITUTIONS = IInstitutions(Addresses.INSTITUTIONS);

    modifier onlyWorkOrder() {
        if (msg.sender != Addresses.WORK_ORDERS) revert NotAWorkOrder(msg.sender);
        _;
    }

    constructor() {
        _disableInitializers();
    }

    /// @notice Called once, while the genesis file is made and after `Institutions` is initialised. The permissions of the
    /// first block come from `Contracts`, an administrator, when it is initialised.
    function initialize(FoundingAccount[] calldata founding) external initializer {
        __AccessManager_init(Addresses.WORK_ORDERS);
        _grantRole(ADMIN_ROLE, Addresses.CONTRACTS, 0, 0);
        __EIP712_init("Govchain Accounts", "1");
        emit RoleLabel(Roles.GOVERNOR, "Governor");
        emit RoleLabel(Roles.OPERATOR, "Operator");
        emit RoleLabel(Roles.CROSS_CHAIN, "CrossChain");
        emit RoleLabel(Roles.AUDITOR, "Auditor");
        emit RoleLabel(Roles.MEMBER, "Governor or Operator");
        emit RoleLabel(Roles.ACCOUNT, "Any active account");
        for (uint256 i = 0; i < founding.length; ++i) {
            FoundingAccount calldata f = founding[i];
            address account_ = Inputs.addressOf(f.publicKey);
            _request(account_, f.institution, f.role, f.publicKey);
            _activate(account_, _layout().records[account_]);
        }
    }

    /// @dev The inherited initialiser would make anybody admin: it is never available.
    function initialize(address) public pure override {
        revert InvalidInitialization();
    }

    function requestAccount(
        address account_,
        bytes32 institution,
        AccountRole role,
        bytes calldata publicKey,
        bytes calldata consent
    ) external {
        _requireContactOrGovernor(institution);
        address owner = Inputs.addressOf(publicKey);
        if (owner != account_) revert PublicKeyOfAnother(owner, account_);
        _requireConsent(account_, keccak256(abi.encode(CONSENT, account_, institution, uint8(role))), consent);
        _request(account_, institution, role, publicKey);
    }

    function activate(address account_) external onlyWorkOrder {
        Record storage r = _inStatus(account_, Status.Requested);
        uint48 snapshot = WORK_ORDERS.executingSnapshot();
        if (r.requestedAt > snapshot) revert ChangedSinceVote(r.requestedAt, snapshot);
        _activate(account_, r);
    }

    function rotate(bytes calldata publicKey, bytes calldata consent) external returns (address successor) {
        (, AccountRole role) = activeRole(msg.sender);
        if (role == AccountRole.None) revert AccountNotActive(msg.sender, account(msg.sender).status);
        successor = Inputs.addressOf(publicKey);
        _requireConsent(successor, keccak256(abi.encode(ROTATION, msg.sender, successor)), consent);
        Layout storage $ = _layout();
        Record storage old = $.records[msg.sender];
        Record storage r = $.records[successor];
        if (r.status != Status.None) revert AccountStatusWrong(successor, r.status, Status.None);
        $.accounts.push(successor);
        r.institution = old.institution;
        r.role = role;
        r.requestedAt = uint48(block.timestamp);
        r.activatedAt = uint48(block.timestamp);
        r.publicKey = publicKey;
        r.predecessor = msg.sender;
        old.successor = successor;
        address origin = old.origin == address(0) ? msg.sender : old.origin;
        r.origin = origin;
        $.records[origin].holder = successor;
        // In this order, so that a governor's institution is never without a voice.
        _set(successor, r, Status.Active);
        _set(msg.sender, old, Status.Rotated);
        emit AccountRotated(msg.sender, successor, r.institution);
    }

    function freeze(address account_) external {
        address holder = holderOf(account_);
        _requireGovernorOrWorkOrder(holder);
        _set(holder, _inStatus(holder, Status.Active), Status.Frozen);
    }

    function unfreeze(address account_) external onlyWorkOrder {
        address holder = holderOf(account_);
        _set(holder, _inStatus(holder, Status.Frozen), Status.Active);
    }

    function revoke(address account_) external {
        address holder = holderOf(account_);
        _requireGovernorOrWorkOrder(holder);
        Layout storage $ = _layout();
        Record storage r = $.records[holder];
        if (r.status == Status.Revoked) revert AccountStatusWrong(holder, Status.Revoked, Status.Active);
        if (r.status == Status.Requested) --$.requests[r.institution];
        // Its seat goes before its voice: an institution without governors is none that others would have to unfreeze.
        else if (r.role == AccountRole.Governor) INSTITUTIONS.countGovernor(r.institution, false);
        _set(holder, r, Status.Revoked);
    }

    function account(address account_) public view returns (Account memory a) {
        Record storage r = _layout().records[account_];
        if (r.status == Status.None) return a;
        return Account(account_, r.institution, r.role, r.status, r.publicKey, r.activatedAt);
    }

    function accounts(uint256 offset, uint256 limit) external view returns (Account[] memory page) {
        address[] storage all = _layout().accounts;
        page = new Account[](Pages.count(all.length, offset, limit));
        for (uint256 i = 0; i < page.length; ++i) {
            page[i] = account(all[offset + i]);
        }
    }

    function accountCount() external view returns (uint256) {
        return _layout().accounts.length;
    }

    function succession(address account_) external view returns (address predecessor, address successor) {
        Record storage r = _layout().records[account_];
        return (r.predecessor, r.successor);
    }

    function holderOf(address account_) public view returns (address holder) {
        Layout storage $ = _layout();
        address origin = $.records[account_].origin;
        holder = $.records[origin == address(0) ? account_ : origin].holder;
        if (holder == address(0)) holder = account_;
    }

    function requestCount(bytes32 institution) external view returns (uint256) {
        return _layout().requests[institution];
    }

    function statusAt(address account_, uint48 timepoint) public view returns (Status) {
        return Status(_layout().records[account_].statuses.upperLookupRecent(timepoint));
    }

    function wasActiveAt(address account_, uint48 timepoint) external view returns (bool) {
        if (statusAt(account_, timepoint) != Status.Active) return false;
        (IInstitutions.Status status,) = INSTITUTIONS.statusAt(_layout().records[account_].institution, timepoint);
        return status == IInstitutions.Status.Active;
    }

    function statusChanges(address account_, uint256 offset, uint256 limit)
        external
        view
        returns (StatusChange[] memory page)
    {
        Checkpoints.Trace208 storage trace = _layout().records[account_].statuses;
        page = new StatusChange[](Pages.count(trace.length(), offset, limit));
        for (uint256 i = 0; i < page.length; ++i) {
            // forge-lint: disable-next-line(unsafe-typecast) - below the length of the trace, whose index is a uint32
            Checkpoints.Checkpoint208 memory c = trace.at(uint32(offset + i));
            page[i] = StatusChange(c._key, Status(c._value));
        }
    }

    function statusChangeCount(address account_) external view returns (uint256) {
        return _layout().records[account_].statuses.length();
    }

    function permissions(uint256 offset, uint256 limit) external view returns (Permission[] memory page) {
        bytes24[] storage keys = _layout().permissionKeys;
        page = new Permission[](Pages.count(keys.length, offset, limit));
        for (uint256 i = 0; i < page.length; ++i) {
            bytes24 key = keys[offset + i];
            (address target, bytes4 selector) = (key.target(), key.selector());
            page[i] = Permission(target, selector, getTargetFunctionRole(target, selector));
        }
    }

    function permissionCount() external view returns (uint256) {
        return _layout().permissionKeys.length;
    }

    function institutionOf(address account_) external view returns (bytes32) {
        return _layout().records[account_].institution;
    }

    function activeRole(address account_) public view returns (bytes32 institution, AccountRole role) {
        Record storage r = _layout().records[account_];
        if (r.status != Status.Active || !INSTITUTIONS.isActive(r.institution)) return (0, AccountRole.None);
        return (r.institution, r.role);
    }

    /// @dev As `canCall`, but whatever role a work order gives the function: only an active account acts for anybody.
    function actsFor(address account_, bytes4 selector) external view returns (bytes32) {
        if (isTargetClosed(msg.sender)) return 0;
        (bytes32 institution, AccountRole role) = activeRole(account_);
        (bool isMember, uint32 delay) = _holds(getTargetFunctionRole(msg.sender, selector), account_, role);
        return isMember && delay == 0 ? institution : bytes32(0);
    }

    /// @inheritdoc AccessManagerUpgradeable
    function hasRole(uint64 roleId, address account_)
        public
        view
        override
        returns (bool isMember, uint32 executionDelay)
    {
        AccountRole role;
        if (roleId != Roles.ADMIN && roleId <= Roles.ACCOUNT) (, role) = activeRole(account_);
        return _holds(roleId, account_, role);
    }

    /// @param role that the account has now
    function _holds(uint64 roleId, address account_, AccountRole role) private view returns (bool, uint32) {
        if (roleId == Roles.ADMIN) {
            return (account_ == Addresses.WORK_ORDERS || account_ == Addresses.CONTRACTS, 0);
        }
        if (roleId > Roles.ACCOUNT) return super.hasRole(roleId, account_);
        if (roleId == Roles.ACCOUNT) return (role != AccountRole.None, 0);
        if (roleId == Roles.MEMBER) return (role == AccountRole.Governor || role == AccountRole.Operator, 0);
        return (uint64(role) == roleId, 0);
    }

    /// @dev Refused, with `schedule` and `multicall`: calls through here would pass the policies of `WorkOrders` by.
    function execute(address, bytes calldata) public payable override returns (uint32) {
        revert TunnelForbidden(msg.sig);
    }

    function schedule(address, bytes calldata, uint48) public pure override returns (bytes32, uint32) {
        revert TunnelForbidden(msg.sig);
    }

    function multicall(bytes[] calldata) public pure override(MulticallUpgradeable) returns (bytes[] memory) {
        revert TunnelForbidden(msg.sig);
    }

    function _grantRole(uint64 roleId, address account_, uint32 grantDelay, uint32 executionDelay)
        internal
        override
        returns (bool)
    {
        if (roleId <= Roles.ACCOUNT && !_isInitializing()) revert RoleReserved(roleId);
        return super._grantRole(roleId, account_, grantDelay, executionDelay);
    }

    function _revokeRole(uint64 roleId, address account_) internal override returns (bool) {
        if (roleId <= Roles.ACCOUNT) revert RoleReserved(roleId);
        return super._revokeRole(roleId, account_);
    }

    function _setTargetFunctionRole(address target, bytes4 selector, uint64 roleId) internal override {
        Layout storage $ = _layout();
        bytes24 key = CallKeys.pack(target, selector);
        if (!$.permissionListed[key]) {
            $.permissionListed[key] = true;
            $.permissionKeys.push(key);
        }
        super._setTargetFunctionRole(target, selector, roleId);
    }

    function _authorizeUpgrade(address) internal view override {
        if (msg.sender != Addresses.CONTRACTS) revert NotTheDirectory(msg.sender, Addresses.CONTRACTS);
    }

    function _request(address account_, bytes32 institution, AccountRole role, bytes calldata publicKey) private {
        Inputs.requireChosen("role", uint8(role), uint8(type(AccountRole).max));
        if (!INSTITUTIONS.isActive(institution)) {
            revert IInstitutions.InstitutionNotActive(institution, INSTITUTIONS.institution(institution).status);
        }
        Layout storage $ = _layout();
        Record storage r = $.records[account_];
        if (r.status == Status.None) {
            $.accounts.push(account_);
        } else if (r.status == Status.Requested) {
            --$.requests[r.institution];
        } else {
            revert AccountStatusWrong(account_, r.status, Status.Requested);
        }
        uint256 count = ++$.requests[institution];
        if (count > MOST_REQUESTS) revert TooManyRequests(institution, count, MOST_REQUESTS);
        r.institution = institution;
        r.role = role;
        r.requestedAt = uint48(block.timestamp);
        r.publicKey = publicKey;
        _record(r, Status.Requested);
        emit AccountRequested(account_, institution, role);
    }

    function _activate(address account_, Record storage r) private {
        --_layout().requests[r.institution];
        r.activatedAt = uint48(block.timestamp);
        _set(account_, r, Status.Active);
        if (r.role == AccountRole.Governor) INSTITUTIONS.countGovernor(r.institution, true);
    }

    /// @dev The roll of voters follows in the same transaction.
    function _set(address account_, Record storage r, Status status) private {
        bool wasActive = r.status == Status.Active;
        _record(r, status);
        if (r.role == AccountRole.Governor && wasActive != (status == Status.Active)) {
            WORK_ORDERS.enrol(account_, wasActive ? bytes32(0) : r.institution);
        }
        emit AccountStatusChanged(account_, r.institution, r.role, status);
    }

    function _record(Record storage r, Status status) private {
        r.status = status;
        r.statuses.push(uint48(block.timestamp), uint208(uint8(status)));
    }

    function _requireConsent(address signer, bytes32 content, bytes calldata consent) private view {
        (address actual, ECDSA.RecoverError problem,) = ECDSA.tryRecover(_hashTypedDataV4(content), consent);
        if (problem != ECDSA.RecoverError.NoError || actual != signer) revert ConsentInvalid(signer);
    }

    function _inStatus(address account_, Status expected) private view returns (Record storage r) {
        r = _layout().records[account_];
        if (r.status == Status.None) revert UnknownAccount(account_);
        if (r.status != expected) revert AccountStatusWrong(account_, r.status, expected);
    }

    function _requireContactOrGovernor(bytes32 institution) private view {
        (bytes32 own, AccountRole role) = activeRole(msg.sender);
        if (own == institution && role == AccountRole.Governor) return;
        // A contact whose own account is frozen, revoked or rotated may not go on as contact.
        Status status = _layout().records[msg.sender].status;
        bool barred = status == Status.Frozen || status == Status.Revoked || status == Status.Rotated;
        if (barred || INSTITUTIONS.institution(institution).contact != msg.sender) {
            revert NotContactNorGovernor(msg.sender, institution);
        }
    }

    function _requireGovernorOrWorkOrder(address account_) private view {
        Record storage r = _layout().records[account_];
        if (r.status == Status.None) revert UnknownAccount(account_);
        if (msg.sender == Addresses.WORK_ORDERS) return;
        (bytes32 own, AccountRole role) = activeRole(msg.sender);
        if (own != r.institution || role != AccountRole.Governor) {
            revert NotGovernorNorWorkOrder(msg.sender, r.institution);
        }
    }

    function _layout() private pure returns (Layout storage $) {
        bytes32 slot = LAYOUT;
        assembly {
            $.slot := slot
        }
    }
}
