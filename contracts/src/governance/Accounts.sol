// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import {
    AccessManagerUpgradeable
} from "@openzeppelin/contracts-upgradeable/access/manager/AccessManagerUpgradeable.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts/proxy/utils/UUPSUpgradeable.sol";
import {EIP712Upgradeable} from "@openzeppelin/contracts-upgradeable/utils/cryptography/EIP712Upgradeable.sol";
import {MulticallUpgradeable} from "@openzeppelin/contracts-upgradeable/utils/MulticallUpgradeable.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {AccountRole, IAccounts} from "./interfaces/IAccounts.sol";
import {IGovernanceErrors} from "./interfaces/IGovernanceErrors.sol";
import {IInstitutions} from "./interfaces/IInstitutions.sol";
import {IWorkOrders} from "./interfaces/IWorkOrders.sol";
import {GenesisPermissions} from "./lib/GenesisPermissions.sol";
import {Addresses} from "./lib/Addresses.sol";
import {Inputs} from "./lib/Inputs.sol";
import {Pages} from "./lib/Pages.sol";
import {Roles} from "./lib/Roles.sol";

/// @title See `IAccounts`.
/// @dev Membership of roles 0 to 5 is never granted: it follows from the records below, so it ends in the very block in
/// which an account or its institution stops being active, and the administrators cannot be lost.
contract Accounts is AccessManagerUpgradeable, EIP712Upgradeable, UUPSUpgradeable, IAccounts, IGovernanceErrors {
    struct Record {
        bytes32 institution;
        AccountRole role;
        Status status;
        uint48 requestedAt;
        uint48 activatedAt;
        bytes publicKey;
    }

    /// @custom:storage-location erc7201:govchain.storage.Accounts
    struct Layout {
        mapping(address account => Record) records;
        address[] accounts;
    }

    bytes32 private constant LAYOUT =
        keccak256(abi.encode(uint256(keccak256("govchain.storage.Accounts")) - 1)) & ~bytes32(uint256(0xff));
    bytes32 private constant CONSENT = keccak256("AccountConsent(address account,bytes32 institution,uint8 role)");
    IInstitutions private constant INSTITUTIONS = IInstitutions(Addresses.INSTITUTIONS);

    error TunnelForbidden();

    modifier onlyWorkOrder() {
        if (msg.sender != Addresses.WORK_ORDERS) revert NotAWorkOrder(msg.sender);
        _;
    }

    constructor() {
        _disableInitializers();
    }

    /// @notice Called once, while the genesis file is made and after `Institutions` is initialised.
    function initialize(FoundingAccount[] calldata founding) external initializer {
        __AccessManager_init(Addresses.WORK_ORDERS);
        _grantRole(ADMIN_ROLE, Addresses.CONTRACTS, 0, 0);
        __EIP712_init("Govchain Accounts", "1");
        emit RoleLabel(Roles.GOVERNOR, "Governor");
        emit RoleLabel(Roles.OPERATOR, "Operator");
        emit RoleLabel(Roles.CROSS_CHAIN, "CrossChain");
        emit RoleLabel(Roles.AUDITOR, "Auditor");
        emit RoleLabel(Roles.MEMBER, "Governor or Operator");
        GenesisPermissions.Permission[] memory permissions = GenesisPermissions.all();
        for (uint256 i = 0; i < permissions.length; ++i) {
            _setTargetFunctionRole(permissions[i].target, permissions[i].selector, permissions[i].role);
        }
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
        bytes32 digest = _hashTypedDataV4(keccak256(abi.encode(CONSENT, account_, institution, uint8(role))));
        (address signer, ECDSA.RecoverError problem,) = ECDSA.tryRecover(digest, consent);
        if (problem != ECDSA.RecoverError.NoError || signer != account_) revert ConsentInvalid(account_);
        _request(account_, institution, role, publicKey);
    }

    function activate(address account_) external onlyWorkOrder {
        Record storage r = _inStatus(account_, Status.Requested);
        uint48 snapshot = IWorkOrders(Addresses.WORK_ORDERS).executingSnapshot();
        if (r.requestedAt > snapshot) revert ChangedSinceVote(r.requestedAt, snapshot);
        _activate(account_, r);
    }

    function freeze(address account_) external {
        _requireGovernorOrWorkOrder(account_);
        _set(account_, _inStatus(account_, Status.Active), Status.Frozen);
    }

    function unfreeze(address account_) external onlyWorkOrder {
        _set(account_, _inStatus(account_, Status.Frozen), Status.Active);
    }

    function revoke(address account_) external {
        _requireGovernorOrWorkOrder(account_);
        Record storage r = _layout().records[account_];
        if (r.status == Status.Revoked) revert AccountStatusWrong(account_, Status.Revoked, Status.Active);
        _set(account_, r, Status.Revoked);
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

    function institutionOf(address account_) external view returns (bytes32) {
        return _layout().records[account_].institution;
    }

    function activeRole(address account_) public view returns (bytes32 institution, AccountRole role) {
        Record storage r = _layout().records[account_];
        if (r.status != Status.Active || !INSTITUTIONS.isActive(r.institution)) return (0, AccountRole.None);
        return (r.institution, r.role);
    }

    /// @inheritdoc AccessManagerUpgradeable
    function hasRole(uint64 roleId, address account_)
        public
        view
        override
        returns (bool isMember, uint32 executionDelay)
    {
        if (roleId == Roles.ADMIN) {
            return (account_ == Addresses.WORK_ORDERS || account_ == Addresses.CONTRACTS, 0);
        }
        if (roleId > Roles.MEMBER) return super.hasRole(roleId, account_);
        (, AccountRole role) = activeRole(account_);
        if (roleId == Roles.MEMBER) return (role == AccountRole.Governor || role == AccountRole.Operator, 0);
        return (uint64(role) == roleId, 0);
    }

    /// @dev Refused, with `schedule` and `multicall`: calls through here would pass the policies of `WorkOrders` by.
    function execute(address, bytes calldata) public payable override returns (uint32) {
        revert TunnelForbidden();
    }

    function schedule(address, bytes calldata, uint48) public pure override returns (bytes32, uint32) {
        revert TunnelForbidden();
    }

    function multicall(bytes[] calldata) public pure override(MulticallUpgradeable) returns (bytes[] memory) {
        revert TunnelForbidden();
    }

    function _grantRole(uint64 roleId, address account_, uint32 grantDelay, uint32 executionDelay)
        internal
        override
        returns (bool)
    {
        if (roleId <= Roles.MEMBER && !_isInitializing()) revert RoleReserved(roleId);
        return super._grantRole(roleId, account_, grantDelay, executionDelay);
    }

    function _revokeRole(uint64 roleId, address account_) internal override returns (bool) {
        if (roleId <= Roles.MEMBER) revert RoleReserved(roleId);
        return super._revokeRole(roleId, account_);
    }

    function _authorizeUpgrade(address) internal view override {
        if (msg.sender != Addresses.CONTRACTS) revert NotTheDirectory(msg.sender, Addresses.CONTRACTS);
    }

    function _request(address account_, bytes32 institution, AccountRole role, bytes calldata publicKey) private {
        if (role == AccountRole.None) revert RoleMissing();
        if (!INSTITUTIONS.isActive(institution)) {
            revert IInstitutions.InstitutionNotActive(institution, INSTITUTIONS.institution(institution).status);
        }
        Record storage r = _layout().records[account_];
        if (r.status == Status.None) {
            _layout().accounts.push(account_);
        } else if (r.status != Status.Requested) {
            revert AccountStatusWrong(account_, r.status, Status.Requested);
        }
        r.institution = institution;
        r.role = role;
        r.status = Status.Requested;
        r.requestedAt = uint48(block.timestamp);
        r.publicKey = publicKey;
        emit AccountRequested(account_, institution, role);
    }

    function _activate(address account_, Record storage r) private {
        r.activatedAt = uint48(block.timestamp);
        _set(account_, r, Status.Active);
        if (r.role == AccountRole.Governor) INSTITUTIONS.takeSeat(r.institution);
    }

    function _set(address account_, Record storage r, Status status) private {
        r.status = status;
        emit AccountStatusChanged(account_, r.institution, r.role, status);
    }

    function _inStatus(address account_, Status expected) private view returns (Record storage r) {
        r = _layout().records[account_];
        if (r.status == Status.None) revert UnknownAccount(account_);
        if (r.status != expected) revert AccountStatusWrong(account_, r.status, expected);
    }

    function _requireContactOrGovernor(bytes32 institution) private view {
        (bytes32 own, AccountRole role) = activeRole(msg.sender);
        if (own == institution && role == AccountRole.Governor) return;
        Status status = _layout().records[msg.sender].status;
        // A contact need not have an account; but one whose account was stopped must not make others.
        bool stopped = status == Status.Frozen || status == Status.Revoked;
        if (stopped || INSTITUTIONS.institution(institution).contact != msg.sender) {
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
