-- Numbers in bytes. A side is a Lua string; bits are counted as the schemas do: from the top bit of byte 0 for "be", from the lowest
-- bit of byte 0 for "le". Arithmetic instead of operators, since these differ between the versions of Lua that Wireshark has.
-- Numbers of up to 32 bits are numbers, wider ones (up to 64) a pair { hi, lo }.

local floor, byte, format = math.floor, string.byte, string.format

local function readNumber(data, bit, width, order)
  if width == 0 then return 0 end
  local first = floor(bit / 8)
  local last = floor((bit + width - 1) / 8)
  local value = 0
  if order == "be" then
    for at = first, last do value = value * 256 + byte(data, at + 1) end
    value = floor(value / 2 ^ ((last + 1) * 8 - bit - width))
  else
    for at = last, first, -1 do value = value * 256 + byte(data, at + 1) end
    value = floor(value / 2 ^ (bit - first * 8))
  end
  return value % 2 ^ width
end

local function readWide(data, bit, width, order)
  if width <= 32 then return readNumber(data, bit, width, order) end
  if order == "be" then
    return { hi = readNumber(data, bit, width - 32, order), lo = readNumber(data, bit + width - 32, 32, order) }
  end
  return { hi = readNumber(data, bit + 32, width - 32, order), lo = readNumber(data, bit, 32, order) }
end

-- Whole bytes as they stand; any other width most significant byte first, right-aligned.
local function readBytes(data, bit, width, order)
  if bit % 8 == 0 and width % 8 == 0 then return data:sub(bit / 8 + 1, (bit + width) / 8) end
  local size = math.ceil(width / 8)
  local bytes = {}
  for index = 0, size - 1 do
    local above = math.min(8, width - index * 8)
    local at = order == "be" and bit + width - index * 8 - above or bit + index * 8
    bytes[size - index] = string.char(floor(readNumber(data, at, above, order)))
  end
  return table.concat(bytes)
end

local function isZero(data, from, to)
  while from < to do
    local take = math.min(32 - from % 8, to - from)
    if readNumber(data, from, take, "be") ~= 0 then return false end
    from = from + take
  end
  return true
end

local function hexOf(bytes)
  return (bytes:gsub(".", function(one) return format("%02x", byte(one)) end))
end

-- A number or pair as one number; beyond 2^53 the low bits are lost.
local function toNumber(value)
  if type(value) == "table" then return value.hi * 4294967296 + value.lo end
  return value
end

local function wideOf(value)
  return UInt64.new(floor(value.lo), floor(value.hi))
end

local function decimal(value)
  if type(value) == "table" then return tostring(wideOf(value)) end
  return format("%.0f", value)
end

-- The bits that two numbers of up to 32 bits share.
local function band(a, b)
  local result, place = 0, 1
  while a > 0 and b > 0 do
    local x, y = a % 2, b % 2
    if x == 1 and y == 1 then result = result + place end
    a, b, place = (a - x) / 2, (b - y) / 2, place * 2
  end
  return result
end

local function split(value)
  if type(value) == "table" then return value.hi, value.lo end
  return floor(value / 4294967296), value % 4294967296
end

-- (value & mask) >> shift, as a number or pair.
local function bitsOf(value, mask, shift)
  local hi, lo = split(value)
  if mask then
    local maskHi, maskLo = split(mask)
    hi, lo = band(hi, maskHi), band(lo, maskLo)
  end
  shift = shift or 0
  if shift >= 32 then hi, lo, shift = 0, hi, shift - 32 end
  if shift > 0 then
    lo = floor(lo / 2 ^ shift) + (hi % 2 ^ shift) * 2 ^ (32 - shift)
    hi = floor(hi / 2 ^ shift)
  end
  if hi == 0 then return lo end
  return { hi = hi, lo = lo }
end

-- Bits `lsb` up, `width` of them.
local function partOf(value, lsb, width)
  local hi, lo = split(bitsOf(value, nil, lsb))
  if width <= 32 then return lo % 2 ^ width end
  return { hi = hi % 2 ^ (width - 32), lo = lo }
end
