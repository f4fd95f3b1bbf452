// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

import {EIP712Upgradeable} from "@openzeppelin/contracts-upgradeable/utils/cryptography/EIP712Upgradeable.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {Checkpoints} from "@openzeppelin/contracts/utils/structs/Checkpoints.sol";
import {Governed} from "./Governed.sol";
import {IInstitutions} from "./interfaces/IInstitutions.sol";
import {INodes} from "./interfaces/INodes.sol";
import {ValidatorShield} from "./ValidatorShield.sol";
import {Addresses} from "./lib/Addresses.sol";
import {Inputs} from "./lib/Inputs.sol";
import {Pages} from "./lib/Pages.sol";
import {QuorumRule} from "./lib/QuorumRule.sol";
import {ValidatorList} from "./lib/ValidatorList.sol";

/// @title See `INodes`.
contract Nodes is Governed, EIP712Upgradeable, INodes {
    using Checkpoints for Checkpoints.Trace208;

    struct Record {
        bytes32 institution;
        address validator;
        Kind kind;
        Status status;
        uint48 requestedAt;
        bytes publicKey;
        string endpoint;
    }

    /// @custom:storage-location erc7201:govchain.storage.Nodes
    struct Layout {
        /// First, so that an account proof of the validator set needs the layout's slot alone.
        address[] validators;
        mapping(bytes32 id => Record) records;
        bytes32[] ids;
        /// Who stood at each place of the list since which block; 0 when it was shorter.
        mapping(uint256 place => Checkpoints.Trace208) history;
        ValidatorChange[] changes;
        uint256 minimum;
    }

    bytes32 private constant LAYOUT =
        keccak256(abi.encode(uint256(keccak256("govchain.storage.Nodes")) - 1)) & ~bytes32(uint256(0xff));
    bytes32 private constant POSSESSION = keccak256("NodePossession(bytes32 institution,bytes publicKey)");
    uint256 private constant CHECK_GAS = 5_000_000;
    /// @dev The smallest number of validators of which one may fail.
    uint256 private constant FAULT_TOLERANT = 4;

    /// @notice Called once, while the genesis file is made and after `Institutions` is initialised.
    function initialize(address authority, FoundingNode[] calldata founding) external initializer {
        __AccessManaged_init(authority);
        __EIP712_init("Govchain Nodes", "1");
        for (uint256 i = 0; i < founding.length; ++i) {
            bytes32 id =
                _request(founding[i].institution, founding[i].kind, founding[i].publicKey, founding[i].endpoint);
            _admit(id, _layout().records[id]);
        }
        Layout storage $ = _layout();
        if ($.validators.length == 0) revert ValidatorsUnusable(address(this), ValidatorList.LONGEST);
        $.minimum = $.validators.length < FAULT_TOLERANT ? 1 : FAULT_TOLERANT;
        emit MinimumValidatorsChanged($.minimum);
        _validatorsChanged();
    }

    function request(Kind kind, bytes calldata publicKey, string calldata endpoint, bytes calldata proof)
        external
        restricted
    {
        bytes32 institution = _callersInstitution();
        address expected = Inputs.addressOf(publicKey);
        (address signer,,) = ECDSA.tryRecover(possessionDigest(institution, publicKey), proof);
        if (signer != expected) revert PossessionNotProven(signer, expected);
        _request(institution, kind, publicKey, endpoint);
    }

    function admit(bytes32 id) external restricted {
        Record storage r = _layout().records[id];
        if (r.status != Status.Requested) revert NodeStatusWrong(id, r.status, Status.Requested);
        _requireUnchangedSinceVote(r.requestedAt);
        _admit(id, r);
        if (r.kind != Kind.Audit) _validatorsChanged();
    }

    function remove(bytes32 id) external restricted {
        Record storage r = _layout().records[id];
        if (r.status == Status.None) revert UnknownNode(id);
        if (r.status == Status.Removed) revert NodeStatusWrong(id, r.status, Status.Admitted);
        bool validates = r.status == Status.Admitted && r.kind != Kind.Audit;
        r.status = Status.Removed;
        emit NodeStatusChanged(id, r.institution, r.kind, Status.Removed);
        if (validates) {
            _removeValidator(id, r.validator);
            _validatorsChanged();
        }
    }

    function setMinimumValidators(uint256 minimum) external restricted {
        Layout storage $ = _layout();
        if (minimum == 0 || minimum > $.validators.length) {
            revert MinimumOutOfRange(minimum, 1, $.validators.length);
        }
        $.minimum = minimum;
        emit MinimumValidatorsChanged(minimum);
    }

    /// @dev An implementation that cannot name the validators, or names others, is none: the upgrade is undone. (The chain would
    /// run on, since the shield answers from memory, but nothing could be admitted or removed any more.)
    function upgradeToAndCall(address implementation, bytes memory data) public payable override {
        address[] memory before = _layout().validators;
        super.upgradeToAndCall(implementation, data);
        (bool usable, address[] memory named) = ValidatorList.read(address(this), CHECK_GAS);
        if (!usable) revert ValidatorsUnusable(address(this), ValidatorList.LONGEST);
        if (keccak256(abi.encode(before)) != keccak256(abi.encode(named))) {
            revert ValidatorsChangedByUpgrade(before.length, named.length);
        }
    }

    function possessionDigest(bytes32 institution, bytes calldata publicKey) public view returns (bytes32) {
        return _hashTypedDataV4(keccak256(abi.encode(POSSESSION, institution, keccak256(publicKey))));
    }

    function getValidators() external view returns (address[] memory) {
        return _layout().validators;
    }

    function quorum() external view returns (uint256 validators, uint256 needed, uint256 minimum) {
        Layout storage $ = _layout();
        validators = $.validators.length;
        return (validators, QuorumRule.quorum(validators), $.minimum);
    }

    function validatorsAt(uint48 blockNumber) external view returns (address[] memory validators) {
        if (blockNumber > block.number) revert BlockNotYetMade(blockNumber, block.number);
        Layout storage $ = _layout();
        validators = new address[](ValidatorList.LONGEST);
        uint256 count;
        while (count < ValidatorList.LONGEST) {
            address validator = address(uint160($.history[count].upperLookupRecent(blockNumber)));
            if (validator == address(0)) break;
            validators[count] = validator;
            ++count;
        }
        assembly ("memory-safe") {
            mstore(validators, count)
        }
    }

    function validatorChanges(uint256 offset, uint256 limit) external view returns (ValidatorChange[] memory page) {
        ValidatorChange[] storage changes = _layout().changes;
        page = new ValidatorChange[](Pages.count(changes.length, offset, limit));
        for (uint256 i = 0; i < page.length; ++i) {
            page[i] = changes[offset + i];
        }
    }

    function validatorChangeCount() external view returns (uint256) {
        return _layout().changes.length;
    }

    function node(bytes32 id) public view returns (Node memory n) {
        Record storage r = _layout().records[id];
        if (r.status == Status.None) return n;
        return Node(id, r.institution, r.validator, r.kind, r.status, r.publicKey, r.endpoint);
    }

    function nodes(uint256 offset, uint256 limit) external view returns (Node[] memory page) {
        bytes32[] storage ids = _layout().ids;
        page = new Node[](Pages.count(ids.length, offset, limit));
        for (uint256 i = 0; i < page.length; ++i) {
            page[i] = node(ids[offset + i]);
        }
    }

    function nodeCount() external view returns (uint256) {
        return _layout().ids.length;
    }

    /// @dev A request may be repeated by the same institution; a key that belonged to another one is freed by `remove`.
    function _request(bytes32 institution, Kind kind, bytes calldata publicKey, string calldata endpoint)
        private
        returns (bytes32 id)
    {
        Inputs.requireChosen("kind", uint8(kind), uint8(type(Kind).max));
        _requireKind(INSTITUTIONS.institution(institution).category, kind);
        Inputs.requireAtMost("endpoint", bytes(endpoint).length, Inputs.ENDPOINT);
        address validator = Inputs.addressOf(publicKey);
        id = keccak256(publicKey);
        Layout storage $ = _layout();
        Record storage r = $.records[id];
        bool repeated = r.status == Status.Requested && r.institution == institution;
        if (r.status == Status.None) $.ids.push(id);
        else if (!repeated && r.status != Status.Removed) revert NodeTaken(id, r.institution, r.status);
        r.institution = institution;
        r.validator = validator;
        r.kind = kind;
        r.status = Status.Requested;
        r.requestedAt = uint48(block.timestamp);
        r.publicKey = publicKey;
        r.endpoint = endpoint;
        emit NodeRequested(id, institution, kind, validator);
    }

    function _admit(bytes32 id, Record storage r) private {
        IInstitutions.Institution memory owner = INSTITUTIONS.institution(r.institution);
        if (owner.status != IInstitutions.Status.Active) {
            revert IInstitutions.InstitutionNotActive(owner.id, owner.status);
        }
        // The institution may have another category than when it requested the node.
        _requireKind(owner.category, r.kind);
        r.status = Status.Admitted;
        emit NodeStatusChanged(id, r.institution, r.kind, Status.Admitted);
        if (r.kind == Kind.Audit) return;
        address[] storage validators = _layout().validators;
        if (validators.length == ValidatorList.LONGEST) {
            revert TooManyValidators(validators.length + 1, ValidatorList.LONGEST);
        }
        validators.push(r.validator);
        _log(validators.length - 1, r.validator);
        _layout().changes.push(ValidatorChange(r.validator, _block(), true));
    }

    function _removeValidator(bytes32 id, address validator) private {
        Layout storage $ = _layout();
        address[] storage validators = $.validators;
        uint256 last = validators.length - 1;
        if (last == 0) revert LastValidator(id);
        if (last < $.minimum) revert TooFewValidators(last, $.minimum);
        uint256 place;
        while (validators[place] != validator) {
            ++place;
        }
        if (place != last) {
            validators[place] = validators[last];
            _log(place, validators[last]);
        }
        validators.pop();
        _log(last, address(0));
        $.changes.push(ValidatorChange(validator, _block(), false));
    }

    function _log(uint256 place, address validator) private {
        _layout().history[place].push(_block(), uint160(validator));
    }

    /// @dev The genesis file is made on a scratch chain: what it holds is true from block 0 on.
    function _block() private view returns (uint48) {
        return _isInitializing() ? 0 : uint48(block.number);
    }

    /// @dev QBFT asks the shield: a change that it does not take over has not happened.
    function _validatorsChanged() private {
        emit ValidatorsChanged(_layout().validators);
        ValidatorShield(Addresses.VALIDATOR_SHIELD).remember();
    }

    function _requireKind(IInstitutions.Category category, Kind kind) private pure {
        bool allowed = kind == Kind.Audit || (kind == Kind.Genesis && category == IInstitutions.Category.Genesis)
            || (kind == Kind.Governance
                && (category == IInstitutions.Category.Genesis || category == IInstitutions.Category.Governance));
        if (!allowed) revert KindNotAllowed(kind, uint8(category));
    }

    function _layout() private pure returns (Layout storage $) {
        bytes32 slot = LAYOUT;
        assembly {
            $.slot := slot
        }
    }
}
