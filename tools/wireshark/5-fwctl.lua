-- The protocol: the pseudo-header (docs/pcapng.md), then the bytes of one side of an exchange as its family lays them out.

local fwctl = Proto("fwctl", "fwctl firmware RPC")
local F = {}
local known = {} -- ProtoFields of layouts' members, by family and name

local flagNames = { "deviceType", "scope", "outLength", "data", "failed", "bigEndian", "alone", "noTime" }
local FLAG = {}
for index, name in ipairs(flagNames) do FLAG[name] = 2 ^ (index - 1) end

local deviceNames = {}
for number, family in pairs(families) do
  family.plans = {}
  deviceNames[number] = family.name
end

F.version = ProtoField.uint8("fwctl.version", "Version")
F.ioctl = ProtoField.uint8("fwctl.ioctl", "ioctl", base.DEC, { [0] = "FWCTL_INFO", [1] = "FWCTL_RPC" })
F.direction = ProtoField.uint8("fwctl.direction", "Direction", base.DEC, { [0] = "request", [1] = "reply" })
F.headerLength = ProtoField.uint8("fwctl.header_length", "Header length")
F.flags = ProtoField.uint32("fwctl.flags", "Flags", base.HEX)
F.exchange = ProtoField.uint32("fwctl.exchange", "Exchange")
F.deviceType = ProtoField.uint32("fwctl.device_type", "Device type", base.DEC, deviceNames)
F.scope = ProtoField.uint32("fwctl.scope", "Scope", base.DEC, scopeNames)
F.errno = ProtoField.uint32("fwctl.errno", "errno", base.DEC, errnoNames)
F.outLength = ProtoField.uint32("fwctl.out_length", "Reply length that the driver reported")
F.offset = ProtoField.uint32("fwctl.offset", "Offset of these bytes")
F.total = ProtoField.uint32("fwctl.total", "Bytes of this side")
F.command = ProtoField.string("fwctl.command", "Command")
F.opcode = ProtoField.uint32("fwctl.opcode", "Opcode", base.HEX_DEC)
F.layout = ProtoField.string("fwctl.layout", "Layout")
F.field = ProtoField.string("fwctl.field", "Field")
F.bytes = ProtoField.string("fwctl.bytes", "Bytes")
F.requestIn = ProtoField.framenum("fwctl.request_in", "Request in", base.NONE, frametype.REQUEST)
F.replyIn = ProtoField.framenum("fwctl.reply_in", "Reply in", base.NONE, frametype.RESPONSE)
pathField = F.field

