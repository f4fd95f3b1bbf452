// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

/// @notice What an account may do; the number of a role is its id in the access manager, where role 5, held by nobody in
/// particular, stands for "Governor or Operator". (Not inside `IAccounts`: the access manager has a `Role` of its own.)
enum AccountRole {
    None,
    Governor,
    Operator,
    CrossChain,
    Auditor
}

/// @title Accounts: who acts for which institution, in which role; the access manager of all governance contracts.
interface IAccounts {
    enum Status {
        None,
        Requested,
        Active,
        Frozen,
        Revoked,
        Rotated
    }

    struct Account {
        address account;
        bytes32 institution;
        AccountRole role;
        Status status;
        bytes publicKey;
        uint48 activatedAt;
    }

    /// @notice The account's status from a time on, until the next entry.
    struct StatusChange {
        uint48 since;
        Status status;
    }

    /// @notice Which role may call a restricted function; role 0 (and every function that is not listed): work orders only.
    struct Permission {
        address target;
        bytes4 selector;
        uint64 role;
    }

    /// @notice An account that is active from the first block; its address follows from the public key.
    struct FoundingAccount {
        bytes32 institution;
        AccountRole role;
        bytes publicKey;
    }

    event AccountRequested(address indexed account, bytes32 indexed institution, AccountRole role);
    event AccountStatusChanged(address indexed account, bytes32 indexed institution, AccountRole role, Status status);
    event AccountRotated(address indexed account, address indexed successor, bytes32 indexed institution);

    error AccountNotActive(address account, Status status);
    error UnknownAccount(address account);
    error AccountStatusWrong(address account, Status actual, Status expected);
    error PublicKeyOfAnother(address actual, address expected);
    error ConsentInvalid(address account);
    error NotContactNorGovernor(address caller, bytes32 institution);
    error NotGovernorNorWorkOrder(address caller, bytes32 institution);
    error RoleReserved(uint64 roleId);
    /// @notice So many of the institution's requests may await their vote.
    error TooManyRequests(bytes32 institution, uint256 actual, uint256 limit);

    /// @notice Requests an account; by the institution's contact or one of its active governors. A request may be
    /// repeated until it is activated; one changed after a vote on it had begun needs a new vote. At most 32 of an institution
    /// await activation or revocation.
    /// @param publicKey secp256k1, 64 bytes, whose address is `account`
    /// @param consent EIP-712 signature by `account` over
    /// `AccountConsent(address account,bytes32 institution,uint8 role)`, domain "Govchain Accounts", version "1"
    function requestAccount(
        address account,
        bytes32 institution,
        AccountRole role,
        bytes calldata publicKey,
        bytes calldata consent
    ) external;

    /// @notice Activates a requested account; by work order.
    function activate(address account) external;

    /// @notice Freezes an active account; by work order or a governor of the same institution. Whoever is named by an account
    /// that was rotated is its last successor, so that nobody escapes a decision by a new key: here, in `unfreeze` and `revoke`.
    /// Refused when too few institutions could vote afterwards to unfreeze it.
    function freeze(address account) external;

    /// @notice Makes a frozen account active again; by work order.
    function unfreeze(address account) external;

    /// @notice Revokes an account for good; by work order or a governor of the same institution.
    function revoke(address account) external;

    /// @notice Replaces the caller's key: the account with the new key takes over institution and role at once, without a
    /// vote, and the caller's account ends for good. For a key that was stolen: freeze or revoke, and request another account.
    /// @param publicKey of the successor, which must never have been an account; secp256k1, 64 bytes
    /// @param consent EIP-712 signature by the successor over `AccountRotation(address account,address successor)`, domain
    /// "Govchain Accounts", version "1"
    function rotate(bytes calldata publicKey, bytes calldata consent) external returns (address successor);

    /// @notice The account, or an empty record (status None) when unknown.
    function account(address account_) external view returns (Account memory);

    /// @notice Accounts in order of their first request, at most 100 at a time.
    function accounts(uint256 offset, uint256 limit) external view returns (Account[] memory);

    function accountCount() external view returns (uint256);

    /// @notice The account that this one took over from, and the one that took over from it; 0 for none.
    function succession(address account_) external view returns (address predecessor, address successor);

    /// @notice The account that holds the identity of this one now: its last successor, or itself.
    function holderOf(address account_) external view returns (address);

    /// @notice How many of the institution's accounts are requested and neither activated nor revoked.
    function requestCount(bytes32 institution) external view returns (uint256);

    /// @notice The account's own status at the end of the second `timepoint`.
    function statusAt(address account_, uint48 timepoint) external view returns (Status);

    /// @notice Whether account and institution were active at the end of the second `timepoint`.
    function wasActiveAt(address account_, uint48 timepoint) external view returns (bool);

    /// @notice All changes of the account's status, oldest first, at most 100 at a time.
    function statusChanges(address account_, uint256 offset, uint256 limit)
        external
        view
        returns (StatusChange[] memory);

    function statusChangeCount(address account_) external view returns (uint256);

    /// @notice Every function whose role was ever set, at most 100 at a time. What changes it: a work order that calls
    /// `setTargetFunctionRole`.
    function permissions(uint256 offset, uint256 limit) external view returns (Permission[] memory);

    function permissionCount() external view returns (uint256);

    /// @notice The institution that the account was requested for, whatever its status; 0 when unknown.
    function institutionOf(address account_) external view returns (bytes32);

    /// @notice For whom and as what the account may act now; (0, None) unless account and institution are active.
    function activeRole(address account_) external view returns (bytes32 institution, AccountRole role);

    /// @notice For whom the account acts when it calls this function of the caller of `actsFor` now; 0 when it may not. What
    /// `canCall` and `activeRole` say, in one answer.
    function actsFor(address account_, bytes4 selector) external view returns (bytes32 institution);
}
