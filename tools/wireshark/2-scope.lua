-- Layouts with everything resolved that reading needs, the place a reader stands at, and what references give from there.

local planOf

local function endsOpen(field)
  return field.open or (field.nested and field.count < 0 and field.nested.open)
end

local function addNames(names, fields, way)
  for _, field in ipairs(fields) do
    local here = {}
    for index, hop in ipairs(way) do here[index] = hop end
    here[#here + 1] = field
    if not names[field.name] then names[field.name] = here end
    if field.anonymous and field.nested then addNames(names, field.nested.fields, here) end
  end
end

planOf = function(family, name)
  local plan = family.plans[name]
  if plan then return plan end
  local definition = family.layouts[name]
  if not definition then return nil end
  plan = { name = name, union = definition.kind == "union", bits = definition.bits, fields = {}, names = {}, family = family }
  family.plans[name] = plan
  for index, field in ipairs(definition.fields) do
    plan.fields[index] = {
      def = field, name = field.name, kind = field.kind or "uint", offset = field.offset or 0, bits = field.bits,
      order = field.order or definition.order, reserved = field.reserved, anonymous = field.anonymous,
      count = field.count or -1, open = field.open ~= nil, owner = name,
      bytes = (field.kind or "uint") == "uint" and field.bits == 8 and (field.count ~= nil or field.open ~= nil),
      last = plan.union or index == #definition.fields, nested = field.layout and planOf(family, field.layout),
    }
    local overlay = field.overlay
    if overlay then
      plan.fields[index].overlay = {
        def = {}, name = overlay.name, kind = "layout", offset = (field.offset or 0) + overlay.at, bits = overlay.bits, order = definition.order,
        count = -1, open = true, bytes = false, last = false, nested = planOf(family, overlay.layout), owner = name,
      }
    end
    if plan.union and endsOpen(plan.fields[index]) then plan.open = true end
  end
  local final = plan.fields[#plan.fields]
  if not plan.union and final and endsOpen(final) then plan.open = true end
  addNames(plan.names, plan.fields, {})
  return plan
end

local function rootScope(side, plan)
  return {
    side = side, plan = plan, start = 0, stop = #side.data * 8, index = -1, final = true, shift = 0, next = 0, path = plan.name,
  }
end

local function innerScope(outer, field, plan, start, stop, index, arm)
  index = index or -1
  local path = outer.path
  if not field.anonymous then
    path = path .. "." .. field.name .. (arm and "." .. arm or "") .. (index >= 0 and format("[%d]", index) or "")
  end
  return {
    side = outer.side, plan = plan, start = start, stop = stop, parent = outer, field = field, index = index, shift = 0,
    next = start, path = path, final = outer.final and field.last and field.count < 0 and index < 0,
  }
end

local function endianOf(side, field)
  if field.order == "host" then return side.host end
  return field.order
end

local function uuidText(bytes)
  local hex = hexOf(bytes)
  return table.concat({ hex:sub(1, 8), hex:sub(9, 12), hex:sub(13, 16), hex:sub(17, 20), hex:sub(21) }, "-")
end

local function readReference(scope, field, bit)
  local data = scope.side.data
  if field.nested or bit + field.bits * math.max(field.count, 1) > scope.stop then return nil end
  local order = endianOf(scope.side, field)
  if field.bytes and field.count > 0 and field.count <= 8 then return readWide(data, bit, field.count * 8, order) end
  if field.kind == "uuid" then return uuidText(readBytes(data, bit, 128, order)) end
  if field.bits <= 64 then return readWide(data, bit, field.bits, order) end
  return hexOf(readBytes(data, bit, field.bits, order))
end

-- One scalar by dotted path from the layout of a scope.
local function fieldAt(scope, path)
  local plan, start = scope.plan, scope.start
  local steps = {}
  for step in path:gmatch("[^.]+") do steps[#steps + 1] = step end
  for number, step in ipairs(steps) do
    local way = plan.names[step]
    if not way then return nil end
    for _, hop in ipairs(way) do start = start + hop.offset end
    local field = way[#way]
    if number == #steps then return readReference(scope, field, start) end
    if not field.nested then return nil end
    plan = field.nested
  end
  return nil
end

local function ownerOf(scope)
  while scope.field and scope.field.anonymous and scope.parent do scope = scope.parent end
  return scope
end

local function structAround(scope)
  local at = ownerOf(scope).parent
  while at and at.plan.union do at = at.parent end
  return at and ownerOf(at)
end

local function lookUp(scope, reference)
  local from = reference.from
  if from == "request" then return scope.side.request and fieldAt(scope.side.request, reference.field) end
  if from == "member" then return nil end
  if from == "parent" then
    local around = structAround(scope)
    return around and fieldAt(around, reference.field)
  end
  return fieldAt(ownerOf(scope), reference.field)
end

local function referred(scope, reference)
  local value = lookUp(scope, reference)
  if value == nil or type(value) == "string" or not (reference.mask or reference.shift) then return value end
  return bitsOf(value, reference.mask, reference.shift)
end

local function holds(scope, condition)
  local value = referred(scope, condition)
  if value == nil or type(value) == "string" then return false end
  local number = toNumber(value)
  if condition.equals then return number == condition.equals end
  if condition["in"] then
    for _, one in ipairs(condition["in"]) do if one == number then return true end end
    return false
  end
  return number ~= 0
end

local function allHold(scope, conditions)
  for _, condition in ipairs(conditions or {}) do if not holds(scope, condition) then return false end end
  return true
end

local function memberValue(scope, test, union, bit)
  for _, member in ipairs(union and union.fields or {}) do
    local way = member.nested and member.nested.names[test.field]
    local field = way and way[1]
    if field and field.bits <= 32 and bit + field.offset + field.bits <= scope.stop then
      local value = readNumber(scope.side.data, bit + field.offset, field.bits, endianOf(scope.side, field))
      return bitsOf(value, test.mask, test.shift)
    end
  end
  return nil
end

-- The arm that a selector gives, or nil.
local function choose(scope, selector, union, bit)
  if selector == nil or type(selector) == "string" then return selector end
  if selector[1] ~= nil then
    for _, one in ipairs(selector) do
      local arm = choose(scope, one, union, bit)
      if arm then return arm end
    end
    return nil
  end
  local value
  if selector.from == "member" then value = memberValue(scope, selector, union, bit) else value = referred(scope, selector) end
  local key = value
  if value ~= nil and type(value) ~= "string" then key = decimal(value) end
  local following = key ~= nil and selector.map[key]
  if not following then following = selector["else"] end
  return choose(scope, following, union, bit)
end

-- Elements that a count rule asks for; nil: as many as the bytes hold.
local function counted(scope, rule, elementBits)
  if not rule then return nil end
  for _, condition in ipairs(rule.when or {}) do
    if condition.from == "request" and not scope.side.request then return nil end
    if not holds(scope, condition) then return 0 end
  end
  local value = referred(scope, rule)
  if value == nil or type(value) == "string" then return nil end
  local count = toNumber(value)
  if count == 0 and rule.zero then return rule.zero end
  if not rule.unit then return count end
  return math.ceil(count * rule.unit / math.max(elementBits, 1))
end
