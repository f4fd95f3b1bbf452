// Small faults in the contracts, each of which a test must notice. Found in the syntax tree, so that new code gets its own.
'use strict';
const { keccak256 } = require('js-sha3');
const { walk } = require('../analysis.js');

const BOUNDARY = { '<': '<=', '<=': '<', '>': '>=', '>=': '>', '==': '!=', '!=': '==' };

/**
 * @param {object} tree syntax tree of the file
 * @param {Buffer} text the file; positions in the tree count bytes
 * @returns {{id: string, rank: string, file: string, line: number, start: number, end: number, replacement: string}[]}
 *   `id` says what is changed and where, whatever the line; `rank` orders mutants at random but always the same way
 */
function mutantsOf(file, tree, text) {
  const found = [];
  walk(tree, (node, parents) => {
    const place = parents.find((each) => each.nodeType === 'ContractDefinition');
    const routine = [...parents, node].find((each) => ['FunctionDefinition', 'ModifierDefinition'].includes(each.nodeType));
    if (!place || place.contractKind === 'interface' || !routine || isLayoutGetter(routine)) return;
    const name = `${place.name}.${routine.name || routine.kind}`;
    for (const [what, start, end, replacement] of changesOf(node, parents, text)) {
      const was = shorten(text.subarray(start, end).toString());
      found.push({ file, start, end, replacement, line: lineAt(text, start),
        id: `${name}: ${what}: ${was}${['', '{}'].includes(replacement) ? '' : ` -> ${shorten(replacement)}`}` });
    }
  });
  return numbered(found);
}

/** The same change at several places of a function is told apart by its number. */
function numbered(found) {
  const seen = new Map();
  return found.map((each) => {
    const count = (seen.get(each.id) ?? 0) + 1;
    seen.set(each.id, count);
    const id = count === 1 ? each.id : `${each.id} (${count})`;
    return { ...each, id, rank: keccak256(id) };
  });
}

/** @returns [what, start, end, replacement][] */
function changesOf(node, parents, text) {
  const [start, end] = range(node);
  const source = (each) => text.subarray(...range(each)).toString();
  switch (node.nodeType) {
    case 'ModifierInvocation':
      return node.kind === 'baseConstructorSpecifier' ? [] : [['modifier removed', start, end, '']];
    case 'IfStatement': {
      const condition = range(node.condition);
      if (!node.falseBody && leaves(node.trueBody)) return [['guard removed', ...condition, 'false']];
      return [['never', ...condition, 'false'], ['always', ...condition, 'true']];
    }
    case 'BinaryOperation': {
      if (['&&', '||'].includes(node.operator)) {
        return [['right operand dropped', start, end, `(${source(node.leftExpression)})`],
          ['left operand dropped', start, end, `(${source(node.rightExpression)})`]];
      }
      const other = BOUNDARY[node.operator];
      // One step too many panics at the end of what is walked through.
      if (!other || parents.at(-1)?.nodeType === 'ForStatement') return [];
      return [['comparison changed', start, end, `${source(node.leftExpression)} ${other} ${source(node.rightExpression)}`]];
    }
    case 'UnaryOperation':
      return node.operator === '!' ? [['negation dropped', start, end, source(node.subExpression)]] : [];
    case 'Conditional':
      return [['first alternative', start, end, `(${source(node.trueExpression)})`],
        ['second alternative', start, end, `(${source(node.falseExpression)})`]];
    case 'FunctionCall': {
      // A value that was changed on the way, as in `word.withStatus(s)`.
      const base = node.expression.expression;
      const changes = node.expression.nodeType === 'MemberAccess' && base?.typeDescriptions?.typeString === node.typeDescriptions.typeString;
      const userDefined = base?.typeDescriptions?.typeIdentifier?.startsWith('t_userDefinedValueType');
      return changes && userDefined ? [['change dropped', start, end, source(base)]] : [];
    }
    case 'ExpressionStatement':
    case 'EmitStatement':
      return isLoopStep(node, parents) ? [] : [['statement dropped', start, withSemicolon(end, text), '{}']];
    default:
      return [];
  }
}

function leaves(body) {
  const only = body.nodeType === 'Block' ? (body.statements.length === 1 ? body.statements[0] : undefined) : body;
  return only !== undefined && ['RevertStatement', 'Return'].includes(only.nodeType);
}

function isLoopStep(node, parents) {
  const parent = parents.at(-1);
  return parent?.nodeType === 'ForStatement' && parent.loopExpression === node;
}

/** `_layout()`: one assembly assignment that every test depends on. */
function isLayoutGetter(routine) {
  return routine.body?.statements?.some((each) => each.nodeType === 'InlineAssembly' && routine.body.statements.length === 2) ?? false;
}

function withSemicolon(end, text) {
  while (text[end] === 0x20 || text[end] === 0x0a) ++end;
  return text[end] === 0x3b ? end + 1 : end;
}

function range(node) {
  const [start, length] = node.src.split(':').map(Number);
  return [start, start + length];
}

function lineAt(text, position) {
  return text.subarray(0, position).toString().split('\n').length;
}

function shorten(source) {
  const flat = source.replace(/\s+/g, ' ').trim();
  return flat.length <= 90 ? flat : `${flat.slice(0, 70)}...${keccak256(flat).slice(0, 6)}`;
}

module.exports = { mutantsOf };
