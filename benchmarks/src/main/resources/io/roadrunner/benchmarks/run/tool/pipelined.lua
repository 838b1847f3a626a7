-- 16 requests in one write; each answer counts.
local requests

init = function(args)
    local one = {}
    for i = 1, 16 do
        one[i] = wrk.format()
    end
    requests = table.concat(one)
end

request = function()
    return requests
end
