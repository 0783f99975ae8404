-- The words for a number. An enumeration is stated as a list of { value, label } in the order of its source; values above 2^53 are
-- hex text.

local function enumOf(family, name)
  local enumeration = family.enums[name]
  if not enumeration then return nil end
  if not enumeration.labels then
    enumeration.labels = {}
    for _, pair in ipairs(enumeration) do
      local value, label = pair[1], pair[2]
      local key = type(value) == "string" and value:lower():gsub("^0x0*", "0x") or decimal(value)
      if not enumeration.labels[key] then
        enumeration.labels[key] = label
        enumeration.first = enumeration.first or {}
        enumeration.first[#enumeration.first + 1] = pair
      end
    end
  end
  return enumeration
end

local function hexKey(value)
  return format("0x%x", value.hi):gsub("^0x0$", "0x") .. format(value.hi == 0 and "%x" or "%08x", value.lo)
end

local function labelFor(enumeration, value)
  local label = enumeration.labels[decimal(value)]
  if not label and type(value) == "table" then label = enumeration.labels[hexKey(value)] end
  return label
end

local function pairOf(text)
  local digits = ("0000000000000000" .. text:sub(3)):sub(-16)
  return { hi = tonumber(digits:sub(1, 8), 16), lo = tonumber(digits:sub(9), 16) }
end

local function flagText(enumeration, as, value)
  local hi, lo = split(value)
  local names = {}
  for _, pair in ipairs(enumeration.first or {}) do
    local maskHi, maskLo
    if as == "bit" then
      local bit = pair[1]
      maskHi, maskLo = bit >= 32 and bit < 64 and 2 ^ (bit - 32) or 0, bit < 32 and 2 ^ bit or 0
    else
      maskHi, maskLo = split(type(pair[1]) == "string" and pairOf(pair[1]) or pair[1])
    end
    if maskHi + maskLo > 0 and band(hi, maskHi) == maskHi and band(lo, maskLo) == maskLo then names[#names + 1] = pair[2] end
  end
  if #names > 0 then return table.concat(names, " | ") end
  if hi == 0 and lo == 0 and as == "mask" then return enumeration.labels["0"] end
  return nil
end

-- The bits that a binding is about, put together with those of another field where it says so.
local function composed(scope, binding, value)
  local bits = bitsOf(value, binding.mask, binding.shift)
  if not binding.with then return bits end
  local high = referred(scope, { field = binding.with.field })
  if high == nil or type(high) == "string" then return bits end
  return toNumber(bits) + toNumber(high) * 2 ^ binding.with.shift
end

-- Every binding that applies names the value; two enumerations over the same bits are alternatives.
local function labelsOf(scope, bindings, value)
  local texts, named, seen = {}, {}, {}
  for _, binding in ipairs(bindings or {}) do
    local enumeration = enumOf(scope.plan.family, binding.enum)
    if enumeration and allHold(scope, binding.when) then
      local as = binding.as or (enumeration.flags and "bit" or "value")
      local bits = composed(scope, binding, value)
      local text
      if as == "value" then text = labelFor(enumeration, bits) else text = flagText(enumeration, as, bits) end
      local place = tostring(binding.mask) .. ":" .. tostring(binding.shift or 0) .. as
      if text then
        if not named[place] and not seen[text] then
          texts[#texts + 1] = text
          seen[text] = true
        end
        named[place] = true
      end
    end
  end
  if #texts == 0 then return nil end
  return table.concat(texts, ", ")
end

-- What is said of an array of bytes as a whole, and what of each of them.
local function labelsOfBytes(scope, bindings)
  local flags, names = {}, {}
  for _, binding in ipairs(bindings or {}) do
    local enumeration = enumOf(scope.plan.family, binding.enum)
    local ofBits = binding.as == "bit" or (not binding.as and enumeration and enumeration.flags)
    local list = ofBits and flags or names
    list[#list + 1] = binding
  end
  return flags, names
end
