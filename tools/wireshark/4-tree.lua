-- Bytes to a tree of fields: the same walk as the library's `inspect`.

local mostElements = 65536
-- Wireshark gives up at a million items of one packet.
local mostLeaves = 100000
local mostTextBytes = 1024

local fieldOf -- the ProtoField of a layout's member, see 5-fwctl.lua
local pathField -- the ProtoField that holds "path = value (label)"

local function rangeOf(side, from, to)
  local first = math.min(floor(from / 8), #side.data)
  local last = math.min(math.ceil(to / 8), #side.data)
  if last <= first then return side.tvb(side.base + math.max(first - 1, 0), 0) end
  return side.tvb(side.base + first, last - first)
end

-- Latin-1 to what Wireshark shows: printable ASCII as it is, everything else as \xNN.
local function plainText(bytes)
  bytes = bytes:gsub("%z+$", "")
  return (bytes:gsub("[^\32-\126]", function(one) return format("\\x%02x", byte(one)) end))
end

local function shortHex(bytes)
  if #bytes <= mostTextBytes then return hexOf(bytes) end
  return hexOf(bytes:sub(1, mostTextBytes)) .. format("... (%d bytes)", #bytes)
end

-- Adds one value: the field itself, which can be filtered and made a column, and the hidden text for scripts.
local function addLeaf(side, tree, known, name, path, from, to, value, text, label)
  side.leaves = side.leaves + 1
  if side.leaves > mostLeaves then
    if side.leaves == mostLeaves + 1 then tree:add(rangeOf(side, from, to), "... more fields are not shown") end
    return
  end
  local range = rangeOf(side, from, to)
  local words = label and format("%s (%s)", text, label) or text
  local item
  if known.type == "uint" then
    item = tree:add(known.field, range, floor(value))
  elseif known.type == "wide" then
    item = tree:add(known.field, range, type(value) == "table" and wideOf(value) or UInt64.new(floor(value), 0))
  else
    item = tree:add(known.field, range, text)
  end
  item:set_text(name .. ": " .. words)
  tree:add(pathField, range, path .. " = " .. words):set_hidden()
end

local function readScalar(side, field, bit)
  local order, width = endianOf(side, field), field.bits
  if field.kind == "uint" or field.kind == "layout" then
    if width <= 64 then
      local value = readWide(side.data, bit, width, order)
      return value, decimal(value)
    end
    local bytes = readBytes(side.data, bit, width, order)
    return bytes, hexOf(bytes)
  end
  local bytes = readBytes(side.data, bit, width, order)
  if field.kind == "uuid" then return bytes, uuidText(bytes) end
  if field.kind == "mac" then return bytes, (hexOf(bytes):gsub("(%x%x)", "%1:"):sub(1, -2)) end
  return bytes, plainText(bytes)
end

local walkFields, walkField

local function addReserved(scope, tree, name, bit, width)
  local side = scope.side
  if isZero(side.data, bit, bit + width) then return end
  local words = hexOf(readBytes(side.data, bit, width, "be"))
  local overlay = scope.parent == nil and side.overlay
  local what = "reserved"
  if overlay and overlay.bitOffset == bit and overlay.width == width then what = overlay.name end
  tree:add(rangeOf(side, bit, bit + width), format("%s: 0x%s (%s)", name, words:sub(1, 64), what))
end

local function addScalar(scope, tree, field, bit, index)
  local side = scope.side
  local step = index >= 0 and format("[%d]", index) or ""
  local path = scope.path .. "." .. field.name .. step
  local name = index >= 0 and step or field.name
  if field.reserved then return addReserved(scope, tree, name, bit, field.bits) end
  local value, text = readScalar(side, field, bit)
  local isNumber = type(value) ~= "string"
  local label = isNumber and labelsOf(scope, field.def.labels, value) or nil
  addLeaf(side, tree, fieldOf(scope.plan.family, field), name, path, bit, bit + field.bits, value, text, label)
  if not isNumber then return end
  for _, part in ipairs(field.def.parts or {}) do
    local bits = partOf(value, part.lsb, part.bits)
    local from = bit + (endianOf(side, field) == "be" and field.bits - part.lsb - part.bits or part.lsb)
    local known = fieldOf(scope.plan.family, field, part)
    local words = labelsOf(scope, part.labels, bits)
    addLeaf(side, tree, known, field.name .. "." .. part.name, path .. "." .. part.name, from, from + part.bits, bits, decimal(bits), words)
  end
end

local function addBytes(scope, tree, name, from, to, label, field)
  local side = scope.side
  local bytes = readBytes(side.data, from, floor(math.max(0, to - from) / 8) * 8, "be")
  addLeaf(side, tree, fieldOf(scope.plan.family, field), name, scope.path .. "." .. name, from, to, bytes, shortHex(bytes), label)
end

-- Bit numbers run through all bytes of an array; the names of an enumeration are those of one element.
local function addByteArray(scope, tree, field, bit, total)
  if field.reserved then return addReserved(scope, tree, field.name, bit, total) end
  local flags, names = labelsOfBytes(scope, field.def.labels)
  local label
  if #flags > 0 and total <= 64 then
    label = labelsOf(scope, flags, readWide(scope.side.data, bit, total, endianOf(scope.side, field)))
  end
  addBytes(scope, tree, field.name, bit, bit + total, label, field)
  if #names == 0 then return end
  local element = setmetatable({ def = setmetatable({ labels = names }, { __index = field.def }) }, { __index = field })
  local count = floor(total / 8)
  local shown = math.min(count, mostElements)
  for index = 0, shown - 1 do
    addScalar(scope, tree, element, bit + index * 8, index)
    if scope.side.leaves > mostLeaves then return end
  end
  if shown < count then addBytes(scope, tree, "...", bit + shown * 8, bit + count * 8) end
end

local function missing(scope, tree, field, bit)
  scope.side.cut = true
  tree:add(rangeOf(scope.side, bit, scope.stop), format("%s: missing, the bytes end at 0x%x", field.name, #scope.side.data))
  return false
end

local function memberNamed(union, arm)
  if not arm then return nil end
  for _, field in ipairs(union.fields) do if field.name == arm then return field end end
  local nested = planOf(union.family, arm)
  if not nested then return nil end
  return {
    def = {}, name = arm, kind = "layout", offset = 0, bits = nested.bits, order = "be", count = -1, open = false, bytes = false,
    last = true, nested = nested, owner = union.name,
  }
end

-- The selected arm, then what is left of the region; or the bytes when nothing is selected.
local function walkArm(inner, tree, chosen, regionEnd)
  local arm = memberNamed(inner.plan, chosen)
  local stop = inner.plan.open and inner.stop or math.min(inner.stop, regionEnd)
  if not arm then
    inner.next = stop
    if stop <= inner.start then return end
    addBytes(inner, tree, inner.field and inner.field.anonymous and inner.field.name or "bytes", inner.start, stop)
    return
  end
  walkField(inner, tree, arm, inner.start)
  if not inner.final and not inner.plan.open and not isZero(inner.side.data, inner.next, stop) then
    addBytes(inner, tree, "@tail", inner.next, stop)
  end
end

local function moveOn(scope, field, inner, bit)
  local plan = inner.plan
  scope.next = (inner.final or plan.open) and inner.next or bit + plan.bits
  if plan.open then scope.shift = inner.next - scope.start - field.offset - plan.bits end
  if inner.short then scope.short = true end
  return not scope.side.cut
end

local function walkNested(scope, tree, field, bit)
  local plan = field.nested
  local stop = plan.open and scope.stop or math.min(scope.stop, bit + plan.bits)
  local inner = innerScope(scope, field, plan, bit, stop)
  local branch = tree
  if not field.anonymous then branch = tree:add(rangeOf(scope.side, bit, bit + plan.bits), field.name) end
  walkFields(inner, branch)
  return moveOn(scope, field, inner, bit)
end

local function walkUnion(scope, tree, field, bit)
  local plan = field.nested
  local stop = plan.open and scope.stop or math.min(scope.stop, bit + plan.bits)
  local inner = innerScope(scope, field, plan, bit, stop)
  if bit > scope.stop or (not inner.final and not plan.open and bit + plan.bits > scope.stop) then
    return missing(scope, tree, field, bit)
  end
  local chosen = choose(scope, field.def.select, plan, bit)
  local branch = tree
  if not field.anonymous then branch = tree:add(rangeOf(scope.side, bit, stop), field.name) end
  walkArm(inner, branch, chosen, bit + plan.bits)
  return moveOn(scope, field, inner, bit)
end

local function walkElement(scope, tree, field, bit, stride, index, arm)
  if not field.nested then return addScalar(scope, tree, field, bit, index) end
  local inner = innerScope(scope, field, field.nested, bit, bit + stride, index)
  local branch = tree:add(rangeOf(scope.side, bit, bit + stride), format("[%d]", index))
  if not field.nested.union then return walkFields(inner, branch) end
  walkArm(inner, branch, arm or choose(scope, field.def.select, field.nested, bit), bit + stride)
end

local function walkElements(scope, tree, field, bit, count, stride, armOf)
  local side = scope.side
  local branch = tree:add(rangeOf(side, bit, bit + count * stride), format("%s: %d elements", field.name, count))
  local shown = math.min(count, mostElements)
  for index = 0, shown - 1 do
    walkElement(scope, branch, field, bit + index * stride, stride, index, armOf and armOf(index))
    if side.leaves > mostLeaves then return end
  end
  if shown < count then addBytes(scope, branch, "...", bit + shown * stride, bit + count * stride) end
end

-- The record, or list of records, that a selector puts behind an open-ended array.
local function payloadOf(scope, field, bit)
  if not field.def.select or (field.nested and field.nested.union) then return nil end
  local arm = choose(scope, field.def.select)
  if not arm then return nil end
  local list = arm:sub(-2) == "[]"
  local name = list and arm:sub(1, -3) or arm
  local plan = planOf(scope.plan.family, name)
  if not plan or (not list and bit + plan.bits > scope.stop) then return nil end
  return { plan = plan, arm = name, list = list }
end

local function elementsOf(scope, field, bit, stride)
  local room = stride == 0 and 0 or math.max(0, floor((scope.stop - bit) / stride))
  local asked = counted(scope, field.def.open.count, stride)
  if asked and asked > room and not field.def.open.count.most then scope.short = true end
  return asked and math.min(asked, room) or room
end

local function strideOf(scope, field)
  local rule = field.def.open.stride
  local value = rule and referred(scope, rule)
  if value == nil or type(value) == "string" then return field.bits end
  return rule.map[decimal(value)] or field.bits
end

-- Runs of elements one behind the other: how many in all, and the arm of each.
local function runsOf(scope, field, stride, room)
  local count, runs = 0, {}
  for _, run in ipairs(field.def.open.runs) do
    count = count + (counted(scope, run.count, stride) or 0)
    runs[#runs + 1] = { stop = count, arm = choose(scope, run.select) }
  end
  if count > room then scope.short = true end
  return math.min(count, room), function(index)
    for _, run in ipairs(runs) do if index < run.stop then return run.arm end end
    return nil
  end
end

local function walkRecord(scope, tree, field, payload, bit)
  local inner = innerScope(scope, field, payload.plan, bit, scope.stop, -1, payload.arm)
  local range = rangeOf(scope.side, bit, bit + payload.plan.bits)
  walkFields(inner, tree:add(range, field.name):add(range, payload.arm))
  scope.next = inner.next
  scope.shift = inner.next - scope.start - field.offset
  return not scope.side.cut
end

local function walkRecords(scope, tree, field, payload, bit)
  local stride = math.max(payload.plan.bits, 8)
  local count = elementsOf(scope, field, bit, stride)
  local branch = tree:add(rangeOf(scope.side, bit, bit + count * stride), field.name)
  for index = 0, math.min(count, mostElements) - 1 do
    local at = bit + index * stride
    local inner = innerScope(scope, field, payload.plan, at, at + stride, index, payload.arm)
    walkFields(inner, branch:add(rangeOf(scope.side, at, at + stride), format("%s[%d]", payload.arm, index)))
    if scope.side.leaves > mostLeaves then break end
  end
  return count * stride
end

local function walkOpen(scope, tree, field, bit)
  if bit > scope.stop then return missing(scope, tree, field, bit) end
  local payload = payloadOf(scope, field, bit)
  local total
  if payload and not payload.list then return walkRecord(scope, tree, field, payload, bit) end
  if payload then
    total = walkRecords(scope, tree, field, payload, bit)
  else
    local stride = strideOf(scope, field)
    local count, armOf
    if field.def.open.runs then
      count, armOf = runsOf(scope, field, stride, stride == 0 and 0 or math.max(0, floor((scope.stop - bit) / stride)))
    else
      count = elementsOf(scope, field, bit, stride)
    end
    total = count * stride
    if field.bytes then addByteArray(scope, tree, field, bit, total)
    else walkElements(scope, tree, field, bit, count, stride, armOf) end
  end
  scope.next = bit + total
  scope.shift = total + bit - scope.start - field.offset
  return true
end

-- Where the list over a reserved field must end: with the field, with the region of the union around, or with the bytes.
local function overlayEnd(scope, field, bit)
  local around = scope.parent
  if not scope.final or not field.last or (around and not around.plan.union) then return bit + field.bits end
  return around and math.min(around.stop, around.start + around.plan.bits) or scope.stop
end

-- Reserved bits that hold a list all the same, up to its last record that is not zero.
local function walkOverlay(scope, tree, field, bit)
  local overlay, data = field.overlay, scope.side.data
  local from = bit + overlay.offset - field.offset
  local count = floor((overlayEnd(scope, field, bit) - from) / overlay.bits)
  while count > 0 and isZero(data, from + (count - 1) * overlay.bits, from + count * overlay.bits) do count = count - 1 end
  addReserved(scope, tree, field.name, bit, from - bit)
  walkElements(scope, tree, overlay, from, count, overlay.bits)
  scope.next = math.max(bit + field.bits, from + count * overlay.bits)
  return true
end

-- False when the bytes ended inside the field.
walkField = function(scope, tree, field, bit)
  if field.open then return walkOpen(scope, tree, field, bit) end
  if field.nested and field.count < 0 then
    if field.nested.union then return walkUnion(scope, tree, field, bit) end
    return walkNested(scope, tree, field, bit)
  end
  local total = field.count >= 0 and field.bits * field.count or field.bits
  if bit + total > scope.stop then return missing(scope, tree, field, bit) end
  if field.overlay then return walkOverlay(scope, tree, field, bit) end
  scope.next = bit + total
  if field.count < 0 then addScalar(scope, tree, field, bit, -1)
  elseif field.bytes or field.reserved then addByteArray(scope, tree, field, bit, total)
  else
    walkElements(scope, tree, field, bit, field.count, field.bits)
    scope.next = bit + total
  end
  return true
end

walkFields = function(scope, tree)
  scope.next = scope.start
  for _, field in ipairs(scope.plan.fields) do
    if not walkField(scope, tree, field, scope.start + field.offset + scope.shift) then break end
  end
end

-- What stands behind the layout, as `@tail`.
local function addTail(scope, tree)
  local data = scope.side.data
  local following = math.ceil(scope.next / 8)
  local size = math.ceil(scope.plan.bits / 8)
  local whole = following == #data and not scope.short and #data >= size
  local unused = not scope.short and #data == size and isZero(data, following * 8, #data * 8)
  if not whole and not unused and following < #data then addBytes(scope, tree, "@tail", following * 8, #data * 8) end
end

local function walkLayout(side, plan, tree)
  local scope = rootScope(side, plan)
  if plan.union then
    scope.next = plan.open and scope.stop or math.min(scope.stop, plan.bits)
    addBytes(scope, tree, "@0", 0, scope.next)
  else
    walkFields(scope, tree)
  end
  if not side.cut then addTail(scope, tree) end
end
