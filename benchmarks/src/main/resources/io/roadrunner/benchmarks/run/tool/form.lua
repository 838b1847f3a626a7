-- 128 fields of 32 octets, the separators among them.
local fields = {}
for i = 0, 127 do
    local name = "field" .. i .. "="
    fields[i + 1] = name .. string.rep("v", 31 - #name)
end
wrk.method = "POST"
wrk.body = table.concat(fields, "&")
wrk.headers["content-type"] = "application/x-www-form-urlencoded"
