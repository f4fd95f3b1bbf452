// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {EIP712Upgradeable} from "@openzeppelin/contracts-upgradeable/utils/cryptography/EIP712Upgradeable.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {Checkpoints} from "@openzeppelin/contracts/utils/structs/Checkpoints.sol";
import {Governed} from "./Governed.sol";
import {AccountRole, IAccounts} from "./interfaces/IAccounts.sol";
import {IProtocolKeys} from "./interfaces/IProtocolKeys.sol";
import {IWorkOrders} from "./interfaces/IWorkOrders.sol";
import {Addresses} from "./lib/Addresses.sol";
import {Inputs} from "./lib/Inputs.sol";
import {Pages} from "./lib/Pages.sol";

/// @title See `IProtocolKeys`.
contract ProtocolKeys is Governed, EIP712Upgradeable, IProtocolKeys {
    using Checkpoints for Checkpoints.Trace208;

    struct KeyRecord {
        KeyStatus status;
        uint8 confirmations;
        uint48 registeredAt;
        uint48 validFrom;
        uint48 validUntil;
        bytes32 proofDigest;
        /// One bit per seat.
        uint256 confirmedBy;
        bytes publicKey;
    }

    struct Ring {
        /// Version n is at n - 1.
        KeyRecord[] keys;
        mapping(bytes32 publicKeyHash => uint32 version) versions;
        /// The version that counts from a time on; 0 for none.
        Checkpoints.Trace208 counting;
    }

    /// @custom:storage-location erc7201:govchain.storage.ProtocolKeys
    struct Layout {
        uint8 confirmations;
        mapping(address account => mapping(Suite suite => Ring)) rings;
    }

    bytes32 private constant LAYOUT =
        keccak256(abi.encode(uint256(keccak256("govchain.storage.ProtocolKeys")) - 1)) & ~bytes32(uint256(0xff));
    bytes32 private constant POSSESSION =
        keccak256("KeyPossession(address account,uint8 suite,uint32 version,bytes publicKey)");
    /// @dev With this many institutions asked, one that errs or cheats alone cannot make a key count.
    uint8 private constant USUAL_CONFIRMATIONS = 2;
    uint8 private constant MOST_CONFIRMATIONS = 100;
    IWorkOrders private constant WORK_ORDERS = IWorkOrders(Addresses.WORK_ORDERS);

    /// @notice Called once, while the genesis file is made.
    function initialize(address authority) external initializer {
        __AccessManaged_init(authority);
        __EIP712_init("Govchain ProtocolKeys", "1");
        _layout().confirmations = USUAL_CONFIRMATIONS;
    }

    function register(Suite suite, bytes calldata publicKey, uint48 validUntil, bytes calldata proof)
        external
        restricted
        returns (uint32 version)
    {
        _requireLengths(suite, publicKey.length, proof.length);
        if (validUntil != 0) _requireNotOver(validUntil);
        Ring storage ring = _ring(msg.sender, suite);
        version = ring.versions[keccak256(publicKey)];
        if (version != 0) revert KeyRegisteredBefore(msg.sender, suite, version);
        version = uint32(ring.keys.length + 1);
        ring.versions[keccak256(publicKey)] = version;
        KeyRecord storage k = ring.keys.push();
        k.status = KeyStatus.Registered;
        k.registeredAt = uint48(block.timestamp);
        k.validUntil = validUntil;
        k.proofDigest = keccak256(proof);
        k.publicKey = publicKey;
        emit ProtocolKeyRegistered(msg.sender, suite, version, publicKey, validUntil, proof);
        if (suite == Suite.Secp256k1) {
            _requirePossession(possessionDigest(msg.sender, suite, version, publicKey), publicKey, proof);
            _count(msg.sender, suite, version, k);
        }
    }

    function confirm(address account, Suite suite, uint32 version) external restricted {
        (KeyRecord storage k, bytes32 owner) = _confirmable(account, suite, version);
        bytes32 institution = _callersInstitution();
        (bool seated, uint256 seat) = WORK_ORDERS.seatAt(institution, uint48(block.timestamp));
        if (!seated || institution == owner) revert NotAnotherGenesisInstitution(msg.sender, institution, owner);
        if ((k.confirmedBy >> seat) & 1 == 1) revert InstitutionHasConfirmed(institution, version);
        k.confirmedBy |= uint256(1) << seat;
        // Of those who confirmed, only who has a seat now still counts.
        k.confirmations = _population(k.confirmedBy & WORK_ORDERS.seatsAt(uint48(block.timestamp)));
        emit ProtocolKeyChecked(account, suite, version, institution, msg.sender);
        if (k.confirmations >= _confirmationsNeeded(owner)) _count(account, suite, version, k);
    }

    function acceptByVote(address account, Suite suite, uint32 version) external restricted {
        (KeyRecord storage k,) = _confirmable(account, suite, version);
        _count(account, suite, version, k);
    }

    function revoke(address account, Suite suite, uint32 version) external restricted {
        (bytes32 institution, AccountRole role) = ACCOUNTS.activeRole(msg.sender);
        bytes32 owner = ACCOUNTS.institutionOf(account);
        bool may = msg.sender == account || (institution == owner && role == AccountRole.Governor);
        if (!may) revert NotTheKeysOwner(msg.sender, account, owner);
        _revoke(account, suite, version);
    }

    function revokeByVote(address account, Suite suite, uint32 version) external restricted {
        _revoke(account, suite, version);
    }

    function setConfirmations(uint8 confirmations_) external restricted {
        if (confirmations_ == 0 || confirmations_ > MOST_CONFIRMATIONS) {
            revert ConfirmationsOutOfRange(confirmations_, 1, MOST_CONFIRMATIONS);
        }
        _layout().confirmations = confirmations_;
        emit ConfirmationsChanged(confirmations_);
    }

    function confirmations() public view returns (uint8) {
        return _layout().confirmations;
    }

    function possessionDigest(address account, Suite suite, uint32 version, bytes calldata publicKey)
        public
        view
        returns (bytes32)
    {
        return _hashTypedDataV4(keccak256(abi.encode(POSSESSION, account, uint8(suite), version, keccak256(publicKey))));
    }

    function protocolKey(address account, Suite suite, uint32 version) public view returns (ProtocolKey memory key) {
        KeyRecord[] storage keys = _ring(account, suite).keys;
        if (version == 0 || version > keys.length) return key;
        KeyRecord storage k = keys[version - 1];
        return ProtocolKey({
            account: account,
            suite: suite,
            version: version,
            status: k.status,
            confirmations: k.confirmations,
            registeredAt: k.registeredAt,
            validFrom: k.validFrom,
            validUntil: k.validUntil,
            proofDigest: k.proofDigest,
            publicKey: k.publicKey
        });
    }

    function protocolKeyAt(address account, Suite suite, uint48 timepoint)
        external
        view
        returns (ProtocolKey memory key)
    {
        uint32 version = uint32(_ring(account, suite).counting.upperLookupRecent(timepoint));
        if (version != 0) {
            key = protocolKey(account, suite, version);
            if (key.validUntil == 0 || timepoint < key.validUntil) return key;
            delete key;
        }
        if (suite == Suite.Secp256k1) return _ownKey(account, timepoint);
    }

    function protocolKeys(address account, Suite suite, uint256 offset, uint256 limit)
        external
        view
        returns (ProtocolKey[] memory page)
    {
        page = new ProtocolKey[](Pages.count(protocolKeyCount(account, suite), offset, limit));
        for (uint256 i = 0; i < page.length; ++i) {
            // forge-lint: disable-next-line(unsafe-typecast) - versions are counted by a uint32
            page[i] = protocolKey(account, suite, uint32(offset + i + 1));
        }
    }

    function protocolKeyCount(address account, Suite suite) public view returns (uint256) {
        return _ring(account, suite).keys.length;
    }

    /// @dev The account's own secp256k1 key, from its activation on.
    function _ownKey(address account, uint48 timepoint) private view returns (ProtocolKey memory key) {
        IAccounts.Account memory a = ACCOUNTS.account(account);
        if (a.activatedAt == 0 || a.activatedAt > timepoint) return key;
        key.account = account;
        key.suite = Suite.Secp256k1;
        key.status = KeyStatus.Confirmed;
        key.validFrom = a.activatedAt;
        key.publicKey = a.publicKey;
    }

    /// @dev A key of an account that cannot act any more must not begin to count.
    function _confirmable(address account, Suite suite, uint32 version)
        private
        view
        returns (KeyRecord storage k, bytes32 owner)
    {
        k = _key(account, suite, version);
        if (k.status != KeyStatus.Registered) {
            revert ProtocolKeyStatusWrong(version, k.status, KeyStatus.Registered);
        }
        (owner,) = ACCOUNTS.activeRole(account);
        if (owner == 0) revert IAccounts.AccountNotActive(account, ACCOUNTS.account(account).status);
        if (k.validUntil != 0) _requireNotOver(k.validUntil);
        uint32 newest = uint32(_ring(account, suite).counting.latest());
        if (newest > version) revert ProtocolKeySuperseded(version, newest);
    }

    function _revoke(address account, Suite suite, uint32 version) private {
        KeyRecord storage k = _key(account, suite, version);
        if (k.status == KeyStatus.Revoked) {
            revert ProtocolKeyStatusWrong(version, KeyStatus.Revoked, KeyStatus.Confirmed);
        }
        uint48 now_ = uint48(block.timestamp);
        Ring storage ring = _ring(account, suite);
        if (ring.counting.latest() == version) ring.counting.push(now_, 0);
        if (k.validFrom != 0) _endBy(k, now_);
        k.status = KeyStatus.Revoked;
        emit ProtocolKeyRevoked(account, suite, version);
    }

    function _population(uint256 bits) private pure returns (uint8 count) {
        for (; bits != 0; bits &= bits - 1) {
            ++count;
        }
    }

    /// @dev As many as are asked for, or all others where there are fewer.
    function _confirmationsNeeded(bytes32 owner) private view returns (uint256) {
        uint48 now_ = uint48(block.timestamp);
        uint256 others = WORK_ORDERS.electorateAt(now_);
        (bool seated,) = WORK_ORDERS.seatAt(owner, now_);
        if (seated) --others;
        uint256 wanted = confirmations();
        return wanted < others ? wanted : others;
    }

    function _count(address account, Suite suite, uint32 version, KeyRecord storage k) private {
        uint48 now_ = uint48(block.timestamp);
        Ring storage ring = _ring(account, suite);
        uint256 before = ring.counting.latest();
        if (before != 0) _endBy(ring.keys[before - 1], now_);
        k.status = KeyStatus.Confirmed;
        k.validFrom = now_;
        ring.counting.push(now_, version);
        emit ProtocolKeyConfirmed(account, suite, version);
    }

    function _endBy(KeyRecord storage k, uint48 end) private {
        if (k.validUntil == 0 || k.validUntil > end) k.validUntil = end;
    }

    function _requirePossession(bytes32 digest, bytes calldata publicKey, bytes calldata proof) private pure {
        address expected = Inputs.addressOf(publicKey);
        (address signer,,) = ECDSA.tryRecover(digest, proof);
        if (signer != expected) revert PossessionNotProven(signer, expected);
    }

    function _requireLengths(Suite suite, uint256 key, uint256 proof) private pure {
        Inputs.requireChosen("suite", uint8(suite), uint8(type(Suite).max));
        (uint256 keyLength, uint256 proofLength) = (64, 64);
        if (suite == Suite.Secp256k1) proofLength = 65;
        else if (suite == Suite.Cnsa) (keyLength, proofLength) = (96, 96);
        else if (suite == Suite.Pq) (keyLength, proofLength) = (1952, 3309);
        if (key != keyLength) revert KeyLengthWrong(suite, key, keyLength);
        if (proof != proofLength) revert ProofLengthWrong(suite, proof, proofLength);
    }

    function _requireNotOver(uint48 validUntil) private view {
        if (validUntil <= block.timestamp) revert ValidityOver(validUntil, uint48(block.timestamp));
    }

    function _key(address account, Suite suite, uint32 version) private view returns (KeyRecord storage) {
        KeyRecord[] storage keys = _ring(account, suite).keys;
        if (version == 0 || version > keys.length) revert UnknownProtocolKey(account, suite, version);
        return keys[version - 1];
    }

    function _ring(address account, Suite suite) private view returns (Ring storage) {
        return _layout().rings[account][suite];
    }

    function _layout() private pure returns (Layout storage $) {
        bytes32 slot = LAYOUT;
        assembly {
            $.slot := slot
        }
    }
}