local all = {}
for _, field in pairs(F) do all[#all + 1] = field end

-- Every member that holds a value can be filtered by: fwctl.mlx5.cmd_hca_cap.log_max_qp
local taken = {}
local function declare(key, name, bits, isNumber)
  local abbreviation = "fwctl." .. key:gsub("[^%w_.-]", "_"):gsub("%.%.+", ".")
  while taken[abbreviation] do abbreviation = abbreviation .. "_" end
  taken[abbreviation] = true
  local entry
  if isNumber and bits <= 32 then entry = { type = "uint", field = ProtoField.uint32(abbreviation, name, base.DEC_HEX) }
  elseif isNumber and bits <= 64 then entry = { type = "wide", field = ProtoField.uint64(abbreviation, name, base.DEC_HEX) }
  else entry = { type = "text", field = ProtoField.string(abbreviation, name) } end
  known[key] = entry
  all[#all + 1] = entry.field
end

for _, family in pairs(families) do
  for layoutName, definition in pairs(family.layouts) do
    for _, field in ipairs(definition.fields) do
      local kind = field.kind or "uint"
      local list = field.bits == 8 and (field.count or field.open)
      if kind ~= "layout" and not field.reserved then
        local key = family.name .. "." .. layoutName .. "." .. field.name
        declare(key, field.name, field.bits, kind == "uint" and not list)
        for _, part in ipairs(field.parts or {}) do declare(key .. "." .. part.name, part.name, part.bits, true) end
      end
    end
  end
end
fwctl.fields = all

local anyBytes = { type = "text", field = F.bytes }

fieldOf = function(family, field, part)
  if not field then return anyBytes end
  local key = family.name .. "." .. field.owner .. "." .. field.name
  return known[part and key .. "." .. part.name or key] or anyBytes
end

-- Requests by exchange as they come, and for each packet that was seen its partner: packets are shown again in any order.
local requests, partners, replies

function fwctl.init()
  requests, partners, replies = {}, {}, {}
end

local function sideOf(buffer, base, length, header)
  return {
    tvb = buffer, base = base, data = length > 0 and buffer(base, length):raw() or "", leaves = 0,
    host = header.bigEndian and "be" or "le",
  }
end

local function headerField(family, layoutName, data, host, name)
  local plan = layoutName and planOf(family, layoutName)
  if not plan then return nil end
  return fieldAt(rootScope({ data = data, host = host }, plan), name)
end

local function commandOf(family, data, host)
  if #data < family.leastRequest then return nil end
  if family.soleCommand then return family.commands[family.soleCommand] end
  local opcode = headerField(family, family.requestHeader, data, host, family.opcodeField)
  return family.commands[opcode and decimal(opcode)], opcode
end

-- The layouts of one exchange: the command's own, or those of the variant that the request chooses.
local function layoutsOf(family, command, side)
  if not command then return nil, nil end
  local plan = command.request and planOf(family, command.request)
  if plan then
    for _, variant in ipairs(command.variants or {}) do
      if allHold(rootScope(side, plan), variant.when) then
        return variant.request or command.request, variant.response or command.response
      end
    end
  end
  return command.request, command.response
end

local function addHeader(buffer, tree, header)
  local rows = {
    { F.version, 4, 1 }, { F.ioctl, 5, 1 }, { F.direction, 6, 1 }, { F.headerLength, 7, 1 }, { F.flags, 8, 4 }, { F.exchange, 12, 4 },
    { F.deviceType, 16, 4, "deviceType" }, { F.scope, 20, 4, "scope" }, { F.errno, 24, 4, "failed" },
    { F.outLength, 28, 4, "outLength" }, { F.offset, 32, 4 }, { F.total, 36, 4 },
  }
  local flagItem
  for _, row in ipairs(rows) do
    if not row[4] or header[row[4]] then
      local item = tree:add_le(row[1], buffer(row[2], row[3]))
      if row[1] == F.flags then flagItem = item end
    end
  end
  for index, name in ipairs(flagNames) do
    if header[name] then flagItem:add(buffer(8, 4), format("0x%02x: %s", 2 ^ (index - 1), name)) end
  end
end

local function readHeader(buffer)
  local header = {
    ioctl = buffer(5, 1):uint(), reply = buffer(6, 1):uint() == 1, length = buffer(7, 1):uint(), exchange = buffer(12, 4):le_uint(),
    type = buffer(16, 4):le_uint(), errno = buffer(24, 4):le_uint(), reported = buffer(28, 4):le_uint(),
    offset = buffer(32, 4):le_uint(), total = buffer(36, 4):le_uint(),
  }
  local flags = buffer(8, 4):le_uint()
  for name, bit in pairs(FLAG) do header[name] = floor(flags / bit) % 2 == 1 end
  return header
end

local function showLayout(side, family, name, tree)
  local plan = name and planOf(family, name)
  if not plan then
    tree:add(rangeOf(side, 0, #side.data * 8), format("%d bytes that nobody has described", #side.data))
    return
  end
  local branch = tree:add(F.layout, rangeOf(side, 0, #side.data * 8), name)
  walkLayout(side, plan, branch)
end

local function showRequest(family, side, tree)
  local command, opcode = commandOf(family, side.data, side.host)
  if opcode then tree:add(F.opcode, floor(toNumber(opcode))):set_generated() end
  local name = command and command.name or opcode and format("opcode 0x%x", toNumber(opcode)) or "request"
  tree:add(F.command, name):set_generated()
  side.overlay = family.overlay
  local layout = layoutsOf(family, command, side)
  showLayout(side, family, layout or family.requestHeader, tree)
  return name
end

local function replyData(family, data, header)
  local stated = header.outLength and header.reported or #data
  local rule = family.replyLength
  local counted = rule and headerField(family, family.responseHeader, data, header.bigEndian and "be" or "le", rule.field)
  if counted then stated = rule.plus + toNumber(counted) end
  return math.min(stated, #data)
end

-- The device's word on the outcome: nil when the reply is too short to say.
local function statusOf(family, reply, host)
  local status = family.status
  if not status or #reply < status.bytes then return nil end
  return headerField(family, family.responseHeader, reply, host, status.field)
end

local function statusText(family, side, status)
  if not status or toNumber(status) == 0 then return "" end
  local plan = planOf(family, family.responseHeader)
  local way = plan.names[family.status.field]
  local label = labelsOf(rootScope(side, plan), way[#way].def.labels, status)
  return format(", %s %s", family.status.field, decimal(status)) .. (label and " " .. label or "")
end

-- The record of a reply that refuses, where that is one of its own, and how many bytes of it the device wrote.
local function refusalOf(family, data, host, status)
  local rule = family.refusal
  if not rule or not status or toNumber(status) == 0 then return nil end
  local least = math.ceil(planOf(family, rule.layout).bits / 8)
  if #data < least then return nil end
  local written = toNumber(headerField(family, rule.layout, data, host, rule.length))
  return rule.layout, math.min(#data, math.max(written, least))
end

-- A refusal may end where the header ends; then the header is all there is.
local function replyLayout(family, name, data, status)
  local plan = name and planOf(family, name)
  local header = planOf(family, family.responseHeader)
  if not plan or not header then return family.responseHeader end
  local refused = status and toNumber(status) ~= 0
  local short = #data <= math.ceil(header.bits / 8) and math.ceil(plan.bits / 8) > #data
  return refused and short and family.responseHeader or name
end

local function showReply(family, side, tree, request, header)
  local reply = side.data
  side.data = reply:sub(1, replyData(family, reply, header))
  local command, layout
  if request then
    command = commandOf(family, request.data, request.host)
    local requestLayout
    requestLayout, layout = layoutsOf(family, command, request)
    local plan = planOf(family, requestLayout or family.requestHeader)
    if plan then side.request = rootScope(request, plan) end
  end
  local name = command and command.name or "reply"
  local status = statusOf(family, reply, side.host)
  tree:add(F.command, name):set_generated()
  local refusal, written = refusalOf(family, side.data, side.host, status)
  if refusal then side.data = side.data:sub(1, written) end
  showLayout(side, family, refusal or replyLayout(family, layout, side.data, status), tree)
  return (command and name .. " reply" or name), statusText(family, side, status)
end

-- Remembers requests, and who belongs to whom, the first time that packets pass.
local function pair(pinfo, header, data)
  if pinfo.visited or header.ioctl == 0 then return end
  if not header.reply then
    if header.offset == 0 then
      requests[header.exchange] = { data = data, host = header.bigEndian and "be" or "le", frame = pinfo.number, leaves = 0 }
    end
    return
  end
  local request = requests[header.exchange]
  if not request then return end
  partners[pinfo.number] = request
  replies[request.frame] = replies[request.frame] or pinfo.number
end

local function showFailure(header, tree)
  if not header.failed then return "" end
  return ", " .. (errnoNames[header.errno] or format("errno %d", header.errno))
end

local function showInfo(family, side, tree, header)
  if family and family.info and #side.data > 0 then showLayout(side, family, family.info, tree) end
  return "FWCTL_INFO", showFailure(header)
end

local function showSide(buffer, pinfo, tree, header)
  local family = header.deviceType and families[header.type]
  local length = buffer:len() - header.length
  local side = sideOf(buffer, header.length, length, header)
  pair(pinfo, header, side.data)
  if header.ioctl == 0 then return showInfo(family, side, tree, header) end
  if not family then return "device type " .. header.type, showFailure(header) end
  if header.offset > 0 then return "continued", format(" from byte %d", header.offset) end
  if not header.reply then
    local reply = replies[pinfo.number]
    if reply then tree:add(F.replyIn, reply):set_generated() end
    return showRequest(family, side, tree) .. " request", ""
  end
  local request = partners[pinfo.number]
  if request then tree:add(F.requestIn, request.frame):set_generated() end
  if not header.data then
    local command = request and commandOf(family, request.data, request.host)
    return command and command.name .. " reply" or "reply", showFailure(header)
  end
  return showReply(family, side, tree, request, header)
end

function fwctl.dissector(buffer, pinfo, root)
  if buffer:len() < 40 or buffer(0, 4):string() ~= "FWCT" or buffer(4, 1):uint() ~= 1 then return 0 end
  local header = readHeader(buffer)
  if header.length < 40 or header.length > buffer:len() then return 0 end
  local family = header.deviceType and families[header.type]
  local tree = root:add(fwctl, buffer())
  addHeader(buffer, tree:add(buffer(0, header.length), "Pseudo-header"), header)
  local name, more = showSide(buffer, pinfo, tree, header)
  pinfo.cols.protocol = family and "fwctl " .. family.name or "fwctl"
  pinfo.cols.info = name .. more
  tree:append_text(", " .. name .. more)
  return buffer:len()
end

DissectorTable.get("wtap_encap"):add(wtap.USER0, fwctl)
