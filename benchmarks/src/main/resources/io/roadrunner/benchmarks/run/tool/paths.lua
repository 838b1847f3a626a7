-- Each request asks for another of the 100 routes.
local requests = {}
local next = 0

init = function(args)
    for i = 0, 99 do
        requests[i] = wrk.format("GET",
            string.format("/api/v1/r%03d/%d/items/%d", i, 1000 + i, 7 * i))
    end
end

request = function()
    next = (next + 1) % 100
    return requests[next]
end
