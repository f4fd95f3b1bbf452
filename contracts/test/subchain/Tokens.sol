// SPDX-License-Identifier: UNLICENSED
pragma solidity ^0.8.28;

/// @title A token that behaves as it is told: well, or in the ways in which tokens cheat.
contract TestToken {
    enum Manner {
        Honest,
        TakingFee,
        Lying,
        ReturningFalse,
        ReturningNothing,
        Reentering
    }

    Manner public manner;
    address public target;
    bytes public data;
    bool public inner;
    bytes public innerResult;
    address public blocked;

    mapping(address => uint256) public balanceOf;
    mapping(address => mapping(address => uint256)) public allowance;

    error Blocked(address holder);

    function behave(Manner manner_, address target_, bytes calldata data_) external {
        (manner, target, data) = (manner_, target_, data_);
    }

    function block_(address holder) external {
        blocked = holder;
    }

    function give(address to, uint256 amount) external {
        balanceOf[to] += amount;
    }

    function approve(address spender, uint256 amount) external returns (bool) {
        allowance[msg.sender][spender] = amount;
        return true;
    }

    function transfer(address to, uint256 amount) external returns (bool) {
        return move(msg.sender, to, amount);
    }

    function transferFrom(address from, address to, uint256 amount) external returns (bool) {
        allowance[from][msg.sender] -= amount;
        return move(from, to, amount);
    }

    function move(address from, address to, uint256 amount) private returns (bool) {
        if (manner == Manner.ReturningFalse) return false;
        if (manner == Manner.Lying) return true;
        if (to == blocked) revert Blocked(to);
        balanceOf[from] -= amount;
        balanceOf[to] += manner == Manner.TakingFee ? amount - 1 : amount;
        if (manner == Manner.Reentering) (inner, innerResult) = target.call(data);
        if (manner == Manner.ReturningNothing) {
            assembly {
                return(0, 0)
            }
        }
        return true;
    }
}

/// @title A party that takes no native value, or comes back when it gets some.
contract Purse {
    address public target;
    bytes public data;
    bool public refusing;
    bool public inner;
    bytes public innerResult;

    error Refusing();

    function behave(bool refusing_, address target_, bytes calldata data_) external {
        (refusing, target, data) = (refusing_, target_, data_);
    }

    receive() external payable {
        if (refusing) revert Refusing();
        if (target != address(0)) (inner, innerResult) = target.call(data);
    }
}
